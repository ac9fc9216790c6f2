import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { didDocument, KeysService, verifySecured, type PublishedKey, type SecuredDocument } from '../keys';
import type { Checkpoint } from './checkpoints';

interface Row {
  id: string;
  seq: number;
  document: SecuredDocument<object> & Checkpoint;
}

const PAGE = 500;
const CHECKPOINTS = statement(
  'evidence-checkpoints.verify',
  `SELECT id, seq::float8 AS seq, document FROM evidence_checkpoints
   WHERE org_id = $1 AND (seq, id) > ($2, $3) AND seq <= $4 ORDER BY seq, id LIMIT ${PAGE}`,
);

/** The checkpoints of a log, held against its links as somebody walks along them. */
@Injectable()
export class VerifyCheckpoints {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
  ) {}

  async of(org: OrganizationId, log: string, now: Date): Promise<CheckpointWalk> {
    const published = await this.unitOfWork.read(org, (tx) => this.keys.published(tx, org, log));
    const page = (after: Row | undefined, last: number): Promise<Row[]> => {
      const values = [org, after?.seq ?? 0, after?.id ?? '', last];
      return this.unitOfWork.read(org, (tx) => tx.query<Row & object>(CHECKPOINTS, values));
    };
    return new CheckpointWalk(page, log, published, now);
  }
}

/** Goes from checkpoint to checkpoint. */
class CheckpointWalk {
  private before?: Row;

  constructor(
    private readonly page: (after: Row | undefined, last: number) => Promise<Row[]>,
    private readonly log: string,
    private readonly published: PublishedKey[],
    private readonly now: Date,
  ) {}

  /** Verifies the next ones up to a place, whose links are given; answers how many, and calls `fail` for the first wrong one. */
  async upTo(links: Map<number, Buffer>, last: number, fail: (what: string) => never): Promise<number> {
    for (let count = 0; ;) {
      const page = await this.page(this.before, last);
      for (const row of page) {
        const wrong = await this.wrong(row, links.get(row.seq));
        if (wrong) fail(`The checkpoint ${row.id} at ${row.seq} is wrong: ${wrong}`);
        this.before = row;
        count += 1;
      }
      if (page.length < PAGE) return count;
    }
  }

  private async wrong({ seq, document }: Row, link: Buffer | undefined): Promise<string | null> {
    const { evaluations } = await verifySecured(document, (did) => Promise.resolve(this.documentOf(did)), this.now);
    const failed = evaluations.find(({ result }) => result !== 'pass');
    if (failed) return failed.message;
    if (document.seq !== seq || document.log !== this.log) return 'it is of another place or another log';
    if (document.link !== link?.toString('hex'))
      return 'the chain has another link there: what lies before was written anew';
    const { previous } = document;
    const before = this.before?.document;
    if (previous?.seq !== before?.seq || previous?.link !== before?.link) return 'it names another one before it';
    return null;
  }

  /** A key that was revoked since still shows that nothing was changed after it signed; whoever needs more has later checkpoints. */
  private documentOf(did: string) {
    const own = did.endsWith(this.log.slice(-24));
    return own
      ? didDocument(
          did,
          this.published.map((key) => ({ ...key, revokedAt: null })),
        )
      : null;
  }
}
