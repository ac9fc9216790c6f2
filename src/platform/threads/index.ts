export { taughtTypescript } from './taught-typescript';
