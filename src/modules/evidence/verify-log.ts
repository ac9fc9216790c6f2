import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { detailsDigest, entryHash, firstLink, nextLink } from './chain-hashes';
import { VerifyCheckpoints } from './verify-checkpoints';

/** What was found in a log. `wrong` names the first thing that is not as it was written; null when all is. */
export interface LogVerdict {
  entries: number;
  checkpoints: number;
  /** Entries whose details were erased: their digests stand. */
  erased: number;
  /** Logged, and not linked yet. */
  waiting: number;
  wrong: string | null;
}

interface Row {
  seq: number;
  entryId: string;
  entryHash: Buffer;
  link: Buffer;
  /** Null when the entry itself is gone. */
  id: string | null;
  kind: string;
  subjectId: string;
  occurredAt: Date;
  salt: Buffer;
  digest: Buffer;
  content: Buffer | null;
}

const PAGE = 1000;
const LINKS = statement(
  'evidence.verify',
  `SELECT l.seq::float8 AS seq, l.evidence_id AS "entryId", l.entry_hash AS "entryHash", l.link, e.id, e.kind,
     e.subject_id AS "subjectId", e.occurred_at AS "occurredAt", e.salt, e.digest, d.content
   FROM evidence_link l LEFT JOIN evidence e ON e.id = l.evidence_id LEFT JOIN evidence_details d ON d.evidence_id = e.id
   WHERE l.org_id = $1 AND l.seq > $2 AND l.seq <= $3 ORDER BY l.seq LIMIT ${PAGE}`,
);
const END = statement(
  'evidence.end',
  'SELECT coalesce(max(seq), 0)::float8 AS end FROM evidence_link WHERE org_id = $1',
);
/** In one snapshot: what is linked meanwhile is in one place or the other. */
const OUTSIDE = statement(
  'evidence.outside',
  `SELECT (SELECT count(*)::int FROM evidence_unlinked WHERE org_id = $1) AS waiting,
     (SELECT e.id FROM evidence e WHERE e.org_id = $1
        AND NOT EXISTS (SELECT FROM evidence_link l WHERE l.evidence_id = e.id)
        AND NOT EXISTS (SELECT FROM evidence_unlinked u WHERE u.org_id = $1 AND u.evidence_id = e.id)
      ORDER BY e.id LIMIT 1) AS stranger,
     (SELECT max(seq)::float8 FROM evidence_link WHERE org_id = $1) AS end,
     (SELECT seq::float8 FROM evidence_heads WHERE org_id = $1) AS head,
     (SELECT max(seq)::float8 FROM evidence_checkpoints WHERE org_id = $1) AS signed`,
);

interface Outside {
  waiting: number;
  stranger: string | null;
  end: number | null;
  head: number | null;
  signed: number | null;
}

/** Why a log is not what it was. */
class Wrong extends Error {}

/** Walks an organization's whole log and computes everything anew: entries, details, links, checkpoints. It changes nothing. */
@Injectable()
export class VerifyLog {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checkpoints: VerifyCheckpoints,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  async execute(org: OrganizationId, log: string): Promise<LogVerdict> {
    const verdict: LogVerdict = { entries: 0, checkpoints: 0, erased: 0, waiting: 0, wrong: null };
    try {
      await this.walk(org, log, verdict);
      await this.lookOutside(org, verdict);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      verdict.wrong = error.message;
    }
    return verdict;
  }

  /** As far as the log reaches now, page by page: what is linked meanwhile is left for the next time. */
  private async walk(org: OrganizationId, log: string, verdict: LogVerdict): Promise<void> {
    const signed = await this.checkpoints.of(org, log, this.clock.now());
    const [{ end }] = await this.unitOfWork.read(org, (tx) => tx.query<{ end: number }>(END, [org]));
    let link = firstLink(log);
    while (verdict.entries < end) {
      const values = [org, verdict.entries, end];
      const page = await this.unitOfWork.read(org, (tx) => tx.query<Row & object>(LINKS, values));
      for (const row of page) {
        link = this.checked(log, link, row, verdict);
        verdict.entries += 1;
      }
      const links = new Map(page.map((row) => [row.seq, row.link]));
      verdict.checkpoints += await signed.upTo(links, verdict.entries, fail);
    }
  }

  /** The link after this entry; throws when anything about the entry is not as it was written. */
  private checked(log: string, before: Buffer, row: Row, verdict: LogVerdict): Buffer {
    const place = `entry ${row.entryId} at ${row.seq}`;
    if (row.seq !== verdict.entries + 1) fail(`The link at ${verdict.entries + 1} is missing: ${place} follows`);
    if (row.id === null) fail(`The ${place} is missing: only its link is there`);
    if (row.content === null) verdict.erased += 1;
    else if (!this.digestOf(row, place).equals(row.digest)) fail(`The details of ${place} are not those of its digest`);
    const hash = entryHash(log, { ...row, id: row.entryId });
    if (!hash.equals(row.entryHash))
      fail(`The ${place} is not what was linked: its kind, time, subject or digest differs`);
    const link = nextLink(before, hash);
    if (!link.equals(row.link)) fail(`The link of ${place} does not follow from the one before: the order was changed`);
    return link;
  }

  private digestOf({ entryId, salt, content }: Row, place: string): Buffer {
    try {
      return detailsDigest(salt, this.envelopes.open({ purpose: 'evidence.details', row: entryId }, content!));
    } catch {
      return fail(`The details of ${place} cannot be opened`);
    }
  }

  private async lookOutside(org: OrganizationId, verdict: LogVerdict): Promise<void> {
    const [found] = await this.unitOfWork.read(org, (tx) => tx.query<Outside & object>(OUTSIDE, [org]));
    const { waiting, stranger, end, head, signed } = found;
    verdict.waiting = waiting;
    if (stranger) fail(`The entry ${stranger} was put in beside the chain: it is neither linked nor waiting`);
    if ((signed ?? 0) > (end ?? 0)) fail(`There is a checkpoint at ${signed}, and the log ends at ${end ?? 0}`);
    if ((head ?? 0) !== (end ?? 0)) fail(`The last link was ${head ?? 0}, and the log ends at ${end ?? 0}`);
  }
}

function fail(what: string): never {
  throw new Wrong(what);
}
