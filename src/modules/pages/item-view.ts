import type { AnsweringItem } from '../requests';
import type { Field } from './asked';
import type { FormBody } from './form-body';
import { marksGiven, marksKept, type Marks } from './marks-given';
import type { Answers } from './question-fields';

/** What a page of an item shows beyond the item: what was typed, and what was wrong with it. */
export interface ItemView {
  answers: Answers;
  marks: Marks;
  emptyPlaces: ReadonlySet<string>;
  reason: string;
  /** Above everything, where the whole choice could not be kept. */
  problem?: string;
}

/** An item as somebody finds it: with what was chosen before. */
export function viewKept(item: AnsweringItem): ItemView {
  const given = new Map<string, string[]>();
  collect((item.draft ?? item.unfinished)?.answers ?? [], '', given);
  return {
    answers: { given, errors: new Map() },
    marks: marksKept(item),
    emptyPlaces: new Set(),
    reason: item.draft?.reason ?? '',
  };
}

/** An item as somebody has just filled it in, to be shown again. */
export function viewGiven(item: AnsweringItem, body: FormBody): ItemView {
  return {
    answers: { given: body.below('a.'), errors: new Map() },
    marks: marksGiven(body, item.places),
    emptyPlaces: new Set(),
    reason: body.text('reason'),
  };
}

/** Kept answers as the texts that were typed, by path. */
function collect(fields: Field[], below: string, into: Map<string, string[]>): void {
  fields.forEach((field, index) => collectOne(field, `${below}${index}`, into));
}

function collectOne({ value, fields }: Field, path: string, into: Map<string, string[]>): void {
  if (fields && Array.isArray(value))
    return value.forEach((row, at) => collect(partsOf(row, fields), `${path}.${at}.`, into));
  if (fields) return collect(value == null ? fields : partsOf(value, fields), `${path}.`, into);
  if (value == null) return;
  into.set(path, (Array.isArray(value) ? value : [value]).map(String));
}

/** An entry with the parts of its list: by their names, or as fields of its own. */
function partsOf(row: unknown, fields: Field[]): Field[] {
  if (Array.isArray(row)) return row as Field[];
  const named = (row ?? {}) as Record<string, unknown>;
  return fields.map((field) => ({ ...field, value: named[field.label] ?? null }));
}
