export { boundConnections } from './bound-connections';
export { endOnSignals } from './end-on-signals';
