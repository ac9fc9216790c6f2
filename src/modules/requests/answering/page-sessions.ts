import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import { Clock } from '../../../platform/clock';
import type { OrganizationId } from '../../../platform/http';
import { newId } from '../../../platform/ids';
import { Envelopes, randomBase62, sha256, type Sealer } from '../../../platform/secrets';
import type { ContactProof } from '../../credentials';
import type { SessionKey } from './answering';
import { FindEntry, type Entry } from './find-entry';

/** Somebody at the page who has proved the contact, in an open transaction. */
export interface Visit {
  org: OrganizationId;
  entry: Entry;
  /** How this browser got in. */
  proof: ContactProof;
  at: Date;
  sealer: Sealer;
}

const IDLE_MS = 30 * 60_000;
/** However busy: then a new code is asked for. */
const LONGEST = `interval '12 hours'`;

/** Sessions of this entry that are over go when a new one comes: their number stays small by itself. */
const OPEN = statement(
  'page-sessions.open',
  `WITH over AS (DELETE FROM page_sessions WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $3 AND expires_at <= $8)
   INSERT INTO page_sessions (id, org_id, entry_id, secret_hash, contact, code_channel, code_seen_by, opened_at, last_seen_at, expires_at)
   VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $8, $9)`,
);
const SEEN = statement(
  'page-sessions.seen',
  `UPDATE page_sessions SET last_seen_at = greatest(last_seen_at, $4), expires_at = least(greatest(expires_at, $5), opened_at + ${LONGEST})
   WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2 AND secret_hash = $3 AND expires_at > $4
   RETURNING contact, code_channel AS "codeChannel", code_seen_by AS "codeSeenBy"`,
);
const END = statement(
  'page-sessions.end',
  'UPDATE page_sessions SET expires_at = $4 WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2 AND secret_hash = $3 AND expires_at > $4',
);

/** Who is let in again without a code: a browser with the secret of its session, for one entry, until it idles for 30 minutes, 12 hours at most. */
@Injectable()
export class PageSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: FindEntry,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  /** Opens a session in the caller's transaction; the secret is known to nobody but the answer. */
  open(tx: Transaction, org: OrganizationId, entryId: string, proof: ContactProof, at: Date): string {
    const secret = randomBase62(32);
    const { contact, codeChannel, codeSeenBy } = proof;
    const until = new Date(at.getTime() + IDLE_MS);
    tx.send(OPEN, [org, newId(), entryId, sha256(secret), contact, codeChannel, codeSeenBy, at, until]);
    return secret;
  }

  /** Works for whoever holds the key, and keeps the session alive; null when there is no such session any more. */
  async within<T>(key: SessionKey, work: (tx: Transaction, visit: Visit) => Promise<T>): Promise<T | null> {
    const link = await this.entries.link(key.token);
    if (!link) return null;
    return this.unitOfWork.run(link.org, async (tx) => {
      const at = this.clock.now();
      const until = new Date(at.getTime() + IDLE_MS);
      const known = [link.org, link.entryId, sha256(key.secret)];
      const [proof] = await tx.query<ContactProof & object>(SEEN, [...known, at, until]);
      if (!proof) return null;
      const entry = await this.entries.entry(tx, link);
      return work(tx, { org: link.org, entry, proof, at, sealer: this.envelopes.sealer() });
    });
  }

  async end(key: SessionKey): Promise<void> {
    const link = await this.entries.link(key.token);
    if (!link) return;
    const known = [link.org, link.entryId, sha256(key.secret)];
    await this.unitOfWork.run(link.org, (tx) => tx.query(END, [...known, this.clock.now()]));
  }
}
