import { PlacementType } from '../documents';
import type { AnsweringItem, Mark, Place } from '../requests';
import type { FormBody } from './form-body';

/** A mark that is made once and then put into every place of its kind. */
export const MAIN_MARKS = [PlacementType.SIGNATURE, PlacementType.INITIALS] as const;
export type MainMark = (typeof MAIN_MARKS)[number];

/** What the field of a main mark takes; the same text goes into every place of its kind. */
export const LONGEST_MARK = 100;

type Made = Pick<Mark, 'kind' | 'text' | 'image'>;

/** What a person has put into a document so far. */
export interface Marks {
  main: Partial<Record<MainMark, Made>>;
  /** Places of a signature or initials that were filled one by one. */
  at: ReadonlySet<string>;
  /** By place: names, dates, texts, and `true` for a tick. */
  texts: ReadonlyMap<string, string>;
  /** By place: which day of several the person says is meant. */
  meant?: ReadonlyMap<string, string>;
}

/** Which of the two a place takes, if it takes one of them. */
export const mainMark = (type: PlacementType): MainMark | undefined => MAIN_MARKS.find((mark) => mark === type);

/** What was kept of an earlier visit. */
export function marksKept({ draft, unfinished, places }: AnsweringItem): Marks {
  const kept = new Map(((draft ?? unfinished)?.marks ?? []).map((mark) => [mark.placeId, mark]));
  const main: Marks['main'] = {};
  const texts = new Map<string, string>();
  for (const { id, type } of places) {
    const mark = kept.get(id);
    const kind = mainMark(type);
    if (mark && kind) main[kind] ??= mark;
    else if (mark) texts.set(id, mark.text ?? '');
    else if (unfinished) texts.set(id, ''); // as it was left, and not filled in by us again
  }
  return {
    main,
    at: new Set(places.filter(({ id, type }) => mainMark(type) && kept.has(id)).map(({ id }) => id)),
    texts,
  };
}

/** What a form brought, as it stands in the fields of `PlaceFields`. */
export function marksGiven(body: FormBody, places: Place[]): Marks {
  const main: Marks['main'] = {};
  for (const mark of MAIN_MARKS) main[mark] = made(body, mark);
  const texts = places
    .filter(({ type }) => !mainMark(type))
    .map(({ id }) => [id, body.text(`p.${id}`).trim()] as const);
  const meant = places.flatMap(({ id, type }) => {
    const [, chosen] = type === PlacementType.DATE ? body.all(`p.${id}`) : [];
    return chosen ? [[id, chosen] as const] : [];
  });
  return { main, at: new Set(body.all('at')), texts: new Map(texts), meant: new Map(meant) };
}

/** The same, place by place, as a draft keeps it. What is empty is left out: whether that is allowed is decided elsewhere. */
export function marksOf({ main, at, texts, meant }: Marks, places: Place[]): Mark[] {
  return places.flatMap((place): Mark[] => {
    const { id: placeId, type } = place;
    const kind = mainMark(type);
    if (kind) {
      const mark = main[kind];
      return mark && at.has(placeId) && (mark.text || mark.image) ? [{ placeId, ...mark }] : [];
    }
    const text = texts.get(placeId) ?? '';
    if (type === PlacementType.CHECKBOX)
      return [{ placeId, kind: 'CHECK', text: String(text === 'true'), image: null }];
    if (text === '') return [];
    if (type !== PlacementType.DATE) return [{ placeId, kind: 'TEXT', text, image: null }];
    const chosen = meant?.get(placeId);
    return [{ placeId, kind: 'DATE', text, image: null, ...(chosen !== undefined && { meant: chosen }) }];
  });
}

function made(body: FormBody, mark: MainMark): Made {
  const [asked, text, image] = [
    body.text(`${mark}.kind`),
    body.text(`${mark}.text`).trim().slice(0, LONGEST_MARK),
    pngIn(body.text(`${mark}.image`)),
  ];
  const drawn = asked === 'DRAWN' || asked === 'UPLOADED';
  if (drawn && image) return { kind: asked, text: null, image };
  return { kind: 'TYPED', text: text || null, image: drawn ? null : image };
}

const PNG_ADDRESS = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/;

function pngIn(address: string): Buffer | null {
  const [, base64] = PNG_ADDRESS.exec(address) ?? [];
  return base64 ? Buffer.from(base64, 'base64') : null;
}
