import canonicalize from 'canonicalize';
import { sha256 } from '../../../platform/secrets';
import type { Answering, AnsweringItem, Draft, DraftAction, Mark, ShownReview } from './answering';

// What a page showed, as a digest that its form brings back. docs/verifying.md says how each is computed.

/** Everything of a request that a page shows besides its items. */
export type Around = Pick<Answering, 'requestId' | 'language' | 'asksOthers'>;

const digestOf = (shown: object): string => sha256(canonicalize(shown)!).toString('hex');

/**
 * What the last look shows: one digest of all of it, and one of each item, by which the next look can say what is different.
 * `pageLanguage` is the language of the page, which may differ from that of the content.
 */
export function shownReview(
  { requestId, language, asksOthers, items }: Around & { items: AnsweringItem[] },
  pageLanguage: string,
): ShownReview {
  const shown = items.map((item) => ({ choice: choiceOf(item), digest: digestOf(inReview(item)) }));
  const digests = shown.map(({ digest }) => digest);
  const digest = digestOf({
    type: 'Review',
    request: requestId,
    ...{ pageLanguage, contentLanguage: language, asksOthers, items: digests },
  });
  return { digest, pageLanguage, items: shown };
}

/** What the page of one item shows: what is asked, the places, and what was chosen, typed and signed so far. */
export function shownItem(item: AnsweringItem, { language, asksOthers }: Around, pageLanguage: string): string {
  const { draft, unfinished } = item;
  return digestOf({
    type: 'Item',
    ...asked(item),
    ...{ pageLanguage, contentLanguage: language, asksOthers },
    choice: choiceOf(item),
    ...contentOf(draft ?? unfinished),
  });
}

/** What the page shows before something is taken back. */
export function shownWithdrawal(item: AnsweringItem, { language }: Around, pageLanguage: string): string {
  const { credentialId, contentDigest, decision, status, statusReason } = item;
  return digestOf({
    type: 'Withdrawal',
    ...{ credential: credentialId, contentDigest, pageLanguage, contentLanguage: language },
    ...{ status, statusReason: statusReason ?? null },
    decidedAt: decision?.decidedAt.toISOString() ?? null,
    withdrawnAt: decision?.withdrawnAt?.toISOString() ?? null,
  });
}

/** What was chosen and is complete, or decided; null where the item is still open, or closed by others. */
export const choiceOf = ({ draft, decision }: AnsweringItem): DraftAction | null =>
  decision?.action ?? draft?.action ?? null;

/** Only what counts: a reject takes no answers along, and an acceptance no reason. */
function inReview(item: AnsweringItem): object {
  const { draft, status } = item;
  const accepted = draft?.action === 'ACCEPT' ? draft : null;
  return {
    ...asked(item),
    ...{ status, choice: choiceOf(item) },
    reason: draft?.action === 'REJECT' ? draft.reason : null,
    answersDigest: answersDigest(accepted?.answers ?? null),
    marks: (accepted?.marks ?? []).map(markByDigest),
  };
}

/** The places stand where a decision has its `placements`. */
const asked = ({ credentialId, contentDigest, required, type, places }: AnsweringItem): object => ({
  ...{ credential: credentialId, contentDigest, required },
  placements: type === 'DOCUMENT' ? places.map(({ id, type, pageIndex, box }) => ({ id, type, pageIndex, box })) : null,
});

const contentOf = (content: Pick<Draft, 'reason' | 'answers' | 'marks'> | null): object => ({
  reason: content?.reason ?? null,
  answersDigest: answersDigest(content?.answers ?? null),
  marks: (content?.marks ?? []).map(markByDigest),
});

export const answersDigest = (answers: Draft['answers']): string | null =>
  answers && sha256(canonicalize(answers)!).toString('hex');

export const markByDigest = ({ placeId, kind, text, image }: Mark): object => ({
  placeId,
  kind,
  text,
  imageDigest: image && sha256(image).toString('hex'),
});
