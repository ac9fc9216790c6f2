import type { DraftAction, Moved } from '../requests';

/** Why a form was not accepted. Only what a page says of it lies behind these names: nothing that anybody typed, but the reason that goes back into its field. */
const NAMES = [
  'empty',
  'wrong',
  'expired',
  'locked',
  'closed',
  'organization_delivers',
  'too_soon',
  'too_often',
  'unreachable',
  'required',
  'changed',
  'unavailable',
  'moved',
  'already',
] as const;
export type NoticeName = (typeof NAMES)[number];

/** Every item of the longest request may be different, and a reason is typed in any script. */
const LONGEST = 400;
const LONGEST_REASON = 200;
const REASON = '~';

/** What the next page says once. */
export interface Notice {
  name: NoticeName;
  /** How many tries a code has left. */
  left?: number;
  /** What is different from what the form's page had shown. */
  moved?: Moved;
  /** What was typed into that form, to be kept in its field; at most 200 characters. */
  reason?: string;
}

const CHOICES = { A: 'ACCEPT', R: 'REJECT', S: 'SKIP', O: null } as const;
type Letter = keyof typeof CHOICES;
const letterOf = (choice: DraftAction | null): Letter =>
  (Object.keys(CHOICES) as Letter[]).find((letter) => CHOICES[letter] === choice)!;

export function noticeText({ name, left, moved, reason }: Notice): string {
  if (!moved) return left === undefined ? name : `${name}.${left}`;
  const items = moved.items.map(({ index, was }) => `${letterOf(was)}${index}`);
  const said = [name, ...(moved.language ? ['L'] : []), ...items].join('.');
  return reason ? said + REASON + Buffer.from(reason.slice(0, LONGEST_REASON)).toString('base64url') : said;
}

/** A notice as a browser brought it back; undefined for anything that is none of ours. */
export function noticeFrom(given = ''): Notice | undefined {
  const [text, typed] = given.length > LONGEST + 4 * LONGEST_REASON + 1 ? [''] : given.split(REASON);
  const [word, ...rest] = text.length > LONGEST ? [] : text.split('.');
  const name = NAMES.find((known) => known === word);
  if (!name) return undefined;
  const reason = typed ? Buffer.from(typed, 'base64url').toString('utf8').slice(0, LONGEST_REASON) : undefined;
  if (name === 'moved') return { name, moved: movedFrom(rest), ...(reason && { reason }) };
  if (rest.length > 1 || (rest.length === 1 && !/^\d$/.test(rest[0]))) return undefined;
  return { name, left: rest.length === 0 ? undefined : Number(rest[0]) };
}

function movedFrom(parts: string[]): Moved {
  const items = parts.flatMap((part) => {
    const [, letter, index] = /^([ARSO])(\d{1,2})$/.exec(part) ?? [];
    return letter ? [{ index: Number(index), was: CHOICES[letter as Letter] }] : [];
  });
  return { items, language: parts.includes('L') };
}
