import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { newId } from '../../platform/ids';
import type { Sealer } from '../../platform/secrets';
import { encodeMultikey } from './multikey';

/** The current key of a DID, ready to sign. */
export interface SigningKey {
  id: string;
  did: string;
  /** As a Multikey: also the fragment of the key's id in DID documents. */
  publicKey: string;
  privateKey: KeyObject;
}

/** A key that was just made, with its private half sealed for its row. */
export interface NewSigningKey extends SigningKey {
  sealed: Buffer;
}

const generate = promisify(generateKeyPair);

/** A fresh Ed25519 key; made off the event loop. */
export async function makeSigningKey(did: string, sealer: Sealer): Promise<NewSigningKey> {
  const { publicKey, privateKey } = await generate('ed25519');
  const id = newId();
  const sealed = sealer.seal({ purpose: 'signing-key', row: id }, privateKey.export({ format: 'der', type: 'pkcs8' }));
  return { id, did, publicKey: encodeMultikey(publicKey), privateKey, sealed };
}

/** The key in an opened envelope. */
export const readPrivateKey = (pkcs8: Buffer): KeyObject =>
  createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
