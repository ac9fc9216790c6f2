export { openPlayground, PLAYGROUND_DIRECTORY, type Playground } from './open-playground';
export { borrowPlaygroundDatabase, type BorrowedDatabase } from './playground-database';
