import { isDeepStrictEqual } from 'node:util';
import { isWebAddress, type DocumentReference, type StoredField } from '../../resources';
import type { AnswerError, FileRule, GivenAnswers } from './answering';
import { plainText } from './plain-text';
import { readDate, readNumber, type Reading } from './readings';

const LONGEST_ANSWER = 10_000;
const MOST_ROWS = 100;

/** What one field makes of what was given: its value, and why that is none. A value that breaks a rule is kept as typed. */
interface Answered {
  field: StoredField;
  errors: AnswerError[];
}

/** What was attached to a form. */
export interface AttachedFiles {
  /** Every file that an answer may name, by its SHA-256. */
  documents: ReadonlyMap<string, DocumentReference>;
  /** Why a new file was not taken, by the path of its question. */
  refused: ReadonlyMap<string, FileRule>;
}

/** How a form was filled in. */
export interface FillingIn {
  /** The language of the page. */
  language: string;
  attached?: AttachedFiles;
  blankRows?: 'kept' | 'dropped';
}

const NOTHING_ATTACHED: AttachedFiles = { documents: new Map(), refused: new Map() };

interface Given extends AttachedFiles {
  language: string;
  texts: GivenAnswers;
  blankRows: 'kept' | 'dropped';
}

/**
 * The answers to a form, as the fields of the form with values, and what is wrong with them. A field that came with a value,
 * and one that is hidden, is no question: it stays as it was asked, whatever is given for it. Blank rows are kept only of what
 * is being filled in still, as lists of no fields, so that every row stays where it is shown.
 */
export function answersFrom(
  fields: StoredField[],
  given: GivenAnswers,
  { language, attached = NOTHING_ATTACHED, blankRows = 'dropped' }: FillingIn,
): { answers: StoredField[]; errors: AnswerError[] } {
  const texts = new Map([...given].map(([path, values]) => [path, values.map(plainText)]));
  const answered = allOf(fields, { texts, language, ...attached, blankRows }, '');
  return { answers: answered.map(({ field }) => field), errors: answered.flatMap(({ errors }) => errors) };
}

const allOf = (fields: StoredField[], given: Given, under: string): Answered[] =>
  fields.map((field, index) => answerTo(field, given, `${under}${index}`));

function answerTo(field: StoredField, given: Given, path: string): Answered {
  if (field.hidden || field.value !== null) return { field, errors: [] };
  if (field.type === 'pdf') return ofFile(field, given, path);
  if (field.type === 'object') return ofObject(field, given, path);
  if (field.type === 'array') return field.fields ? ofRows(field, given, path) : ofList(field, given, path);
  const { value, rule, meant } = oneValue(field, given.texts.get(path) ?? [], given.language);
  return { field: { ...field, value }, errors: rule ? [{ path, rule, ...(meant && { meant }) }] : [] };
}

/** A file that could not be taken is an error even where an earlier one still stands: the person meant another. */
function ofFile(field: StoredField, { texts, documents, refused }: Given, path: string): Answered {
  const value = documents.get(texts.get(path)?.at(-1) ?? '') ?? null;
  const rule = refused.get(path) ?? (field.required && value === null ? 'required' : undefined);
  return { field: { ...field, value }, errors: rule ? [{ path, rule }] : [] };
}

function ofObject(field: StoredField, given: Given, path: string): Answered {
  const parts = allOf(field.fields ?? [], given, `${path}.`);
  return {
    field: { ...field, fields: parts.map((part) => part.field) },
    errors: parts.flatMap(({ errors }) => errors),
  };
}

/**
 * Rows count in the order of their numbers; a row in which nothing was typed is no row. What is wrong with a row stands at
 * the number under which it is kept.
 */
function ofRows(field: StoredField, given: Given, path: string): Answered {
  if (given.blankRows === 'kept') return ofRowsAsTheyStand(field, given, path);
  const rows = rowNumbers(given, path, (texts) => texts.some((text) => text !== ''))
    .slice(0, MOST_ROWS)
    .map((number, at) =>
      allOf(field.fields ?? [], given, `${path}.${number}.`).map((part) =>
        renumbered(part, `${path}.${number}.`, `${path}.${at}.`),
      ),
    );
  const missing = field.required && rows.length === 0;
  return {
    field: { ...field, value: rows.length === 0 ? null : rows.map((row) => row.map((part) => part.field)) },
    errors: missing ? [{ path, rule: 'required' }] : rows.flat().flatMap(({ errors }) => errors),
  };
}

