import { PlacementType, whyNotSealable, type TextRefusal } from '../../documents';
import type { Mark, MarkError, Place } from './answering';
import { isIsoDate } from '../../resources';
import { plainText } from './plain-text';
import { readDate } from './readings';

/** Of a name or any other text in a place, in UTF-16 code units as browsers count them. */
export const LONGEST_TEXT = 200;
/** Of all texts of one form that may be wrapped. With the next: nobody else waits long while a form is looked at. */
const MOST_TEXT = 10_000;
/** Different ones, in all texts of one form. */
const MOST_LETTERS = 1000;
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
 * Holds what a person put into places against the places. `errors` names every place that is still empty or holds what
 * cannot be used, and every id that is no place of this person; `marks` is what can be kept.
 */
export function checkedMarks(places: Place[], given: Mark[], language: string): { marks: Mark[]; errors: MarkError[] } {
  const known = new Map(places.map((place) => [place.id, place]));
  const strange = given.filter(({ placeId }) => !known.has(placeId));
  const errors = new Map<string, MarkError>(strange.map(({ placeId }) => [placeId, { placeId, rule: 'empty' }]));
  const marks = new Map<string, Mark>();
  const text = new TextOfForm();
  for (const mark of given.map((mark) => withDate(cleaned(mark), language))) {
    const place = known.get(mark.placeId);
    if (!place || isEmpty(mark) || errors.has(place.id)) continue;
    const refusal = marks.has(place.id) ? EMPTY : refusalOf(mark, place, text);
    if (refusal) errors.set(place.id, { placeId: place.id, ...refusal });
    else marks.set(place.id, mark);
  }
  for (const { id: placeId, type } of places)
    if (!marks.has(placeId) && !errors.has(placeId) && !MAY_BE_EMPTY.includes(type))
      errors.set(placeId, { placeId, ...EMPTY });
  return { marks: [...marks.values()].filter(({ placeId }) => !errors.has(placeId)), errors: [...errors.values()] };
}

const cleaned = (mark: Mark): Mark => ({ ...mark, text: mark.text === null ? null : plainText(mark.text).trim() });

/** A day as ISO 8601 writes it, where what was typed has one reading in the language of the page. */
function withDate(mark: Mark, language: string): Mark {
  const reading = mark.kind === 'DATE' && mark.text ? readDate(mark.text, language) : null;
  return reading && 'value' in reading ? { ...mark, text: reading.value } : mark;
}

const isEmpty = ({ text, image }: Mark): boolean => !text && !image?.length;

/** What the texts of one form come to. */
class TextOfForm {
  private length = 0;
  private readonly letters = new Set<string>();

  /** Counts one more, and says whether it may be measured. A signature stands on one line, often in very many places. */
  takes({ kind, text }: Mark): boolean {
    if (!text) return true;
    if (text.length > LONGEST_TEXT) return false;
    if (kind !== 'TYPED') this.length += text.length;
    for (const letter of text) this.letters.add(letter);
    return this.length <= MOST_TEXT && this.letters.size <= MOST_LETTERS;
  }
}

type Refusal = { rule: 'empty' } | { rule: 'date' } | TextRefusal;

const EMPTY: Refusal = { rule: 'empty' };

function refusalOf(mark: Mark, place: Place, all: TextOfForm): Refusal | null {
  const { kind, text, image } = mark;
  if (!KINDS[place.type].includes(kind)) return EMPTY;
  if (image && !(['DRAWN', 'TYPED', 'UPLOADED'].includes(kind) && isUsablePng(image))) return EMPTY;
  switch (kind) {
    case 'DRAWN':
    case 'UPLOADED':
      return image !== null && (text ?? '').length <= LONGEST_TEXT ? null : EMPTY;
    case 'DATE':
      return isIsoDate(text) ? null : { rule: 'date' };
    case 'CHECK':
      return text === 'true' || text === 'false' ? null : EMPTY;
    default:
      return all.takes(mark) ? refusalOfText(mark, place) : { rule: 'too_long' };
  }
}

/** A signature that the page drew has the letters that it shows: only its length can be wrong. */
function refusalOfText({ kind, text, image }: Mark, { box }: Place): Refusal | null {
  if (!text) return EMPTY;
  const refusal = whyNotSealable(text, box, kind === 'TYPED');
  return image && refusal?.rule === 'letters' ? null : refusal;
}

/** The signature of a PNG with its header first, and a size that can be drawn: width and height stand at 16 and 20. */
function isUsablePng(image: Buffer): boolean {
  if (image.length > LARGEST_IMAGE || image.length < 33 || !image.subarray(0, PNG.length).equals(PNG)) return false;
  return [image.readUInt32BE(16), image.readUInt32BE(20)].every((side) => side > 0 && side <= LONGEST_SIDE);
}
