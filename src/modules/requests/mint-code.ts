import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes, OneTimeCodes, randomCode } from '../../platform/secrets';
import { codeLifetimeOnDemand } from './code-lifetime';
import { linkAddress } from './link-address';
import type { LockedEntry } from './lock-entry';

/** A code with the way in, as only this moment knows them. */
export interface MintedCode {
  code: string;
  link: string;
  expiresAt: Date;
}

/** The old code is dead and its tries are forgotten; how often a wrong one was entered is not. */
const REPLACE_CODE = statement(
  'requests.replace-code',
  `UPDATE request_subjects SET code_hash = $3, code_expires_at = $4, code_tries = 0, codes_sent_at = $5,
     status = CASE WHEN status = 'DELIVERY_FAILED' THEN 'INVITED' ELSE status END
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2`,
);

/** Puts a new code into the place of an entry's old one; the link stays the same for the life of the request. */
@Injectable()
export class MintCode {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly envelopes: Envelopes,
    private readonly settings: Settings,
  ) {}

  execute(tx: Transaction, org: OrganizationId, entry: LockedEntry, at: Date, codesSentAt: Date[]): MintedCode {
    const code = randomCode(entry.codeLength);
    const expiresAt = codeLifetimeOnDemand(at, entry.expiresAt);
    tx.send(REPLACE_CODE, [org, entry.id, this.codes.hash(entry.id, code), expiresAt, codesSentAt]);
    const token = this.envelopes.open({ purpose: 'link', row: entry.id }, entry.link).toString('utf8');
    return { code, link: linkAddress(this.settings, token), expiresAt };
  }
}
