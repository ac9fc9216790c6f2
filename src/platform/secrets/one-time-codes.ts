import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { equalInConstantTime, sha256 } from './digests';
import { MasterKey } from './master-key';

/**
 * How codes and link tokens are kept. A code has a million values at most, so its hash is keyed by a pepper that the
 * database does not hold: a stolen dump lets nobody try them. A link token has 96 random bits: a plain hash is enough.
 */
@Injectable()
export class OneTimeCodes {
  private readonly peppers: Buffer[];

  constructor(masterKey: MasterKey) {
    this.peppers = masterKey.derive('one-time codes');
  }

  /** HMAC-SHA256 under the current pepper, bound to the entry the code belongs to. */
  hash(entryId: string, code: string): Buffer {
    return hashUnder(this.peppers[0], entryId, code);
  }

  /** True when `code` is the one behind `stored`, under any pepper that MASTER_KEY still lists. */
  matches(entryId: string, code: string, stored: Buffer): boolean {
    return this.peppers.some((pepper) => equalInConstantTime(hashUnder(pepper, entryId, code), stored));
  }

  /** SHA-256 of a link token: what a link is looked up by. */
  hashLinkToken(token: string): Buffer {
    return sha256(token);
  }
}

const hashUnder = (pepper: Buffer, entryId: string, code: string): Buffer =>
  createHmac('sha256', pepper).update(`${entryId}:${code}`).digest();
