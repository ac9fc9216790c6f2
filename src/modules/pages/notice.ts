import type { DraftAction, Moved } from '../requests';

/** Why a form was not accepted. Only what a page says of it lies behind these names: nothing that anybody typed. */
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

/** Every item of the longest request may be different. */
const LONGEST = 400;

/** What the next page says once. */
export interface Notice {
  name: NoticeName;
  /** How many tries a code has left. */
  left?: number;
  /** What is different from what the form's page had shown. */
  moved?: Moved;
}

const CHOICES = { A: 'ACCEPT', R: 'REJECT', S: 'SKIP', O: null } as const;
type Letter = keyof typeof CHOICES;
const letterOf = (choice: DraftAction | null): Letter =>
  (Object.keys(CHOICES) as Letter[]).find((letter) => CHOICES[letter] === choice)!;

export function noticeText({ name, left, moved }: Notice): string {
  if (!moved) return left === undefined ? name : `${name}.${left}`;
  const items = moved.items.map(({ index, was }) => `${letterOf(was)}${index}`);
  return [name, ...(moved.language ? ['L'] : []), ...items].join('.');
}

/** A notice as a browser brought it back; undefined for anything that is none of ours. */
export function noticeFrom(text = ''): Notice | undefined {
  const [word, ...rest] = text.length > LONGEST ? [] : text.split('.');
  const name = NAMES.find((known) => known === word);
  if (!name) return undefined;
  if (name === 'moved') return { name, moved: movedFrom(rest) };
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
