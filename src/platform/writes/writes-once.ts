import { Injectable } from '@nestjs/common';
import { AlreadyRunning, UnitOfWork, type Transaction } from '../database';
import { Answer, Problem, type OrganizationId } from '../http';
import { Envelopes, sha256, type Sealer } from '../secrets';
import { EarlierWrites } from './earlier-writes';
import type { WriteAttempt } from './write-attempt';

/** What a use case made: the answer's content and the id of the thing. */
export interface Made {
  id: string;
  status: number;
  body: object | boolean;
  headers?: Record<string, string>;
}

const UNIQUE_VIOLATION = '23505';

/** Runs a write so that the same call, however often and however concurrently it arrives, has one effect and one answer. */
@Injectable()
export class WritesOnce {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly earlierWrites: EarlierWrites,
    private readonly envelopes: Envelopes,
  ) {}

  /** Effects and the record of the answer commit together. The sealer is for every envelope of this one write. */
  async run(
    org: OrganizationId,
    attempt: WriteAttempt,
    work: (tx: Transaction, sealer: Sealer) => Promise<Made>,
  ): Promise<Answer> {
    const sealer = this.envelopes.sealer();
    try {
      return await this.unitOfWork.run(
        org,
        async (tx) => {
          const made = await work(tx, sealer);
          const answer = new Answer(made.status, JSON.stringify(made.body), made.headers);
          this.earlierWrites.remember(tx, org, attempt, made.id, answer, sealer);
          return answer;
        },
        attempt.scope ? lockOf(org, attempt.scope) : undefined,
      );
    } catch (error) {
      return this.replayOf(error, org, attempt);
    }
  }

  /** Somebody else made the same call between the gate and here: answer with what they were answered. */
  private async replayOf(error: unknown, org: OrganizationId, attempt: WriteAttempt): Promise<Answer> {
    if (error instanceof AlreadyRunning) {
      throw new Problem('idempotency_key_in_use', 'The same call is still running. Try again in a second.', {
        headers: { 'Retry-After': '1' },
      });
    }
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code !== UNIQUE_VIOLATION || !constraint?.startsWith('idempotency_records_') || attempt.scope === null)
      throw error;
    const earlier = await this.earlierWrites.find(org, attempt.scope);
    if (!earlier)
      throw new Problem('signature_reused', 'This signature was used before, under another name. Sign the call anew.');
    return this.earlierWrites.replay(earlier, attempt, org);
  }
}

/** One number for the call and the organization: what another organization calls the same is another call. */
const lockOf = (org: OrganizationId, scope: Buffer): bigint =>
  sha256(Buffer.concat([Buffer.from(org), scope])).readBigInt64BE();
