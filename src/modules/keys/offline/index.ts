// The second door of this module: what checks proofs, and nothing that needs the server. `bin/placet-verify.mjs` is made of it.
export { verifySecured, type Evaluation, type ResolveDid } from '../verify-secured';
export type { DidDocument, VerificationMethod } from '../did-document';
export { didKeyDocument } from '../did-key';
export { decodeMultikey } from '../multikey';
export { decodeList, isSet } from '../status-list';
export type { JsonObject } from '../secured-document';
export { readTime } from '../date-time-stamp';
export { idOf, isObject } from '../proof-shape';
