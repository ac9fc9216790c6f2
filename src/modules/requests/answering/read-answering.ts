import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { AskedCredentials, DecisionsService } from '../../credentials';
import { SubjectsService } from '../../subjects';
import { IdentityService, isWalkable, levelMet } from '../../identity';
import type { Answering, Doorstep, SessionKey } from './answering';
import { answeringItem } from './answering-item';
import { Drafts } from './drafts';
import { PageSessions, type Visit } from './page-sessions';
import { personAt } from './person-at';
import { ReadDoorstep } from './read-doorstep';

/** Everything of a request that one person needs in order to answer it. */
@Injectable()
export class ReadAnswering {
  constructor(
    private readonly doorsteps: ReadDoorstep,
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly decisions: DecisionsService,
    private readonly drafts: Drafts,
    private readonly subjects: SubjectsService,
    private readonly identity: IdentityService,
  ) {}

  async execute(key: SessionKey): Promise<Answering | null> {
    const [doorstep, inside] = await Promise.all([
      this.doorsteps.execute(key.token),
      this.sessions.within(key, (tx, visit) => this.read(tx, visit)),
    ]);
    return doorstep && inside && { ...doorstep, ...inside };
  }

  private async read(tx: Transaction, visit: Visit): Promise<Omit<Answering, keyof Doorstep>> {
    const { org, entry, at } = visit;
    const person = personAt(visit);
    const [asked, places, decisions, kept, step, personName] = await Promise.all([
      this.credentials.ofRequest(tx, org, entry.requestId),
      this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId),
      this.decisions.ofRequest(tx, org, entry.requestId),
      this.drafts.ofEntry(tx, org, entry.id),
      person && this.identity.step(tx, person, at),
      this.subjects.fullName(tx, org, entry.subjectId),
    ]);
    const pages = await this.credentials.pagesOf(tx, org, asked);
    return {
      requestId: entry.requestId,
      entryId: entry.id,
      redirectUrl: entry.redirectUrl,
      securityLevel: entry.securityLevel,
      levelMet: levelMet(entry.securityLevel, step?.met ?? null),
      levelWithinReach: entry.securityLevel === 'ORGANIZATION_KYC' || step === null || isWalkable(step),
      identity: step,
      personName,
      finished: entry.decidedAt !== null,
      asksOthers: entry.asksOthers,
      items: asked.map((credential) => {
        const pagesOfItem = pages.get(credential.id) ?? null;
        const placesOfItem = places.filter(({ credentialId }) => credentialId === credential.id);
        return answeringItem(credential, {
          pages: pagesOfItem,
          places: placesOfItem,
          kept,
          decisions: decisions.filter(({ credentialId }) => credentialId === credential.id),
          visit,
        });
      }),
    };
  }
}
