export { AdminRefused, type Ask, type Report } from './command';
export { understand, wantsJson, type Understood } from './understand';
