export { folded } from './folded';
