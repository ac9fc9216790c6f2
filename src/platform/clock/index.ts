export { Clock } from './clock';
export { parseInstant } from './instant';
export { periodAt, readPeriod, type Period } from './period';
