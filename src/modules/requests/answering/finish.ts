import { Injectable, Logger } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { AskedCredentials, FollowDecisions, SealingHealth, type Following } from '../../credentials';
import { IdentityService, levelMet } from '../../identity';
import type { FinishOutcome, Moved, SessionKey, ShownReview, Visitor } from './answering';
import { answeringItems } from './answering-item';
import { AttachedDocuments } from './attached-documents';
import { chosen, type Choice } from './chosen';
import { Drafts } from './drafts';
import { personAt } from './person-at';
import { LockRequest, type HeldRequest } from './lock-request';
import { PageSessions, type Visit } from './page-sessions';
import { PageViews } from './page-views';
import { RecordDecisions, type NotShownByCredential } from './record-decisions';
import { SettleRequest } from './settle-request';
import { shownReview } from './what-was-shown';

const DECIDED = statement(
  'answering.decided',
  `UPDATE request_subjects SET status = 'DECIDED', decided_at = $4, shown_digest = decode($5, 'hex')
   WHERE org_id = $1 AND request_id = $2 AND subject_id = $3`,
);

/** What this person saw before finishing, and what of the documents could not be shown. */
interface Looked {
  shown: ShownReview | null;
  notShown: NotShownByCredential;
}

/**
 * Everything a person has chosen becomes decisions at once, or nothing does. Whoever finishes second (a double click,
 * another device, another contact) is told what the first was told. Nothing is decided unless the last look showed exactly
 * this. What would be signed is held against the digest of the request's creation, and a difference refuses.
 */
@Injectable()
export class Finish {
  private readonly logger = new Logger('answering');

  constructor(
    private readonly sessions: PageSessions,
    private readonly lock: LockRequest,
    private readonly drafts: Drafts,
    private readonly identity: IdentityService,
    private readonly credentials: AskedCredentials,
    private readonly record: RecordDecisions,
    private readonly settle: SettleRequest,
    private readonly sealing: SealingHealth,
    private readonly following: FollowDecisions,
    private readonly attached: AttachedDocuments,
    private readonly pages: PageViews,
  ) {}

  /** `shown` is what the form brought back of the last look; null where it brought nothing. */
  async execute(key: SessionKey, visitor: Visitor, shown: ShownReview | null): Promise<FinishOutcome | null> {
    const notShown = await this.pages.notShownAtLast(key);
    const looked = { shown, notShown };
    const outcome = await this.sessions.within(key, (tx, visit) => this.decide(tx, visit, visitor, looked));
    if (outcome?.finished) this.following.wake();
    return outcome;
  }

  private async decide(
    tx: Transaction,
    visit: Visit,
    visitor: Visitor,
    { shown, notShown }: Looked,
  ): Promise<FinishOutcome> {
    const { org, entry, at } = visit;
    const held = await this.lock.execute(tx, visit);
    const own = held.people.find(({ subjectId }) => subjectId === entry.subjectId);
    if (own?.finished)
      return { finished: true, ...(own.shown !== null && own.shown !== shown?.digest && { otherwise: true }) };
    if (held.status !== 'PENDING') return { finished: false, reason: 'closed' };
    if (this.sealing.trouble() !== null) return { finished: false, reason: 'unavailable' };
    const person = personAt(visit);
    const [kept, places, assurance] = await Promise.all([
      this.drafts.ofEntry(tx, org, entry.id),
      this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId),
      person && this.identity.assurance(tx, person, at),
    ]);
    if (!levelMet(entry.securityLevel, assurance)) return { finished: false, reason: 'level' };
    const items = answeringItems(held, { places, kept, visit });
    const now = shownReview({ ...entry, items }, visitor.pageLanguage);
    if (shown?.digest !== now.digest) return { finished: false, reason: 'moved', moved: movedSince(shown, now) };
    const { choices, missing } = chosen(held, kept.drafts, places, entry.subjectId, at);
    if (missing.length > 0) return { finished: false, reason: 'missing', credentialIds: missing };
    const decided = choices.map(({ credential }) => credential);
    const changed = await this.credentials.changed(tx, org, decided, entry.language);
    if (changed.length > 0) {
      this.logger.error({ credentials: changed.map(({ id }) => id) }, 'What is asked differs from its digest: refused');
      return { finished: false, reason: 'changed' };
    }
    if (!(await this.attached.become(tx, visit, choices))) return { finished: false, reason: 'changed' };
    this.record.execute(tx, visit, visitor, choices, { shown: now, notShown, assurance });
    if (person && assurance) this.identity.record(tx, person, assurance);
    tx.send(DECIDED, [org, entry.requestId, entry.subjectId, at, now.digest]);
    await this.follow(tx, visit, held, choices);
    return { finished: true };
  }

  /** What the decisions bring about: proofs, mandates, and the end of the request where nothing is open any more. */
  private async follow(tx: Transaction, visit: Visit, held: HeldRequest, choices: Choice[]): Promise<void> {
    const { org, entry } = visit;
    await this.following.decided(tx, org, following(visit, held, choices));
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
  }
}

/** What the next look says is different. A form that brought nothing was not served by this version: all may be. */
function movedSince(shown: ShownReview | null, now: ShownReview): Moved {
  const items = now.items.flatMap(({ digest }, index) => {
    const before = shown?.items.at(index);
    return before && before.digest !== digest ? [{ index, was: before.choice }] : [];
  });
  return { items, language: shown !== null && shown.pageLanguage !== now.pageLanguage };
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
