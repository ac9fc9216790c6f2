/** The part of the third party's libraries that is measured against; they come without types. */
declare module '@digitalbazaar/vc' {
  interface Verifying {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<{ documentUrl: string; document: object }>;
  }
  export function issue(options: Verifying): Promise<object>;
  export function verifyCredential(options: Verifying): Promise<{ verified: boolean; error?: Error }>;
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: string });
  }
}
declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): object;
  export function createVerifyCryptosuite(): object;
}
