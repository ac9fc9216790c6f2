export { isId, madeAt, newId } from './object-id';
