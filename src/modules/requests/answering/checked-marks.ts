import { createHash } from 'node:crypto';
import { NotAPicture, readPicture } from '../../../platform/pictures';
import { PlacementType, whyNotSealable, type TextRefusal } from '../../documents';
import type { Mark, MarkError, Place } from './answering';
import { isIsoDate } from '../../resources';
import { meaningOf } from './answers-from';
import { plainText } from './plain-text';
import { readDate } from './readings';

/** Of a name or any other text in a place, in UTF-16 code units as browsers count them. */
export const LONGEST_TEXT = 200;
/** Of all texts of one form that may be wrapped. With the next: nobody else waits long while a form is looked at. */
const MOST_TEXT = 10_000;
/** Different ones, in all texts of one form. */
const MOST_LETTERS = 1000;
const LARGEST_IMAGE = 300_000;
const LARGEST_PICTURE = { side: 2000, pixels: 4_000_000 };
/** Of all different pictures of one form: what a few kilobytes unpack to is work for this server. */
const MOST_PIXELS = 40_000_000;

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
export async function checkedMarks(
  places: Place[],
  given: Mark[],
  language: string,
): Promise<{ marks: Mark[]; errors: MarkError[] }> {
  const known = new Map(places.map((place) => [place.id, place]));
  const strange = given.filter(({ placeId }) => !known.has(placeId));
  const errors = new Map<string, MarkError>(strange.map(({ placeId }) => [placeId, { placeId, rule: 'empty' }]));
  const marks = new Map<string, Mark>();
  const all = { text: new TextOfForm(), pictures: new PicturesOfForm() };
  for (const { mark, unclear } of given.map((mark) => withDate(cleaned(mark), language))) {
    const place = known.get(mark.placeId);
    if (!place || isEmpty(mark) || errors.has(place.id)) continue;
    const refusal = marks.has(place.id) ? EMPTY : (unclear ?? (await refusalOf(mark, place, all)));
    if (refusal) errors.set(place.id, { placeId: place.id, ...refusal });
    else marks.set(place.id, mark);
  }
  for (const { id: placeId, type } of places)
    if (!marks.has(placeId) && !errors.has(placeId) && !MAY_BE_EMPTY.includes(type))
      errors.set(placeId, { placeId, ...EMPTY });
  return { marks: [...marks.values()].filter(({ placeId }) => !errors.has(placeId)), errors: [...errors.values()] };
}

const cleaned = (mark: Mark): Mark => ({ ...mark, text: mark.text === null ? null : plainText(mark.text).trim() });

/** A day as ISO 8601 writes it, where what was typed has one reading in the language of the page, or the person chose one. */
function withDate({ meant, ...mark }: Mark, language: string): { mark: Mark; unclear?: Refusal } {
  const reading = mark.kind === 'DATE' && mark.text ? readDate(mark.text, language) : null;
  if (!reading || 'rule' in reading) return { mark };
  if ('value' in reading) return { mark: { ...mark, text: reading.value } };
  const chosen = reading.meant.find((day) => meaningOf(day) === meant);
  return chosen ? { mark: { ...mark, text: chosen } } : { mark, unclear: { rule: 'unclear', meant: reading.meant } };
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

/** The pictures of one form: each is decoded to its last pixel, once. */
class PicturesOfForm {
  private pixels = 0;
  private readonly known = new Map<string, Promise<boolean>>();

  /** A PNG as the pages make it, also of what somebody photographed or uploaded. */
  takes(image: Buffer): Promise<boolean> {
    if (image.length > LARGEST_IMAGE) return Promise.resolve(false);
    const digest = createHash('sha256').update(image).digest('hex');
    const known = this.known.get(digest) ?? this.isWhole(image);
    this.known.set(digest, known);
    return known;
  }

  private async isWhole(image: Buffer): Promise<boolean> {
    if (this.pixels >= MOST_PIXELS) return false;
    try {
      const { contentType, width, height } = await readPicture(image, LARGEST_PICTURE);
      this.pixels += width * height;
      return contentType === 'image/png';
    } catch (error) {
      if (error instanceof NotAPicture) return false;
      throw error;
    }
  }
}

interface OfForm {
  text: TextOfForm;
  pictures: PicturesOfForm;
}

type Refusal = { rule: 'empty' } | { rule: 'date' } | { rule: 'unclear'; meant: string[] } | TextRefusal;

const EMPTY: Refusal = { rule: 'empty' };

async function refusalOf(mark: Mark, place: Place, { text: texts, pictures }: OfForm): Promise<Refusal | null> {
  const { kind, text, image } = mark;
  if (!KINDS[place.type].includes(kind)) return EMPTY;
  if (image && !(['DRAWN', 'TYPED', 'UPLOADED'].includes(kind) && (await pictures.takes(image)))) return EMPTY;
  switch (kind) {
    case 'DRAWN':
    case 'UPLOADED':
      return image !== null && (text ?? '').length <= LONGEST_TEXT ? null : EMPTY;
    case 'DATE':
      return isIsoDate(text) ? null : { rule: 'date' };
    case 'CHECK':
      return text === 'true' || text === 'false' ? null : EMPTY;
    default:
      return texts.takes(mark) ? refusalOfText(mark, place) : { rule: 'too_long' };
  }
}

/** A signature that the page drew has the letters that it shows: only its length can be wrong. */
function refusalOfText({ kind, text, image }: Mark, { box }: Place): Refusal | null {
  if (!text) return EMPTY;
  const refusal = whyNotSealable(text, box, kind === 'TYPED');
  return image && refusal?.rule === 'letters' ? null : refusal;
}
