import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { entryHash, nextLink, type HashedEntry } from './chain-hashes';
import { CHECKPOINT_EVERY, Checkpoints } from './checkpoints';
import { lockHead, type LogHead } from './log-head';

/** In the order of their ids, which is nearly that of their times; what commits late is linked late. */
const UNLINKED = statement(
  'evidence.unlinked',
  `SELECT e.id, e.kind, e.subject_id AS "subjectId", e.occurred_at AS "occurredAt", e.digest
   FROM evidence_unlinked u JOIN evidence e ON e.id = u.evidence_id AND e.org_id = u.org_id
   WHERE u.org_id = $1 ORDER BY u.evidence_id LIMIT $2`,
);
const LINK = statement(
  'evidence.link',
  `WITH linked AS (
     INSERT INTO evidence_link (org_id, evidence_id, seq, entry_hash, link)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bytea[], $5::bytea[])
   ), taken AS (
     DELETE FROM evidence_unlinked WHERE org_id = $1 AND evidence_id = ANY($2)
   )
   UPDATE evidence_heads SET seq = $6, link = $7, unsigned_since = coalesce(unsigned_since, $8) WHERE org_id = $1`,
);
const WAITS = statement(
  'evidence.waits',
  `SELECT EXISTS (
     SELECT FROM evidence e JOIN evidence_unlinked u ON u.org_id = e.org_id AND u.evidence_id = e.id
     WHERE e.org_id = $1 AND e.subject_id = ANY($2::text[])
   ) AS waits`,
);

/** Puts entries into the hash chain of their organization's log: each once, without a gap, whoever does it and however many at once. */
@Injectable()
export class EvidenceChain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checkpoints: Checkpoints,
    private readonly clock: Clock,
  ) {}

  /**
   * Links what waits, up to the next checkpoint, and signs that when it is due: one transaction, so that a crash leaves all
   * of it or nothing. Answers how many entries it linked and whether more may be waiting.
   */
  link(org: OrganizationId): Promise<{ linked: number; more: boolean }> {
    return this.unitOfWork.run(org, async (tx) => {
      const head = await lockHead(tx, org);
      const room = CHECKPOINT_EVERY - (head.seq - head.signedSeq);
      const extended = await this.extend(tx, org, head, room);
      await this.checkpoints.signIfDue(tx, org, extended, this.clock.now());
      const linked = extended.seq - head.seq;
      return { linked, more: linked === room };
    });
  }

  /** Returns when everything that was logged of these by now has its place in the chain. */
  async catchUp(org: OrganizationId, subjectIds: string[]): Promise<void> {
    let waiting = await this.waits(org, subjectIds);
    while (waiting) waiting = (await this.link(org)).more && (await this.waits(org, subjectIds));
  }

  /** Like `catchUp`, and everything linked by now is signed as well. */
  async catchUpSigned(org: OrganizationId, subjectIds: string[]): Promise<void> {
    await this.catchUp(org, subjectIds);
    await this.unitOfWork.run(org, async (tx) => {
      await this.checkpoints.signNow(tx, org, await lockHead(tx, org), this.clock.now());
    });
  }

  /** Links at most `most` entries; answers the head as it is then. */
  private async extend(tx: Transaction, org: OrganizationId, head: LogHead, most: number): Promise<LogHead> {
    const entries = await tx.query<Omit<HashedEntry, 'seq'>>(UNLINKED, [org, most]);
    if (entries.length === 0) return head;
    const places = entries.map((_, index) => head.seq + 1 + index);
    const hashes = entries.map((entry, index) => entryHash(head.log, { ...entry, seq: places[index] }));
    const links: Buffer[] = [];
    for (const hash of hashes) links.push(nextLink(links.at(-1) ?? head.link, hash));
    const at = this.clock.now();
    const [seq, link] = [places.at(-1)!, links.at(-1)!];
    await tx.query(LINK, [org, entries.map(({ id }) => id), places, hashes, links, seq, link, at]);
    return { ...head, seq, link, unsignedSince: head.unsignedSince ?? at };
  }

  private async waits(org: OrganizationId, subjectIds: string[]): Promise<boolean> {
    const [{ waits }] = await this.unitOfWork.read(org, (tx) => tx.query<{ waits: boolean }>(WAITS, [org, subjectIds]));
    return waits;
  }
}
