import { isObject } from '../../keys';
import type { FieldError } from '../../../platform/http';
import { each, flaw, ifGiven } from './flaws';

const LANGUAGE = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i;
const MEMBERS = ['@value', '@language', '@direction'];

/** VCDM 2.0, 4.6: `name` and `description` of something, in one language or several (11.1). */
export const checkTexts = (field: string, { name, description }: Record<string, unknown>): FieldError[] =>
  Object.entries({ name, description }).flatMap(([property, value]) =>
    ifGiven(`${field}${property}`, value, (path) => each(path, value, checkText)),
  );

function checkText(field: string, value: unknown): FieldError[] {
  if (typeof value === 'string') return [];
  if (!isObject(value)) return flaw(field, 'must be a text, or an object of @value, @language and @direction');
  const { '@value': text, '@language': language, '@direction': direction } = value;
  return [
    ...Object.keys(value)
      .filter((member) => !MEMBERS.includes(member))
      .flatMap((member) => flaw(`${field}.${member}`, 'is not known: only @value, @language and @direction are')),
    ...(typeof text === 'string' ? [] : flaw(`${field}.@value`, 'must be a text')),
    ...ifGiven(`${field}.@language`, language, (path) =>
      typeof language === 'string' && LANGUAGE.test(language) ? [] : flaw(path, 'must be a language tag (BCP 47)'),
    ),
    ...ifGiven(`${field}.@direction`, direction, (path) =>
      direction === 'ltr' || direction === 'rtl' ? [] : flaw(path, 'must be ltr or rtl'),
    ),
  ];
}
