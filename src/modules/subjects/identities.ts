import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes, MatchKeys } from '../../platform/secrets';
import { identityNumber, type Identity } from './identity';

const FIND = statement('identities.find', 'SELECT content FROM identities WHERE org_id = $1 AND subject_id = $2');

/** An identity as it is put on file: sealed under a data key of its own, found again by a keyed hash. */
export interface SealedIdentity {
  matchKey: Buffer;
  content: Buffer;
}

/** Identities on file: readable here and nowhere in the database. */
@Injectable()
export class Identities {
  constructor(
    private readonly envelopes: Envelopes,
    private readonly matchKeys: MatchKeys,
  ) {}

  /** What equal identities of this organization are found by; the first is what is stored. */
  keysOf(org: OrganizationId, identity: Identity): Buffer[] {
    return this.matchKeys.of('identity', org, ...identityNumber(identity));
  }

  seal(org: OrganizationId, subjectId: string, identity: Identity): SealedIdentity {
    const [matchKey] = this.keysOf(org, identity);
    const content = this.envelopes.sealer().seal({ purpose: 'identity', row: subjectId }, JSON.stringify(identity));
    return { matchKey, content };
  }

  async of(tx: Transaction, org: OrganizationId, subjectId: string): Promise<Identity | null> {
    const [row] = await tx.query<{ content: Buffer }>(FIND, [org, subjectId]);
    if (!row) return null;
    const content = this.envelopes.open({ purpose: 'identity', row: subjectId }, row.content);
    return JSON.parse(content.toString('utf8')) as Identity;
  }
}
