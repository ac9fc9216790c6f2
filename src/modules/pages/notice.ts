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
] as const;
export type NoticeName = (typeof NAMES)[number];

/** What the next page says once. */
export interface Notice {
  name: NoticeName;
  /** How many tries a code has left. */
  left?: number;
}

export const noticeText = ({ name, left }: Notice): string => (left === undefined ? name : `${name}.${left}`);

/** A notice as a browser brought it back; undefined for anything that is none of ours. */
export function noticeFrom(text = ''): Notice | undefined {
  const [, word, left] = /^([a-z_]+)(?:\.(\d))?$/.exec(text) ?? [];
  const name = NAMES.find((known) => known === word);
  return name && { name, left: left === undefined ? undefined : Number(left) };
}
