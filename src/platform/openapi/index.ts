export { describeApi } from './describe-api';
export { serveDocs } from './serve-docs';
export { declareWebhook, type DeclaredWebhook } from './declared-webhooks';
