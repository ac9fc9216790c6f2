import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { Envelopes } from '../../platform/secrets';
import { KeysService, secure } from '../keys';
import type { LogHead } from './log-head';

/** So many links at most lie between two checkpoints. */
export const CHECKPOINT_EVERY = 1000;
/** Short of a minute: the chainer looks twice a second. */
export const LONGEST_UNSIGNED_MS = 58_000;

/** A signed checkpoint (decision 26): what the chain's link was at one place. */
export interface Checkpoint {
  type: 'EvidenceCheckpoint';
  issuer: string;
  log: string;
  seq: number;
  /** Hex. */
  link: string;
  createdAt: string;
  previous: { seq: number; link: string } | null;
}

const LAST = statement(
  'evidence-checkpoints.last',
  `SELECT c.document, k.revoked_at IS NULL AS good FROM evidence_checkpoints c
   JOIN signing_keys k ON k.org_id = c.org_id AND k.id = c.key_id
   WHERE c.org_id = $1 ORDER BY c.seq DESC, c.id DESC LIMIT 1`,
);
const KEEP = statement(
  'evidence-checkpoints.keep',
  `WITH kept AS (
     INSERT INTO evidence_checkpoints (id, org_id, seq, key_id, document, created_at) VALUES ($2, $1, $3, $4, $5, $6)
   )
   UPDATE evidence_heads SET signed_seq = $3, unsigned_since = NULL WHERE org_id = $1`,
);

/** Checkpoints of a log, under the organization's current key. The caller holds the log's head. */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly keys: KeysService,
    private readonly envelopes: Envelopes,
  ) {}

  /** After every thousand links, and at the latest a minute after a link. */
  async signIfDue(tx: Transaction, org: OrganizationId, head: LogHead, at: Date): Promise<void> {
    const full = head.seq - head.signedSeq >= CHECKPOINT_EVERY;
    const late = head.unsignedSince !== null && at.getTime() - head.unsignedSince.getTime() >= LONGEST_UNSIGNED_MS;
    if (full || late) await this.sign(tx, org, head, at, (await this.last(tx, org))?.document);
  }

  /** What is not covered yet, or only by a checkpoint whose key was revoked since: that one convinces nobody. */
  async signNow(tx: Transaction, org: OrganizationId, head: LogHead, at: Date): Promise<void> {
    const last = await this.last(tx, org);
    if (head.seq > head.signedSeq || last?.good === false) await this.sign(tx, org, head, at, last?.document);
  }

  private async last(
    tx: Transaction,
    org: OrganizationId,
  ): Promise<{ document: Checkpoint; good: boolean } | undefined> {
    return (await tx.query<{ document: Checkpoint; good: boolean }>(LAST, [org]))[0];
  }

  private async sign(
    tx: Transaction,
    org: OrganizationId,
    { log, seq, link }: LogHead,
    at: Date,
    before: Checkpoint | undefined,
  ): Promise<void> {
    const key = (await this.keys.ensureKeys(tx, org, [log], at, this.envelopes.sealer())).get(log)!;
    const issuer = this.keys.issuerDid(log);
    const checkpoint: Checkpoint = {
      type: 'EvidenceCheckpoint',
      issuer,
      log,
      seq,
      link: link.toString('hex'),
      createdAt: at.toISOString(),
      previous: before ? { seq: before.seq, link: before.link } : null,
    };
    const signed = secure(
      { ...checkpoint },
      {
        verificationMethod: `${issuer}#${key.publicKey}`,
        key: key.privateKey,
        created: at,
        proofPurpose: 'assertionMethod',
      },
    );
    await tx.query(KEEP, [org, newId(), seq, key.id, JSON.stringify(signed), at]);
  }
}
