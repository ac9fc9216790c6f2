import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import {
  AskedCredentials,
  credentialStatus,
  DecisionsService,
  type AskedCredential,
  type AskedPlace,
  type StoredDecision,
} from '../../credentials';
import type { PageBox } from '../../documents';
import { SubjectsService } from '../../subjects';
import { levelMet } from '../security-level';
import type { Answering, AnsweringItem, Doorstep, SessionKey } from './answering';
import { Drafts, type KeptItems } from './drafts';
import { PageSessions, type Visit } from './page-sessions';
import { ReadDoorstep } from './read-doorstep';
import { withdrawal } from './withdrawal';

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
  ) {}

  async execute(key: SessionKey): Promise<Answering | null> {
    const [doorstep, inside] = await Promise.all([
      this.doorsteps.execute(key.token),
      this.sessions.within(key, (tx, visit) => this.read(tx, visit)),
    ]);
    return doorstep && inside && { ...doorstep, ...inside };
  }

  private async read(tx: Transaction, visit: Visit): Promise<Omit<Answering, keyof Doorstep>> {
    const { org, entry } = visit;
    const [asked, places, decisions, kept, hasIdentity, personName] = await Promise.all([
      this.credentials.ofRequest(tx, org, entry.requestId),
      this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId),
      this.decisions.ofRequest(tx, org, entry.requestId),
      this.drafts.ofEntry(tx, org, entry.id),
      this.subjects.hasIdentity(tx, org, entry.subjectId),
      this.subjects.fullName(tx, org, entry.subjectId),
    ]);
    const pages = await this.credentials.pagesOf(tx, org, asked);
    const own = new Map(
      decisions.filter(({ subjectId }) => subjectId === entry.subjectId).map((made) => [made.credentialId, made]),
    );
    return {
      requestId: entry.requestId,
      entryId: entry.id,
      redirectUrl: entry.redirectUrl,
      securityLevel: entry.securityLevel,
      levelMet: levelMet(entry.securityLevel, { hasIdentity }),
      personName,
      finished: entry.decidedAt !== null,
      items: asked.map((credential) => {
        const pagesOfItem = pages.get(credential.id) ?? null;
        const placesOfItem = places.filter(({ credentialId }) => credentialId === credential.id);
        return item(credential, {
          pages: pagesOfItem,
          places: placesOfItem,
          kept,
          made: own.get(credential.id),
          visit,
        });
      }),
    };
  }
}

interface AroundItem {
  pages: PageBox[] | null;
  places: AskedPlace[];
  kept: KeptItems;
  made: StoredDecision | undefined;
  visit: Visit;
}

function item(credential: AskedCredential, { pages, places, kept, made, visit }: AroundItem): AnsweringItem {
  const { id, type, name, description, required, scope, validFrom, validUntil, data } = credential;
  const status = credentialStatus(credential, visit.at);
  const open = !made && status.status === 'PENDING' && visit.entry.decidedAt === null;
  const draft = open ? kept.drafts.get(id) : undefined;
  return {
    ...{ credentialId: id, type, name, description, required, scope, validFrom, validUntil, data, pages },
    ...status,
    places: places.map((place) => ({ id: place.id, type: place.type, pageIndex: place.pageIndex, box: place.box })),
    viewed: kept.viewed.has(id),
    draft: draft?.complete
      ? { action: draft.action, reason: draft.reason, answers: draft.answers, marks: draft.marks }
      : null,
    unfinished: draft && !draft.complete ? { answers: draft.answers, marks: draft.marks } : null,
    decision: made
      ? {
          ...{ action: made.action, reason: made.reason, answers: made.answers },
          ...{ decidedAt: made.decidedAt, withdrawnAt: made.withdrawnAt },
        }
      : null,
    withdrawable: withdrawal(credential, made, visit.at) === 'possible',
  };
}
