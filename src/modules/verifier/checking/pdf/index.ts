/** The second door of the verifier: what decides on a document that carries signatures, for where the server is not. */
export { flawInCarried, leftByCarried, type CarriedFlaw } from './carried-signatures';
export { childrenOf, context, listOf, readDer, TAGS, type Der } from '../cms/der';
export {
  isSelfSigned,
  keyBitsOf,
  namesIn,
  pathFrom,
  readOcsp,
  readRevocationList,
  serialOf,
  type RevocationSaid,
} from '../cms/revocation';
export { readTimestamp } from '../cms/timestamp-token';
export { chainsOfSeal, provedUntil, timestampOfSeal, type CertificateChain } from './seal-level';
/** What the guard of sealed documents reads a file with: a reader that shares nothing with the library that wrote it. */
export { Flaw } from '../findings';
export { Allowance } from './allowance';
export { changesBehind, signaturesIn, type JudgedSignature } from './earlier-signatures';
export { plainValue } from './plain-value';
export type { PdfObject } from './read-object';
export { Revision } from './revision';
