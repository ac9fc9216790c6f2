import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../database';
import { Answer, Problem, type OrganizationId } from '../http';
import { Envelopes, type Sealer } from '../secrets';
import type { WriteAttempt } from './write-attempt';

/** A stored call: what `idempotency_records` keeps of it. */
export interface EarlierWrite {
  fingerprint: Buffer;
  status: number;
  /** The id of what was made. */
  result_id: string | null;
  /** The sealed body; erased after 24 hours, because it may hold codes. */
  answer: Buffer | null;
  headers: Record<string, string>;
  forgotten: boolean;
}

const FIND = statement(
  'writes.find-earlier',
  `SELECT fingerprint, status, result_id, answer, headers, created_at < now() - interval '24 hours' AS forgotten
   FROM idempotency_records WHERE org_id = $1 AND scope = $2`,
);
const REMEMBER = statement(
  'writes.remember',
  `INSERT INTO idempotency_records (org_id, scope, fingerprint, signature, status, result_id, answer, headers)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** The calls that were answered before: kept with what they did, in the same transaction. */
@Injectable()
export class EarlierWrites {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
  ) {}

  find(org: OrganizationId, scope: Buffer): Promise<EarlierWrite | undefined> {
    return this.unitOfWork.read(org, async (tx) => (await tx.query<EarlierWrite & object>(FIND, [org, scope]))[0]);
  }

  remember(
    tx: Transaction,
    org: OrganizationId,
    attempt: WriteAttempt,
    resultId: string,
    answer: Answer,
    sealer: Sealer,
  ): void {
    if (attempt.scope === null) return;
    const sealed = sealer.seal({ purpose: 'idempotency.answer', row: rowName(org, attempt.scope) }, answer.body);
    const { status, headers } = answer;
    tx.send(REMEMBER, [org, attempt.scope, attempt.fingerprint, attempt.signature, status, resultId, sealed, headers]);
  }

  /** The stored answer, byte for byte; throws when the key stood for another call or is too old. */
  replay(earlier: EarlierWrite, attempt: WriteAttempt, org: OrganizationId): Answer {
    if (!earlier.fingerprint.equals(attempt.fingerprint)) {
      const detail = 'This Idempotency-Key was used for a call with another path, query or body. Use a new key.';
      throw new Problem('idempotency_key_mismatch', detail);
    }
    if (earlier.forgotten || earlier.answer === null || attempt.scope === null) {
      const detail = `This call was answered more than 24 hours ago: it made ${earlier.result_id}. Its answer is no longer kept.`;
      throw new Problem('idempotency_key_used', detail);
    }
    const place = { purpose: 'idempotency.answer', row: rowName(org, attempt.scope) } as const;
    const body = this.envelopes.open(place, earlier.answer).toString('utf8');
    return new Answer(earlier.status, body, { ...earlier.headers, 'Idempotent-Replayed': 'true' });
  }
}

const rowName = (org: OrganizationId, scope: Buffer): string => `${org}:${scope.toString('hex')}`;
