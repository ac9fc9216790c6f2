import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes, MatchKeys } from '../../platform/secrets';
import { identityNumber, type Identity } from './identity';

const FIND = statement('identities.find', 'SELECT content FROM identities WHERE org_id = $1 AND subject_id = $2');

const KEY = statement(
  'identities.key',
  'SELECT match_key FROM identities WHERE org_id IS NOT DISTINCT FROM $1 AND subject_id = $2',
);
/** Who has one keeps it, and one document is one person's. */
const FILE = statement(
  'identities.file',
  `INSERT INTO identities (subject_id, org_id, match_key, content, filed_at) VALUES ($2, $1, $3, $4, $5)
   ON CONFLICT DO NOTHING RETURNING subject_id`,
);

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

  /** The match key of the identity on file: another identity, another key. */
  async keyOf(tx: Transaction, org: OrganizationId, subjectId: string): Promise<Buffer | null> {
    const [row] = await tx.query<{ match_key: Buffer }>(KEY, [org, subjectId]);
    return row?.match_key ?? null;
  }

  /** Puts an identity on file that a provider has verified; false where there is one, or the document is another person's. */
  async file(tx: Transaction, org: OrganizationId, subjectId: string, identity: Identity, at: Date): Promise<boolean> {
    const { matchKey, content } = this.seal(org, subjectId, identity);
    return (await tx.query(FILE, [org, subjectId, matchKey, content, at])).length > 0;
  }
}
