import { writeNumber, type AnsweringItem, type Moved } from '../requests';
import type { AnsweredPdf, Field, MarkError } from './asked';
import { marksKept, type Marks } from './marks-given';
import type { Answers } from './question-parts';

/** What a page of an item shows beyond the item: what was typed, and what was wrong with it. */
export interface ItemView {
  answers: Answers;
  marks: Marks;
  /** Places that cannot stay as they are, by their ids. */
  wrongPlaces: ReadonlyMap<string, MarkError>;
  reason: string;
  /** Above everything, where the whole choice could not be kept. */
  problem?: string;
  /** Where a choice was sent from a page that had shown something else: what is different now. */
  moved?: Moved;
}

/** What only one look at an item has. */
export interface AddedByLook {
  /** The list that is shown with one more row. */
  grow?: string;
  problem?: string;
  moved?: Moved;
}

/** An item as somebody finds it: with what was chosen or typed before, and what was wrong with it. */
/** `language` is the name of the page's: numbers are written as it writes them. */
export function viewKept(item: AnsweringItem, language: string, { grow, problem, moved }: AddedByLook = {}): ItemView {
  const { errors = [], wrongPlaces = [] } = item.unfinished ?? {};
  return {
    answers: {
      ...answersKept(item, language),
      errors: new Map(errors.map(({ path, ...wrong }) => [path, wrong])),
      grow,
    },
    marks: marksKept(item),
    wrongPlaces: new Map(wrongPlaces.map((error) => [error.placeId, error])),
    reason: (item.draft ?? item.unfinished)?.reason ?? '',
    problem,
    moved,
  };
}

type Kept = Pick<Answers, 'given' | 'attached'>;
interface Collected extends Kept {
  given: Map<string, string[]>;
  attached: Map<string, AnsweredPdf>;
  language: string;
}

/** Kept answers as the texts that were typed and the files that were attached, by path. */
function answersKept({ draft, unfinished }: AnsweringItem, language: string): Kept {
  const kept: Collected = { given: new Map(), attached: new Map(), language };
  collect((draft ?? unfinished)?.answers ?? [], '', kept);
  return kept;
}

function collect(fields: Field[], below: string, into: Collected): void {
  fields.forEach((field, index) => collectOne(field, `${below}${index}`, into));
}

function collectOne({ type, value, fields, options }: Field, path: string, into: Collected): void {
  if (fields && Array.isArray(value))
    return value.forEach((row, at) => {
      into.given.set(`${path}.${at}`, []); // a row, even where nothing is typed in it
      collect(partsOf(row, fields), `${path}.${at}.`, into);
    });
  if (fields) return collect(value == null ? fields : partsOf(value, fields), `${path}.`, into);
  if (value == null) return;
  if (type === 'pdf') {
    into.given.set(path, [(value as AnsweredPdf).sha256]);
    into.attached.set(path, value as AnsweredPdf);
  } else
    into.given.set(
      path,
      (Array.isArray(value) ? value : [value]).map((one) => (options ? String(one) : written(one, into.language))),
    );
}

const written = (value: unknown, language: string): string =>
  typeof value === 'number' ? writeNumber(value, language) : String(value);

/** An entry with the parts of its list: by their names, or as fields of its own. */
function partsOf(row: unknown, fields: Field[]): Field[] {
  if (Array.isArray(row)) return row as Field[];
  const named = (row ?? {}) as Record<string, unknown>;
  return fields.map((field) => ({ ...field, value: named[field.label] ?? null }));
}
