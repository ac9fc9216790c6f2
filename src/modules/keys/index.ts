export { KeysModule } from './keys.module';
export { KeysService } from './keys.service';
export type { SigningKey } from './signing-key';
export { inSeconds, secure, type Securing } from './data-integrity';
export { readDateTimeStamp, readTime } from './date-time-stamp';
export { idOf, isObject } from './proof-shape';
export type * from './secured-document';
export {
  EDDSA_JCS_2022,
  verifySecured,
  type Cryptosuites,
  type Evaluation,
  type Expectation,
  type ResolveDid,
  type Verification,
} from './verify-secured';
export { didDocument, type DidDocument, type PublishedKey } from './did-document';
export { holderOfWebDid, webDidOfServer, type DidHolder } from './did-names';
export { didKeyDocument } from './did-key';
export { didResolver } from './resolve-did';
export { encodeMultikey } from './multikey';
export { StatusLists } from './status-lists.service';
export { statusEntry, type StatusEntry } from './status-entry';
export { HostedStatusLists } from './hosted-status-list';
export { bitsWith, decodeList, encodeList, isSet, LIST_LENGTH } from './status-list';
export { VcApiIssuer } from './vc-api-issuer';
export { DOCUMENT_SIGNER, type DocumentDigest, type DocumentSigner } from './document-signer';
export { loadDocumentSigner } from './load-document-signer';
export { SealCertificates, sealFingerprint, type SealCertificate, type UsedSealCertificate } from './seal-certificates';
export { makeSeal } from './self-made-seal';
