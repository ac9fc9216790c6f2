const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

/** Between one message with a code and the next one to the same entry; the message of the creation counts. */
export const COOL_DOWN_SECONDS = 30;
/** Codes sent on demand to one entry in any sixty minutes. */
export const MOST_SENDS_AN_HOUR = 5;
/** Wrong codes of one entry, over all its codes: from here on none is evaluated any more. */
export const MOST_WRONG_CODES = 25;

/** The sends of the last hour, oldest first: all that the limits need to remember. */
export const recentSends = (sentAt: Date[], now: Date): Date[] =>
  sentAt.filter((at) => now.getTime() - at.getTime() < HOUR_MS).slice(-MOST_SENDS_AN_HOUR);

export interface NotYet {
  reason: 'too_soon' | 'too_often';
  nextCodeAt: Date;
}

/** Why no code may be sent now to an entry that was made at `createdAt` and sent codes at `sentAt`; null: one may. */
export function whyNotYet(createdAt: Date, sentAt: Date[], now: Date): NotYet | null {
  const recent = recentSends(sentAt, now);
  if (recent.length >= MOST_SENDS_AN_HOUR)
    return { reason: 'too_often', nextCodeAt: new Date(recent[0].getTime() + HOUR_MS) };
  const last = recent.at(-1) ?? createdAt;
  const nextCodeAt = new Date(last.getTime() + COOL_DOWN_SECONDS * SECOND_MS);
  return nextCodeAt > now ? { reason: 'too_soon', nextCodeAt } : null;
}
