import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import request from 'supertest';
import {
  encodeMultikey,
  secure,
  type JsonObject,
  type ProofPurpose,
  type SecuredDocument,
} from '../../src/modules/keys';

export const V2 = 'https://www.w3.org/ns/credentials/v2';

/** A credential that breaks no rule of the data model, with something else about it. */
export const aCredential = (change: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject' },
  ...change,
});

export const aPresentation = (change: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiablePresentation'],
  ...change,
});

/** What a verification answers. */
export interface Judged {
  verified: boolean;
  checks: string[];
  problemDetails: { type: string; title: string; detail: string }[];
}

/** The three calls, as a test suite makes them from this machine: without a key. */
export const vcApiOf = ({ url }: { url: string }) => {
  const post = (path: string, body: unknown) =>
    request(url)
      .post(`/vc-api/${path}`)
      .send(body as object);
  return {
    issue: (credential: unknown, options?: object) => post('credentials/issue', { credential, options }),
    verify: (verifiableCredential: unknown, options?: object) =>
      post('credentials/verify', { verifiableCredential, options }),
    verifyVp: (verifiablePresentation: unknown, options?: object) =>
      post('presentations/verify', { verifiablePresentation, options }),
  };
};

export const issuedIn = ({ body }: request.Response): SecuredDocument =>
  (body as { verifiableCredential: SecuredDocument }).verifiableCredential;

/** What speaks against it, in words. */
export const detailsOf = ({ body }: request.Response): string[] =>
  (body as Judged).problemDetails.map(({ detail }) => detail);

/** Somebody with a did:key of their own. */
export class Stranger {
  readonly did: string;
  private readonly privateKey: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.did = `did:key:${encodeMultikey(publicKey)}`;
    this.privateKey = privateKey;
  }

  /** Secured by JSON (eddsa-jcs-2022). */
  secures(document: JsonObject, proofPurpose: ProofPurpose = 'assertionMethod', more: object = {}): SecuredDocument {
    const verificationMethod = `${this.did}#${this.did.slice('did:key:'.length)}`;
    return secure(document, { verificationMethod, key: this.privateKey, created: new Date(), proofPurpose, ...more });
  }

  /** A presentation and what it holds, secured by what they mean (eddsa-rdfc-2022) by somebody else's program. */
  presents(credentials: JsonObject[], presentation: JsonObject = aPresentation(), more: object = {}): JsonObject {
    const key = this.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const given = { credentials, presentation, challenge: 'n-0S6', domain: 'verifier.example', did: this.did, key };
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'sign-with-digitalbazaar.mjs')], {
      input: JSON.stringify({ ...given, ...more }),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The signer failed: ${stderr}`);
    return JSON.parse(stdout) as JsonObject;
  }
}