/** Up to the last row that was sent, blank ones included; a single blank row is what an empty list shows anyway. */
function ofRowsAsTheyStand(field: StoredField, given: Given, path: string): Answered {
  const sent = new Set(rowNumbers(given, path).filter((number) => number < MOST_ROWS));
  const rows = Array.from({ length: Math.max(-1, ...sent) + 1 }, (_, number) =>
    sent.has(number) ? allOf(field.fields ?? [], given, `${path}.${number}.`) : [],
  );
  const kept = rows
    .map((row) => row.map((part) => part.field))
    .map((row) => (isDeepStrictEqual(row, field.fields) ? [] : row));
  const empty = kept.length === 0 || (kept.length === 1 && kept[0].length === 0);
  return { field: { ...field, value: empty ? null : kept }, errors: rows.flat().flatMap(({ errors }) => errors) };
}

/** The numbers of the rows of a list for which such texts were given, or a file that was refused, in order. */
function rowNumbers(
  { texts, refused }: Given,
  path: string,
  counts: (texts: string[]) => boolean = () => true,
): number[] {
  const given = [...texts].flatMap(([at, texts]) => (counts(texts) ? [at] : []));
  const below = [...given, ...refused.keys()].filter((at) => at.startsWith(`${path}.`));
  const numbers = new Set(below.map((at) => at.slice(path.length + 1).split('.', 1)[0]));
  return [...numbers]
    .filter((number) => /^(0|[1-9]\d{0,3})$/.test(number))
    .map(Number)
    .sort((a, b) => a - b);
}

const renumbered = ({ field, errors }: Answered, from: string, to: string): Answered => ({
  field,
  errors: errors.map((error) => ({ ...error, path: to + error.path.slice(from.length) })),
});

/** Several of the options, or several texts. */
function ofList(field: StoredField, given: Given, path: string): Answered {
  const texts = (given.texts.get(path) ?? []).filter((text) => text.trim() !== '').slice(0, MOST_ROWS);
  const single: StoredField = { ...field, type: 'string', required: false };
  const values = texts.map((text) => oneValue(single, [text], given.language));
  const rule = texts.length === 0 ? (field.required ? 'required' : undefined) : values.find(({ rule }) => rule)?.rule;
  return {
    field: { ...field, value: texts.length === 0 ? null : values.map(({ value }) => value) },
    errors: rule ? [{ path, rule }] : [],
  };
}

/** How a choice among what may have been meant is sent: nobody types it. */
export const meaningOf = (choice: number | string): string => `=${choice}`;

interface OneValue {
  value: unknown;
  rule?: AnswerError['rule'];
  meant?: AnswerError['meant'];
}

/** What was typed, and below it what the person says was meant by it, where that had been asked. */
function oneValue(field: StoredField, texts: string[], language: string): OneValue {
  const isRead = !field.options && (field.type === 'number' || field.type === 'date');
  const typed = ((isRead ? texts.at(0) : texts.at(-1)) ?? '').trim();
  if (typed === '') return { value: null, ...(field.required && { rule: 'required' }) };
  if (typed.length > LONGEST_ANSWER) return { value: typed.slice(0, LONGEST_ANSWER), rule: 'too_long' };
  if (field.options) {
    const option = field.options.find((option) => String(option).trim() === typed);
    return option === undefined ? { value: typed, rule: 'option' } : { value: option };
  }
  switch (field.type) {
    case 'number':
      return asRead(typed, texts, 'number', readNumber(typed, language));
    case 'boolean':
      return booleanFrom(typed);
    case 'date':
      return asRead(typed, texts, 'date', readDate(typed, language));
    case 'url':
      return isWebAddress(typed) ? { value: typed } : { value: typed, rule: 'url' };
    default:
      return { value: typed };
  }
}

/** A choice counts only among what the text beside it may mean: the text may have been changed meanwhile. */
function asRead(
  typed: string,
  texts: string[],
  type: 'number' | 'date',
  reading: Reading<number> | Reading<string>,
): OneValue {
  if ('value' in reading) return { value: reading.value };
  if ('rule' in reading) return { value: typed, rule: reading.rule === 'too_long' ? 'too_long' : type };
  const choices: (number | string)[] = reading.meant;
  const chosen = choices.find((choice) => texts.slice(1).includes(meaningOf(choice)));
  return chosen === undefined ? { value: typed, rule: 'unclear', meant: choices } : { value: chosen };
}

function booleanFrom(typed: string): OneValue {
  if (['true', 'on', 'yes', '1'].includes(typed)) return { value: true };
  if (['false', 'off', 'no', '0'].includes(typed)) return { value: false };
  return { value: typed, rule: 'option' };
}
