import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { MasterKey } from './master-key';

/**
 * Finds equal values that are stored sealed: HMAC-SHA256 under a key that the database does not hold. Document numbers are
 * few enough to be tried one by one, so a plain hash of them would hide nothing.
 */
@Injectable()
export class MatchKeys {
  private readonly keys: Buffer[];

  constructor(masterKey: MasterKey) {
    this.keys = masterKey.derive('match keys');
  }

  /**
   * The match keys of a value made of `parts`, whose first names what it is and whose it is. One under each key that
   * MASTER_KEY lists: the first is stored, any of them may have been.
   */
  of(...parts: string[]): Buffer[] {
    const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
    return this.keys.map((key) => createHmac('sha256', key).update(text).digest());
  }
}
