import { unreadable, type FieldError } from '../../platform/http';
import type { DataField, FieldType } from './content';
import { isIsoDate, isWebAddress } from './field-values';

type Option = string | number;

/** What an option of a question must be to be an answer to it; no entry: a question of this type has no options. */
const OPTIONS: Partial<Record<FieldType, { words: string; holds: (option: Option) => boolean }>> = {
  string: { words: 'texts or numbers', holds: () => true },
  array: { words: 'texts or numbers', holds: () => true },
  number: { words: 'numbers', holds: (option) => typeof option === 'number' && Number.isFinite(option) },
  date: { words: 'ISO 8601 dates', holds: isIsoDate },
  url: { words: 'http or https addresses', holds: isWebAddress },
};
/** An answer may be no longer. */
const LONGEST_OPTION = 10_000;

/** What nobody could answer, in one field of a FORM: it is refused when it is asked, not when a person stands before it. */
export function brokenQuestionRules(field: DataField, path: string): FieldError[] {
  return [...brokenOptions(field, path), ...(field.value == null ? brokenOpenQuestion(field, path) : [])];
}

function brokenOptions({ type, options, fields, value }: DataField, path: string): FieldError[] {
  if (options == null) return [];
  const at = `${path}.options`;
  const refused = (why: string): FieldError[] => [{ field: at, message: `${at} ${why}` }];
  const rule = OPTIONS[type];
  if (!rule || (fields && value == null))
    return refused(`belongs to no question of type ${type}${fields ? ' with fields' : ''}`);
  if (options.length === 0) return refused('must offer something to choose, or be left out');
  if (!options.every(rule.holds)) return refused(`must be ${rule.words}, because type is ${type}`);
  const texts = options.map((option) => String(option).trim());
  if (texts.some((text) => text === '' || text.length > LONGEST_OPTION))
    return refused(`must each have 1 to ${LONGEST_OPTION} characters, not spaces only`);
  const unread = texts.map(unreadable).find((why) => why !== null);
  if (unread) return refused(`each ${unread}`);
  return new Set(texts).size < texts.length ? refused('must differ from each other') : [];
}

function brokenOpenQuestion({ type, hidden, required, fields }: DataField, path: string): FieldError[] {
  const at = `${path}.required`;
  if (hidden) {
    return required
      ? [
          {
            field: at,
            message: `${at} belongs to a question that people see: a hidden field without a value has no answer`,
          },
        ]
      : [];
  }
  if (type !== 'object' && !(type === 'array' && fields)) return [];
  const parts = (fields ?? []).filter(isAsked);
  if (parts.length === 0) {
    const missing = `${path}.fields must have a visible part without a value: there is nothing to answer`;
    return type === 'object' && !required && fields?.length ? [] : [{ field: `${path}.fields`, message: missing }];
  }
  if (type === 'array' || !required || parts.some(isDemanded)) return [];
  return [
    { field: at, message: `${at} demands an answer that every part may leave open: make one of the parts required` },
  ];
}

/** Whether a person finds something to fill in here. */
const isAsked = ({ hidden, value, type, fields }: DataField): boolean =>
  !hidden && value == null && (type !== 'object' || (fields ?? []).some(isAsked));

/** Whether it cannot be left empty. An object cannot when one of its parts cannot. */
const isDemanded = (field: DataField): boolean =>
  isAsked(field) && (field.type === 'object' ? (field.fields ?? []).some(isDemanded) : field.required === true);
