export { describeApi } from './describe-api';
export { serveDocs } from './serve-docs';
