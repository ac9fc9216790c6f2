import { base58 } from '@scure/base';
import { createPublicKey, type KeyObject } from 'node:crypto';

/** The multicodec of an Ed25519 public key, as a varint. */
const ED25519 = Buffer.from([0xed, 0x01]);
/** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const REMEMBERED = 1000;
const remembered = new Map<string, KeyObject>();

/** An Ed25519 public key as a Multikey: `z` (base58btc), the multicodec, 32 bytes; always begins with `z6Mk`. */
export function encodeMultikey(publicKey: KeyObject): string {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return `z${base58.encode(Buffer.concat([ED25519, raw]))}`;
}

/** The key behind a Multikey; null for anything that is not an Ed25519 public key in base58btc. */
export function decodeMultikey(text: string): KeyObject | null {
  const known = remembered.get(text);
  if (known) return known;
  const bytes = decodeMultibase(text);
  if (bytes?.length !== ED25519.length + 32 || !bytes.subarray(0, 2).equals(ED25519)) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(2)]), format: 'der', type: 'spki' });
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, key);
  return key;
}

/** The bytes of `z` and base58btc; null for another base, another letter, or a text too long to be a key or a signature. */
export function decodeMultibase(text: string): Buffer | null {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{1,199}$/.test(text)) return null;
  return Buffer.from(base58.decode(text.slice(1)));
}

export const encodeMultibase = (bytes: Uint8Array): string => `z${base58.encode(bytes)}`;
