import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { DecisionsService, FollowDecisions } from '../../credentials';
import { EvidenceService } from '../../evidence';
import type { SessionKey, Visitor, WithdrawOutcome } from './answering';
import { answeringItems } from './answering-item';
import { LockRequest } from './lock-request';
import { PageSessions, type Visit } from './page-sessions';
import { plainText } from './plain-text';
import { SettleRequest } from './settle-request';
import { visitDetails } from './visit-details';
import { shownWithdrawal } from './what-was-shown';
import { withdrawal } from './withdrawal';

const LONGEST_REASON = 2000;
const NOTHING_KEPT = { viewed: new Set<string>(), drafts: new Map<string, never>() };

interface Wish {
  credentialId: string;
  reason: string | null;
  visitor: Visitor;
  /** What the page showed, as its form brought it back; null where it brought nothing. */
  shown: string | null;
}

/** Takes a consent or a mandate back, for good and for everybody who was asked it: it is no longer whole. */
@Injectable()
export class Withdraw {
  constructor(
    private readonly sessions: PageSessions,
    private readonly lock: LockRequest,
    private readonly decisions: DecisionsService,
    private readonly following: FollowDecisions,
    private readonly evidence: EvidenceService,
    private readonly settle: SettleRequest,
  ) {}

  async execute(
    key: SessionKey,
    credentialId: string,
    reason: string | null,
    visitor: Visitor,
    shown: string | null,
  ): Promise<WithdrawOutcome | null> {
    const wish = { credentialId, reason, visitor, shown };
    const outcome = await this.sessions.within(key, (tx, visit) => this.takeBack(tx, visit, wish));
    if (outcome?.withdrawn) this.following.wake();
    return outcome;
  }

  private async takeBack(
    tx: Transaction,
    visit: Visit,
    { credentialId, reason: given, visitor, shown }: Wish,
  ): Promise<WithdrawOutcome> {
    const { org, entry, proof, at, sealer } = visit;
    const held = await this.lock.execute(tx, visit);
    const credential = held.asked.find(({ id }) => id === credentialId);
    if (!credential) return { withdrawn: false, reason: 'unknown' };
    const made = held.decisions.find((one) => one.credentialId === credentialId && one.subjectId === entry.subjectId);
    const state = withdrawal(credential, made, at);
    if (!made || state !== 'possible') return { withdrawn: false, reason: state === 'possible' ? 'not_given' : state };
    const [item] = answeringItems({ ...held, asked: [credential] }, { places: [], kept: NOTHING_KEPT, visit });
    if (shown !== shownWithdrawal(item, entry, visitor.pageLanguage)) return { withdrawn: false, reason: 'moved' };
    const reason =
      plainText(given ?? '')
        .trim()
        .slice(0, LONGEST_REASON)
        .toWellFormed() || null;
    this.decisions.withdraw(tx, org, made, { reason, pageLanguage: visitor.pageLanguage, at });
    await this.following.takenBack(tx, org, credentialId, reason ?? 'withdrawn', at);
    const details = { ...visitDetails(entry, visitor), ...proof, reason, digest: made.digest.toString('hex'), shown };
    const fact = { kind: 'decision.withdrawn' as const, subjectId: credentialId, occurredAt: at, details };
    this.evidence.append(tx, org, [fact], sealer);
    if (held.status === 'PENDING') {
      const gone = { status: 'REVOKED', statusReason: 'WITHDRAWN' } as const;
      const after = held.asked.map((asked) => (asked.id === credentialId ? { ...asked, ...gone } : asked));
      await this.settle.execute(
        tx,
        visit,
        after,
        held.people.every(({ finished }) => finished),
      );
    }
    return { withdrawn: true };
  }
}
