import type { Answering, AnsweringItem } from '../requests';

export type ItemState = 'open' | 'accepted' | 'rejected' | 'skipped' | 'withdrawn' | 'closed';

/** The state of an item by what was chosen. */
export const CHOSEN_STATES = { ACCEPT: 'accepted', REJECT: 'rejected', SKIP: 'skipped' } as const;

/** Where an item stands for the person who looks: decided, left out, closed by others, chosen, or still to do. */
export function stateOf({ decision, skipped, draft, status }: AnsweringItem): ItemState {
  if (decision) return decision.withdrawnAt ? 'withdrawn' : CHOSEN_STATES[decision.action];
  if (skipped) return 'skipped';
  if (status !== 'PENDING') return 'closed';
  return draft ? CHOSEN_STATES[draft.action] : 'open';
}

/** What has become of an acceptance that is not, or not any more, what the person may take it for. */
export type Became = 'waits' | 'skipped' | 'expired' | 'canceled' | 'rejected' | 'withdrawn' | 'revoked' | 'over';

/** Null where nothing was accepted, where it was taken back by this person, and where it holds. */
export function becameOf({ decision, status, statusReason, outlived }: AnsweringItem): Became | null {
  if (decision?.action !== 'ACCEPT' || decision.withdrawnAt) return null;
  if (status === 'PENDING') return 'waits';
  if (status === 'REJECTED') return 'rejected';
  if (status !== 'REVOKED') return null;
  if (outlived) return 'over';
  return ENDED[statusReason ?? 'REVOKED'];
}

const ENDED: Record<NonNullable<AnsweringItem['statusReason']>, Became> = {
  ...{ SKIPPED: 'skipped', EXPIRED: 'expired', CANCELED: 'canceled', WITHDRAWN: 'withdrawn', REVOKED: 'revoked' },
};

/** The first item that needs a choice, at or after `from` and then from the beginning; undefined when there is none. */
export function nextOpen({ items }: Answering, from = 0): number | undefined {
  const order = [...items.keys()].map((step) => (step + from) % items.length);
  return order.find((index) => stateOf(items[index]) === 'open');
}

/** Where a choice leads: to the next item that needs one, or to the last look. */
export function addressAfter(answering: Answering, chosen: AnsweringItem): string {
  const at = answering.items.indexOf(chosen);
  const draft = chosen.draft ?? { action: 'SKIP' as const, reason: null, answers: null, marks: [] };
  const items = answering.items.map((item) => (item === chosen ? { ...item, draft } : item));
  const next = nextOpen({ ...answering, items }, at + 1);
  return next === undefined ? '/answer/review' : `/answer/${next + 1}`;
}

/** What this person can still change. */
export const isUndecided = (item: AnsweringItem): boolean => !item.decision && item.status === 'PENDING';
