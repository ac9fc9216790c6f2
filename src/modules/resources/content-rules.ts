import type { FieldError } from '../../platform/http';
import { isIsoDate, isWebAddress } from './field-values';
import { isNamed, theDocumentIn, type DataField, type FieldRule, type FieldType, type ResourceType } from './content';
import { brokenLimitRules } from './limit-rules';
import { brokenQuestionRules } from './question-rules';

const LONGEST_TEXT = 100_000;

/**
 * The rules of contract section 3 for what a CONSENT, DOCUMENT, FORM or JSON must hold. The shape of each field has been
 * validated before; here is what the fields mean together, and with the `scope` that an approval gives. Answers one error
 * for each broken rule, with paths below `path` (e.g. `credentials[0].data`).
 */
export function brokenContentRules(
  type: ResourceType,
  data: DataField[],
  path: string,
  scope: string | null,
): FieldError[] {
  return [
    ...brokenTypeRules(type, data, path),
    ...data.flatMap((field, i) => brokenFieldRules(type, field, `${path}[${i}]`)),
    ...brokenLimitRules(type, data, path, scope),
  ];
}

function brokenTypeRules(type: ResourceType, data: DataField[], path: string): FieldError[] {
  if (type === 'DOCUMENT' && theDocumentIn(data)?.value == null) {
    return [
      {
        field: path,
        message: `${path} of a DOCUMENT needs a visible field labelled "pdf" of type pdf with a PDF in base64`,
      },
    ];
  }
  if (type !== 'CONSENT') return [];
  const text = data.find((field) => isNamed(field, 'text') && field.type === 'string' && !field.hidden);
  const broken: FieldError[] = [];
  if (typeof text?.value !== 'string' || text.value.trim() === '') {
    broken.push({
      field: path,
      message: `${path} of a CONSENT needs a visible, non-empty field labelled "text" of type string`,
    });
  }
  data.forEach((field, index) => {
    if (isNamed(field, 'url') && (!['string', 'url'].includes(field.type) || !isWebAddress(field.value))) {
      const at = `${path}[${index}].value`;
      broken.push({ field: at, message: `${at} must be an http or https address: a CONSENT shows it as a link` });
    }
  });
  return broken;
}

function brokenFieldRules(type: ResourceType, field: DataField, path: string): FieldError[] {
  const inner = (field.fields ?? []).flatMap((part, index) => brokenFieldRules(type, part, `${path}.fields[${index}]`));
  const composite = field.type === 'object' || field.type === 'array';
  if (field.fields && !composite) {
    inner.push({ field: `${path}.fields`, message: `${path}.fields belongs to a field of type object or array only` });
  }
  if (type !== 'FORM') {
    for (const own of ['required', 'options'] as const) {
      if (field[own] != null) {
        inner.push({ field: `${path}.${own}`, message: `${path}.${own} belongs to a field of a FORM only` });
      }
    }
  }
  if (field.options?.some((option) => typeof option !== 'string' && typeof option !== 'number')) {
    inner.push({ field: `${path}.options`, message: `${path}.options must hold texts and numbers only` });
  } else if (type === 'FORM') inner.push(...brokenQuestionRules(field, path));
  const misruled = field.rule != null && !RULED[field.rule].types.includes(field.type);
  if (misruled) {
    const { words } = RULED[field.rule!];
    inner.push({ field: `${path}.rule`, message: `${path}.rule ${field.rule} belongs to a field of type ${words}` });
  }
  const mayBeEmpty = type === 'FORM' || (composite && (field.fields?.length ?? 0) > 0);
  if (field.value == null) return mayBeEmpty ? inner : [...inner, missing(path)];
  const expected = EXPECTATIONS[field.type];
  if (!expected.holds(field.value)) {
    inner.push({
      field: `${path}.value`,
      message: `${path}.value must be ${expected.words}, because type is ${field.type}`,
    });
  }
  return inner;
}

const RULED: Record<FieldRule, { words: string; types: FieldType[] }> = {
  EQUAL: { words: 'string, number, boolean, date or url', types: ['string', 'number', 'boolean', 'date', 'url'] },
  AT_MOST: { words: 'number or date', types: ['number', 'date'] },
  AT_LEAST: { words: 'number or date', types: ['number', 'date'] },
  ONE_OF: { words: 'array', types: ['array'] },
  MAX_USES: { words: 'number', types: ['number'] },
  BUDGET: { words: 'number or string', types: ['number', 'string'] },
  WINDOW: { words: 'string', types: ['string'] },
};

const missing = (path: string): FieldError => ({
  field: `${path}.value`,
  message: `${path}.value is required (only a FORM may leave it open)`,
});

const EXPECTATIONS: Record<FieldType, { words: string; holds: (value: unknown) => boolean }> = {
  string: {
    words: `text of at most ${LONGEST_TEXT} characters`,
    holds: (v) => typeof v === 'string' && v.length <= LONGEST_TEXT,
  },
  number: { words: 'a number', holds: (v) => typeof v === 'number' && Number.isFinite(v) },
  boolean: { words: 'true or false', holds: (v) => typeof v === 'boolean' },
  date: { words: 'an ISO 8601 date (2026-11-23 or 2026-11-23T09:00:00Z)', holds: isIsoDate },
  url: { words: 'an http or https address', holds: isWebAddress },
  pdf: { words: 'a PDF in base64', holds: (v) => typeof v === 'string' },
  object: { words: 'an object', holds: (v) => typeof v === 'object' && v !== null && !Array.isArray(v) },
  array: { words: 'an array', holds: (v) => Array.isArray(v) },
};
