import { createCipheriv, createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { WebhookSecrets } from '../secrets/webhook-secrets';

const ROUNDS = 10_000;
const KEY_BYTES = 32;
const REMEMBERED_KEYS = 1000;

const derive = promisify(pbkdf2);
const keys = new Map<string, Promise<Buffer>>();

/** PBKDF2-HMAC-SHA256 over the encryption secret and salt, on another thread and once a set. */
export function encryptionKey({
  encryptionSecret,
  encryptionSalt,
}: Pick<WebhookSecrets, 'encryptionSecret' | 'encryptionSalt'>): Promise<Buffer> {
  const name = createHash('sha256').update(`${encryptionSecret}\n${encryptionSalt}`).digest('base64');
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= REMEMBERED_KEYS) keys.clear();
  const key = derive(Buffer.from(encryptionSecret, 'base64'), encryptionSalt, ROUNDS, KEY_BYTES, 'sha256');
  keys.set(name, key);
  return key;
}

/** The body on the wire (contract section 10): AES-256-GCM, keys in this order, no spaces. Receivers write it anew to check it. */
export function encrypted(payload: string, key: Buffer, iv = randomBytes(12)): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const data = Buffer.concat([cipher.update(payload, 'utf8'), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString('base64');
  return JSON.stringify({ iv: text(iv), data: text(data), tag: text(cipher.getAuthTag()) });
}

/** `x-signature`: as calls to this server are signed (contract section 2), under the text of the secret. */
export const signature = (secret: string, timestamp: number, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** One of `webhook-signature` (Standard Webhooks 1.0): under the bytes behind `whsec_`, over id, seconds and body. */
export function standardSignature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** What one attempt sends. */
export interface SignedMessage {
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Signs anew, for one attempt. `others` sign `webhook-signature` as well: a receiver that still has the set before, or has
 * the new one already, finds its own.
 */
export async function signedMessage(
  { id, payload, encrypts }: { id: string; payload: string; encrypts: boolean },
  secrets: WebhookSecrets,
  others: WebhookSecrets[],
  at: Date,
): Promise<SignedMessage> {
  const body = encrypts ? encrypted(payload, await encryptionKey(secrets)) : payload;
  const timestamp = at.getTime();
  const seconds = Math.floor(timestamp / 1000);
  const signers = [secrets, ...others];
  return {
    body: Buffer.from(body),
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'placet',
      'x-timestamp': String(timestamp),
      'x-signature': signature(secrets.signatureSecret, timestamp, body),
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signers
        .map(({ signatureSecret }) => standardSignature(signatureSecret, id, seconds, body))
        .join(' '),
    },
  };
}
