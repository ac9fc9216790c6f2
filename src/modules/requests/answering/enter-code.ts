import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import { Envelopes, OneTimeCodes } from '../../../platform/secrets';
import { EvidenceService, type EvidenceKind } from '../../evidence';
import { arrivalState } from '../arrival-state';
import { MOST_WRONG_CODES } from '../code-limits';
import type { CodeOutcome, Visitor } from './answering';
import { enteredCode } from './entered-code';
import { FindEntry, type Entry, type FoundLink } from './find-entry';
import { mayEnter } from './may-enter';
import { ProveContact } from './prove-contact';
import { visitDetails } from './visit-details';

const TRIES_A_CODE = 5;

/** Takes one try, or none is left: whoever gets a row back may compare, and holds the entry until the transaction ends. */
const TRY = statement(
  'answering.try-code',
  `UPDATE request_subjects SET code_tries = code_tries + 1
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 AND code_expires_at > $3 AND code_tries < $4 AND wrong_codes < $5
   RETURNING code_hash, code_tries`,
);
const COUNT_WRONG = statement(
  'answering.count-wrong-code',
  'UPDATE request_subjects SET wrong_codes = wrong_codes + 1 WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2 RETURNING wrong_codes',
);
const WHY_NOT_TRIED = statement(
  'answering.why-not-tried',
  'SELECT wrong_codes, code_tries, code_expires_at FROM request_subjects WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2',
);

/**
 * One try at the code of an entry. The counters are moved by the statement that allows the try, so a hundred guesses at
 * once are worth no more than five; a code that was right is dead from the same commit on.
 */
@Injectable()
export class EnterCode {
  constructor(
    private readonly entries: FindEntry,
    private readonly prove: ProveContact,
    private readonly evidence: EvidenceService,
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: OneTimeCodes,
    private readonly clock: Clock,
    private readonly envelopes: Envelopes,
  ) {}

  async execute(token: string, code: string, visitor: Visitor): Promise<CodeOutcome> {
    const link = await this.entries.link(token);
    if (!link) return { entered: false, reason: 'closed' };
    return this.unitOfWork.run(link.org, async (tx) => {
      const at = this.clock.now();
      const entry = await this.entries.entry(tx, link);
      if (!mayEnter(arrivalState(entry.requestStatus, entry.expiresAt, at), entry.hasDecided))
        return { entered: false, reason: 'closed' };
      const limits = [at, TRIES_A_CODE, MOST_WRONG_CODES];
      const [tried] = await tx.query<{ code_hash: Buffer; code_tries: number }>(TRY, [link.org, entry.id, ...limits]);
      if (!tried) return this.whyNotTried(tx, link, at);
      if (this.codes.matches(entry.id, enteredCode(code), tried.code_hash))
        return { entered: true, secret: await this.prove.execute(tx, link.org, entry, visitor, at) };
      return this.countWrong(tx, link, entry, TRIES_A_CODE - tried.code_tries, visitor, at);
    });
  }

  private async countWrong(
    tx: Transaction,
    { org }: FoundLink,
    entry: Entry,
    triesLeft: number,
    visitor: Visitor,
    at: Date,
  ): Promise<CodeOutcome> {
    const [counted] = await tx.query<{ wrong_codes: number }>(COUNT_WRONG, [org, entry.id]);
    if (counted.wrong_codes < MOST_WRONG_CODES) return { entered: false, reason: 'wrong', triesLeft };
    const kind: EvidenceKind = 'code.locked';
    const fact = { kind, subjectId: entry.requestId, occurredAt: at, details: visitDetails(entry, visitor) };
    this.evidence.append(tx, org, [fact], this.envelopes.sealer());
    return { entered: false, reason: 'locked' };
  }

  private async whyNotTried(tx: Transaction, { org, entryId }: FoundLink, at: Date): Promise<CodeOutcome> {
    const [entry] = await tx.query<{ wrong_codes: number; code_tries: number; code_expires_at: Date }>(WHY_NOT_TRIED, [
      org,
      entryId,
    ]);
    if (entry.wrong_codes >= MOST_WRONG_CODES) return { entered: false, reason: 'locked' };
    if (entry.code_expires_at <= at) return { entered: false, reason: 'expired' };
    return { entered: false, reason: 'wrong', triesLeft: 0 };
  }
}
