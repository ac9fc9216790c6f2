import { isLegible } from '../../../platform/text-fitting';
import type { Box } from '../placements';
import { isSeen, lettersWithout, widthOf } from './typesetting';

/** Why a text cannot be sealed into a place as somebody wrote it. */
export type TextRefusal = { rule: 'letters'; letters: string } | { rule: 'too_long' };

/** Null: it can be, with all its letters, large enough to be read. `box` in points of the displayed page. */
export function whyNotSealable(text: string, box: Box, isHandwriting: boolean): TextRefusal | null {
  const face = isHandwriting ? 'hand' : 'regular';
  const letters = lettersWithout(text, face);
  if (letters.length > 0) return { rule: 'letters', letters: letters.join('') };
  if (text.trim() !== '' && !isSeen(text)) return { rule: 'letters', letters: text };
  const isReadable = isLegible(text, box, isHandwriting, (line) => widthOf(line, face));
  return isReadable ? null : { rule: 'too_long' };
}
