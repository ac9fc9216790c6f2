import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const WRAPPED_BYTES = 12 + 32 + 16;
/** How many bytes of an envelope a wrapped data key takes, its key's name (4 bytes) included. */
export const WRAPPED_KEY_BYTES = 4 + WRAPPED_BYTES;

/**
 * `MASTER_KEY`: 32 bytes in base64, or several separated by commas. The first wraps what is new, the others still open
 * what is old: that is how a master key rotates. Each is named by the first four bytes of its SHA-256.
 */
export class MasterKey {
  private readonly keys: { name: Buffer; bytes: Buffer }[];

  /** Throws with a sentence fit for an administrator when a key is not 32 bytes of base64 or is plainly not random. */
  constructor(setting: string) {
    this.keys = setting.split(',').map((text) => {
      const bytes = Buffer.from(text.trim(), 'base64');
      if (bytes.length !== 32 || bytes.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')) {
        throw new Error('MASTER_KEY must be 32 random bytes in base64. Make one with: openssl rand -base64 32');
      }
      if (new Set(bytes).size < 12) {
        throw new Error('MASTER_KEY is not random. Make one with: openssl rand -base64 32');
      }
      return { name: createHash('sha256').update(bytes).digest().subarray(0, 4), bytes };
    });
  }

  /** Key name, nonce, encrypted data key, tag: `WRAPPED_KEY_BYTES` bytes. */
  wrap(dataKey: Buffer): Buffer {
    const { name, bytes } = this.keys[0];
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(name);
    return Buffer.concat([name, nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  }

  unwrap(wrapped: Buffer): Buffer {
    const name = wrapped.subarray(0, 4);
    const key = this.keys.find((candidate) => candidate.name.equals(name));
    if (!key) throw new Error(`Sealed under master key ${name.toString('hex')}, which MASTER_KEY does not list`);
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, wrapped.subarray(4, 16)).setAAD(name);
    decipher.setAuthTag(wrapped.subarray(48, 64));
    return Buffer.concat([decipher.update(wrapped.subarray(16, 48)), decipher.final()]);
  }

  /** A secret of its own for one purpose (HKDF-SHA256, RFC 5869), one for each key: the current one first. */
  derive(purpose: string): Buffer[] {
    return this.keys.map(({ bytes }) => Buffer.from(hkdfSync('sha256', bytes, '', `placet ${purpose}`, 32)));
  }
}
