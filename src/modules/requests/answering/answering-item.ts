import { credentialStatus, type AskedCredential, type AskedPlace, type StoredDecision } from '../../credentials';
import type { PageBox } from '../../documents';
import { documentsIn } from '../../resources';
import type { AnsweringItem } from './answering';
import type { KeptItems } from './drafts';
import type { Visit } from './page-sessions';
import { withdrawal } from './withdrawal';

/** What surrounds one credential, for one person. */
interface Around {
  pages: PageBox[] | null;
  places: AskedPlace[];
  kept: KeptItems;
  made: StoredDecision | undefined;
  visit: Visit;
}

/** One item as a person sees it: what is asked, and what this person has done about it. */
export function answeringItem(
  credential: AskedCredential,
  { pages, places, kept, made, visit }: Around,
): AnsweringItem {
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
          documents: documentsIn(made.answers ?? []),
          ...{ decidedAt: made.decidedAt, withdrawnAt: made.withdrawnAt },
        }
      : null,
    withdrawable: withdrawal(credential, made, visit.at) === 'possible',
  };
}
