import {
  credentialStatus,
  documentOf,
  type AskedCredential,
  type AskedPlace,
  type StoredDecision,
} from '../../credentials';
import type { PageBox } from '../../documents';
import { documentsIn } from '../../resources';
import type { AnsweringItem, Unfinished } from './answering';
import type { KeptDraft, KeptItems } from './drafts';
import type { Visit } from './page-sessions';
import { withdrawal } from './withdrawal';

/** What surrounds one credential, for one person. */
interface Around {
  pages: PageBox[] | null;
  places: AskedPlace[];
  kept: KeptItems;
  /** What everybody has decided about it. */
  decisions: StoredDecision[];
  visit: Visit;
}

/** Everything that is asked, as one person sees it; without the pages of documents, which no digest covers. */
export function answeringItems(
  { asked, decisions }: { asked: AskedCredential[]; decisions: StoredDecision[] },
  { places, kept, visit }: Pick<Around, 'places' | 'kept' | 'visit'>,
): AnsweringItem[] {
  return asked.map((credential) =>
    answeringItem(credential, {
      pages: null,
      places: places.filter(({ credentialId }) => credentialId === credential.id),
      kept,
      decisions: decisions.filter(({ credentialId }) => credentialId === credential.id),
      visit,
    }),
  );
}

/** One item as a person sees it: what is asked, and what this person has done about it. */
export function answeringItem(
  credential: AskedCredential,
  { pages, places, kept, decisions, visit }: Around,
): AnsweringItem {
  const { id, type, name, description, required, scope, validFrom, validUntil, data } = credential;
  const status = credentialStatus(credential, visit.at);
  const made = decisions.find(({ subjectId }) => subjectId === visit.entry.subjectId);
  const open = !made && status.status === 'PENDING' && visit.entry.decidedAt === null;
  const draft = open ? kept.drafts.get(id) : undefined;
  return {
    ...{ credentialId: id, type, name, description, required, scope, validFrom, validUntil, data, pages },
    contentDigest: credential.digest.toString('hex'),
    ...status,
    carriedFiles: (documentOf(credential)?.embeddedFiles ?? []).map((file) => file.name),
    places: places.map((place) => ({ id: place.id, type: place.type, pageIndex: place.pageIndex, box: place.box })),
    viewed: kept.viewed.has(id),
    draft: draft?.complete
      ? { action: draft.action, reason: draft.reason, answers: draft.answers, marks: draft.marks }
      : null,
    unfinished: draft && !draft.complete ? unfinished(draft) : null,
    decision: made
      ? {
          ...{ action: made.action, reason: made.reason, answers: made.answers },
          documents: documentsIn(made.answers ?? []),
          ...{ decidedAt: made.decidedAt, withdrawnAt: made.withdrawnAt },
        }
      : null,
    skipped: !made && wasOpenAtTheEnd(decisions, visit.entry.decidedAt),
    outlived: credential.status === 'APPROVED' && status.status === 'REVOKED',
    withdrawable: withdrawal(credential, made, visit.at) === 'possible',
  };
}

const unfinished = ({ reason, answers, marks, errors, wrongPlaces }: KeptDraft): Unfinished => ({
  ...{ reason, answers, marks, errors, wrongPlaces },
});

/** Whether this person has finished, and nobody had closed it before by a reject. */
const wasOpenAtTheEnd = (decisions: StoredDecision[], finishedAt: Date | null): boolean =>
  finishedAt !== null && !decisions.some(({ action, decidedAt }) => action === 'REJECT' && decidedAt < finishedAt);
