import { Injectable, Logger } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { AskedCredentials, FollowDecisions, SealingHealth, type Following } from '../../credentials';
import { SubjectsService } from '../../subjects';
import { levelMet } from '../security-level';
import type { FinishOutcome, SessionKey, Visitor } from './answering';
import { AttachedDocuments } from './attached-documents';
import { chosen, type Choice } from './chosen';
import { Drafts } from './drafts';
import { LockRequest, type HeldRequest } from './lock-request';
import { PageSessions, type Visit } from './page-sessions';
import { RecordDecisions } from './record-decisions';
import { SettleRequest } from './settle-request';

const DECIDED = statement(
  'answering.decided',
  `UPDATE request_subjects SET status = 'DECIDED', decided_at = $4 WHERE org_id = $1 AND request_id = $2 AND subject_id = $3`,
);

/**
 * Everything a person has chosen becomes decisions at once, or nothing does. Whoever finishes second (a double click,
 * another device, another contact) is told what the first was told. What would be signed is held against the digest of
 * the request's creation, and a difference refuses.
 */
@Injectable()
export class Finish {
  private readonly logger = new Logger('answering');

  constructor(
    private readonly sessions: PageSessions,
    private readonly lock: LockRequest,
    private readonly drafts: Drafts,
    private readonly subjects: SubjectsService,
    private readonly credentials: AskedCredentials,
    private readonly record: RecordDecisions,
    private readonly settle: SettleRequest,
    private readonly sealing: SealingHealth,
    private readonly following: FollowDecisions,
    private readonly attached: AttachedDocuments,
  ) {}

  async execute(key: SessionKey, visitor: Visitor): Promise<FinishOutcome | null> {
    const outcome = await this.sessions.within(key, (tx, visit) => this.decide(tx, visit, visitor));
    if (outcome?.finished) this.following.wake();
    return outcome;
  }

  private async decide(tx: Transaction, visit: Visit, visitor: Visitor): Promise<FinishOutcome> {
    const { org, entry, at } = visit;
    const held = await this.lock.execute(tx, visit);
    if (held.people.some(({ subjectId, finished }) => finished && subjectId === entry.subjectId))
      return { finished: true };
    if (held.status !== 'PENDING') return { finished: false, reason: 'closed' };
    if (this.sealing.trouble() !== null) return { finished: false, reason: 'unavailable' };
    const [{ drafts }, places, hasIdentity] = await Promise.all([
      this.drafts.ofEntry(tx, org, entry.id),
      this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId),
      this.subjects.hasIdentity(tx, org, entry.subjectId),
    ]);
    if (!levelMet(entry.securityLevel, { hasIdentity })) return { finished: false, reason: 'level' };
    const { choices, missing } = chosen(held, drafts, places, entry.subjectId, at);
    if (missing.length > 0) return { finished: false, reason: 'missing', credentialIds: missing };
    const decided = choices.map(({ credential }) => credential);
    const changed = await this.credentials.changed(tx, org, decided, entry.language);
    if (changed.length > 0) {
      this.logger.error({ credentials: changed.map(({ id }) => id) }, 'What is asked differs from its digest: refused');
      return { finished: false, reason: 'changed' };
    }
    if (!(await this.attached.become(tx, visit, choices))) return { finished: false, reason: 'changed' };
    this.record.execute(tx, visit, visitor, choices);
    await this.following.closed(tx, org, following(visit, held, choices));
    tx.send(DECIDED, [org, entry.requestId, entry.subjectId, at]);
    this.drafts.forget(tx, visit);
    const becomes = new Map(choices.map(({ credential, becomes }) => [credential.id, becomes]));
    const after = held.asked.map((asked) => ({ ...asked, status: becomes.get(asked.id) ?? asked.status }));
    const others = held.people.filter(({ subjectId }) => subjectId !== entry.subjectId);
    await this.settle.execute(
      tx,
      visit,
      after,
      others.every(({ finished }) => finished),
    );
    return { finished: true };
  }
}

/** Who has accepted what, this person included. */
function following({ entry, at }: Visit, { decisions }: HeldRequest, choices: Choice[]): Following {
  const now = choices.filter(({ draft }) => draft.action === 'ACCEPT');
  return {
    decided: choices.map(({ credential, becomes }) => ({ id: credential.id, becomes })),
    acceptances: [
      ...decisions.filter(({ action }) => action === 'ACCEPT'),
      ...now.map(({ credential }) => ({ credentialId: credential.id, subjectId: entry.subjectId })),
    ],
    kycRequired: entry.securityLevel !== 'CONTACT',
    at,
  };
}
