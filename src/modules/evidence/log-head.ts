import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';

/** Where an organization's log ends. */
export interface LogHead {
  /** The organization's did:via: every hash of the log begins with it. */
  log: string;
  seq: number;
  link: Buffer;
  /** Up to here a checkpoint vouches. */
  signedSeq: number;
  /** When the first link was made that no checkpoint covers; null when all are covered. */
  unsignedSince: Date | null;
}

/** Whoever adds to a log holds its head: one at a time an organization, wherever it runs. */
const LOCK = statement(
  'evidence-heads.lock',
  `SELECT log, seq::float8 AS seq, link, signed_seq::float8 AS "signedSeq", unsigned_since AS "unsignedSince"
   FROM evidence_heads WHERE org_id = $1 FOR UPDATE`,
);
const OPEN = statement(
  'evidence-heads.open',
  `INSERT INTO evidence_heads (org_id, log, link) SELECT id, did, sha256(convert_to(did, 'UTF8')) FROM organizations WHERE id = $1
   ON CONFLICT (org_id) DO NOTHING`,
);

/** Takes the head of a log until the end of the transaction; opens the log when it has none yet. */
export async function lockHead(tx: Transaction, org: OrganizationId): Promise<LogHead> {
  const lock = () => tx.query<LogHead & object>(LOCK, [org]);
  const [head] = await lock();
  if (head) return head;
  await tx.query(OPEN, [org]);
  return (await lock())[0];
}
