export { isId, newId } from './object-id';
