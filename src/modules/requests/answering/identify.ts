import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { IdentityService, type PersonAtEntry, type StartOutcome } from '../../identity';
import { requestStatus } from '../request-status';
import type { SessionKey, Visitor } from './answering';
import { PageSessions, type Visit } from './page-sessions';
import { personAt } from './person-at';
import { visitDetails } from './visit-details';

/** Where somebody wants to be identified, and where they come back to. */
export interface IdentifyWish {
  provider: string;
  /** BCP 47. */
  language: string;
  /** A path of ours. */
  returnTo: string;
}

/** Being identified, for who is in and has not answered yet. What is over or asks for no identity changes nothing. */
@Injectable()
export class Identify {
  constructor(
    private readonly sessions: PageSessions,
    private readonly identity: IdentityService,
  ) {}

  /** Sends the person to a provider. The provider is asked between two looks, so that nothing waits for it with a transaction. */
  async begin(key: SessionKey, wish: IdentifyWish): Promise<StartOutcome | null> {
    const person = await this.open(key, (_tx, person) => Promise.resolve(person));
    if (person === null || 'reason' in person) return person;
    const prepared = await this.identity.prepare(person, wish);
    if ('reason' in prepared) return prepared;
    return this.open(key, (tx, still, { at, sealer }) => this.identity.begin(tx, still, prepared, at, sealer));
  }

  /** The person says whether they are who the organization has on file. */
  async confirm(key: SessionKey, isMe: boolean, visitor: Visitor): Promise<void> {
    await this.open(key, (tx, person, visit) =>
      this.identity.confirm(tx, person, isMe, visitDetails(visit.entry, visitor), visit.at),
    );
  }

  /** Asks the provider again that did not know before. */
  async lookAgain(key: SessionKey, visitor: Visitor): Promise<void> {
    const found = await this.open(key, (_tx, person, { entry }) =>
      Promise.resolve({ person, seenFrom: visitDetails(entry, visitor) }),
    );
    if (found && 'person' in found) await this.identity.lookAgain(found.person, found.seenFrom);
  }

  /** Whether the organization may know who the person is. */
  async passOn(key: SessionKey, answer: { id: string; agreed: boolean }, visitor: Visitor): Promise<void> {
    await this.sessions.within(key, async (tx, visit) => {
      const person = whoMayAnswer(visit);
      const seenFrom = visitDetails(visit.entry, visitor);
      if (person) await this.identity.passOn(tx, person, answer, seenFrom, visit.at);
    });
  }

  /** For who is in and still has to be identified; null when the session is over. */
  private open<T>(
    key: SessionKey,
    work: (tx: Transaction, person: PersonAtEntry, visit: Visit) => Promise<T>,
  ): Promise<T | Extract<StartOutcome, { started: false }> | null> {
    return this.sessions.within(key, async (tx, visit) => {
      const person = whoMayAnswer(visit);
      if (!person) return { started: false, reason: 'closed' };
      if (await this.identity.assurance(tx, person, visit.at)) return { started: false, reason: 'met' };
      return work(tx, person, visit);
    });
  }
}

function whoMayAnswer(visit: Visit): PersonAtEntry | null {
  const { entry, at } = visit;
  const open = requestStatus(entry.requestStatus, entry.expiresAt, at) === 'PENDING' && entry.decidedAt === null;
  return open ? personAt(visit) : null;
}
