/** What the decorators of class-transformer declared: the package types this file of its own and does not export it. */
declare module 'class-transformer/cjs/storage' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage';
}
