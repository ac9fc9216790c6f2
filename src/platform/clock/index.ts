export { Clock } from './clock';
export { parseInstant } from './instant';
