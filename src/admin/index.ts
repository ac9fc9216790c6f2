export { AdminRefused, type Report } from './command';
export { understand, type Understood } from './understand';
