import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { MasterKey, WRAPPED_KEY_BYTES } from './master-key';

const VERSION = 1;
const HEADER = 1 + WRAPPED_KEY_BYTES;
const REMEMBERED_KEYS = 1000;

/** What an envelope is for and which row it lies in: bound into it (AAD), so that it opens nowhere else. */
export interface Place {
  purpose:
    | 'api-key.secret'
    | 'link'
    | 'notification'
    | 'idempotency.answer'
    | 'evidence.details'
    | 'draft'
    | 'identity'
    | 'platform-identity'
    | 'verification.kept'
    | 'verification.identity'
    | 'signing-key'
    | 'webhook.secrets'
    | 'webhook.payload';
  row: string;
}

const aad = ({ purpose, row }: Place): Buffer => Buffer.from(`${purpose}\n${row}`);

/** Seals any number of envelopes with one data key: one request, or one record, has one. */
export class Sealer {
  constructor(
    private readonly dataKey: Buffer,
    private readonly wrapped: Buffer,
  ) {}

  /** AES-256-GCM. Layout: version (1), wrapped data key (64), nonce (12), tag (16), ciphertext. */
  seal(place: Place, content: string | Buffer): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.dataKey, nonce).setAAD(aad(place));
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), this.wrapped, nonce, cipher.getAuthTag(), sealed]);
  }
}

/** Envelope encryption of secrets at rest: each envelope carries its own data key, wrapped by the master key. */
@Injectable()
export class Envelopes {
  private readonly unwrapped = new Map<string, Buffer>();

  constructor(private readonly masterKey: MasterKey) {}

  /** A sealer with a fresh data key. */
  sealer(): Sealer {
    const dataKey = randomBytes(32);
    return new Sealer(dataKey, this.masterKey.wrap(dataKey));
  }

  /** Opens what a sealer made; throws when a byte, the purpose or the row differs. */
  open(place: Place, envelope: Buffer): Buffer {
    if (envelope[0] !== VERSION || envelope.length < HEADER + 28) throw new Error('Not an envelope');
    const dataKey = this.dataKey(envelope.subarray(1, HEADER));
    const decipher = createDecipheriv('aes-256-gcm', dataKey, envelope.subarray(HEADER, HEADER + 12));
    decipher.setAAD(aad(place)).setAuthTag(envelope.subarray(HEADER + 12, HEADER + 28));
    return Buffer.concat([decipher.update(envelope.subarray(HEADER + 28)), decipher.final()]);
  }

  /** A hundred messages of one request share a data key: unwrap it once. */
  private dataKey(wrapped: Buffer): Buffer {
    const name = wrapped.toString('base64');
    const known = this.unwrapped.get(name);
    if (known) return known;
    if (this.unwrapped.size >= REMEMBERED_KEYS) this.unwrapped.clear();
    const dataKey = this.masterKey.unwrap(wrapped);
    this.unwrapped.set(name, dataKey);
    return dataKey;
  }
}
