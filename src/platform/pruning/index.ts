export { PruningJob } from './pruning-job';
