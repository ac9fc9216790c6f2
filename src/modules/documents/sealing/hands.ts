import { HANDS } from './typefaces';
import { composed } from './shaped-line';

/** A hand to sign in, for pages that show it. */
export interface HandToSignIn {
  name: string;
  /** The letters it has, as the inside of a character class of a regular expression (flag `u`). */
  letters: string;
}

let hands: HandToSignIn[] | undefined;

/** Best first. Nobody should be offered a hand that lacks a letter of the name. */
export function handsToSignIn(): HandToSignIn[] {
  return (hands ??= HANDS.map(({ name, typeface }) => ({ name, letters: typeface.ranges().map(classOf).join('') })));
}

/** Whether a typed signature is sealed in the first hand; otherwise it is upright, in what `regular` text is set in. */
export const isWrittenByHand = (text: string): boolean => HANDS[0].typeface.hasAll(composed(text));

const classOf = ([from, to]: [number, number]): string =>
  from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`;

const escaped = (point: number): string => `\\u{${point.toString(16)}}`;
