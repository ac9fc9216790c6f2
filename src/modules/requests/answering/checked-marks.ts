import { PlacementType } from '../../documents';
import { isIsoDate } from '../../resources';
import type { Mark, Place } from './answering';
import { plainText } from './plain-text';

const LONGEST_NAME = 200;
const LONGEST_TEXT = 1000;
const LARGEST_IMAGE = 300_000;
const LONGEST_SIDE = 2000;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** Which kinds of mark a place takes. */
const KINDS: Record<Place['type'], Mark['kind'][]> = {
  SIGNATURE: ['DRAWN', 'TYPED', 'UPLOADED'],
  INITIALS: ['DRAWN', 'TYPED', 'UPLOADED'],
  NAME: ['TYPED', 'TEXT'],
  DATE: ['DATE'],
  TEXT: ['TEXT'],
  CHECKBOX: ['CHECK'],
};
const MAY_BE_EMPTY = [PlacementType.TEXT, PlacementType.CHECKBOX];

/**
 * Holds what a person put into places against the places. `wrong` names every place that is still empty or holds what cannot
 * be used, and every id that is no place of this person; `marks` is what can be kept.
 */
export function checkedMarks(places: Place[], given: Mark[]): { marks: Mark[]; wrong: string[] } {
  const known = new Map(places.map((place) => [place.id, place]));
  const wrong = new Set(given.map(({ placeId }) => placeId).filter((id) => !known.has(id)));
  const marks = new Map<string, Mark>();
  for (const mark of given.map(cleaned)) {
    const place = known.get(mark.placeId);
    if (!place || isEmpty(mark)) continue;
    if (fits(mark, place) && !marks.has(place.id)) marks.set(place.id, mark);
    else wrong.add(place.id);
  }
  for (const { id, type } of places) if (!marks.has(id) && !MAY_BE_EMPTY.includes(type)) wrong.add(id);
  return { marks: [...marks.values()].filter(({ placeId }) => !wrong.has(placeId)), wrong: [...wrong] };
}

const cleaned = (mark: Mark): Mark => ({ ...mark, text: mark.text === null ? null : plainText(mark.text).trim() });

const isEmpty = ({ text, image }: Mark): boolean => !text && !image?.length;

function fits({ kind, text, image }: Mark, { type }: Place): boolean {
  if (!KINDS[type].includes(kind)) return false;
  if (image && !(['DRAWN', 'TYPED', 'UPLOADED'].includes(kind) && isUsablePng(image))) return false;
  switch (kind) {
    case 'DRAWN':
    case 'UPLOADED':
      return image !== null && (text ?? '').length <= LONGEST_NAME;
    case 'DATE':
      return isIsoDate(text);
    case 'CHECK':
      return text === 'true' || text === 'false';
    case 'TYPED':
      return isBetween(text, LONGEST_NAME);
    case 'TEXT':
      return isBetween(text, type === PlacementType.NAME ? LONGEST_NAME : LONGEST_TEXT);
  }
}

const isBetween = (text: string | null, longest: number): boolean => !!text && text.length <= longest;

/** The signature of a PNG with its header first, and a size that can be drawn: width and height stand at 16 and 20. */
function isUsablePng(image: Buffer): boolean {
  if (image.length > LARGEST_IMAGE || image.length < 33 || !image.subarray(0, PNG.length).equals(PNG)) return false;
  return [image.readUInt32BE(16), image.readUInt32BE(20)].every((side) => side > 0 && side <= LONGEST_SIDE);
}
