export { KeysModule } from './keys.module';
export { KeysService } from './keys.service';
export { didDocument, type DidDocument, type PublishedKey } from './did-document';
export { encodeMultikey } from './multikey';
export { secure, type Securing } from './data-integrity';
export type * from './secured-document';
export { verifySecured, type Evaluation, type Expectation, type ResolveDid, type Verification } from './verify-secured';
