import { Injectable } from '@nestjs/common';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Settings } from '../../platform/configuration';
import { MasterKey } from '../../platform/secrets';
import { encodeMultikey } from './multikey';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Who issues what the VC-API routes are asked for: a did:key of its own, derived from `MASTER_KEY`. It signs whatever it
 * is handed, so it speaks for nobody, and nothing it has signed may count for anything.
 */
@Injectable()
export class VcApiIssuer {
  readonly did: string;
  /** The key as the DID's document names it. */
  readonly verificationMethod: string;
  readonly privateKey: KeyObject;
  /** One for each master key: what was issued under an earlier one is known as well. */
  private readonly dids: Set<string>;

  constructor({ MASTER_KEY }: Settings) {
    const keys = new MasterKey(MASTER_KEY).derive('vc-api issuer').map(privateKeyOf);
    const names = keys.map((key) => encodeMultikey(createPublicKey(key)));
    this.privateKey = keys[0];
    this.did = `did:key:${names[0]}`;
    this.verificationMethod = `${this.did}#${names[0]}`;
    this.dids = new Set(names.map((name) => `did:key:${name}`));
  }

  /** Whether this DID, or the DID whose key this is (`<did>#<key>`), is of that issuer. */
  isNamedBy(didOrKey: unknown): boolean {
    return typeof didOrKey === 'string' && this.dids.has(didOrKey.split('#')[0]);
  }
}

const privateKeyOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
