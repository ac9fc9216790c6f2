import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

/**
 * What a name must not hold: it is read by people, in one line, beside other words. Control characters (line ends among
 * them), separators of lines and paragraphs, and the marks that turn the direction of what stands around them.
 */
const UNREADABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Something to see: no space, no mark that needs a letter, no character that only steers or fills. */
const SOMETHING = /[^\s\p{M}\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0\u2800]/u;

/** Why a text is no name that people can read, as the end of a sentence about it; null where it is one. */
export function unreadable(text: string): string | null {
  if (UNREADABLE.test(text)) return 'must not have line ends, control characters or marks that change the direction';
  return SOMETHING.test(text) ? null : 'must have something to read in it';
}

/** Of a text of several lines: line ends and tabs are part of it. */
const UNREADABLE_IN_TEXT = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Why people cannot read a text of several lines, as the end of a sentence about it; null where they can. */
export const unreadableText = (text: string): string | null =>
  UNREADABLE_IN_TEXT.test(text) ? 'must not have control characters or marks that change the direction' : null;

/** Letters that look the same are the same, however they were composed. */
export const sameLetters = (text: string): string => text.normalize('NFC');

/** A name that people read. It is kept in one form of Unicode (NFC), so that equal names and labels are equal. */
export const Readable = (): PropertyDecorator => readableBy('readable', unreadable);

/** A description that people read, of any number of lines; kept in one form of Unicode (NFC). */
export const ReadableText = (): PropertyDecorator => readableBy('readableText', unreadableText);

const readableBy = (name: string, why: (text: string) => string | null): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? sameLetters(value) : value)),
    ValidateBy({
      name,
      validator: {
        validate: (value) => typeof value !== 'string' || value === '' || why(value) === null,
        defaultMessage: (problem) => `$property ${why(String(problem?.value)) ?? ''}`,
      },
    }),
  );

/** The choices of a list, each read like a name; kept in one form of Unicode (NFC). */
export const SameLettersEach = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((one: unknown) => (typeof one === 'string' ? sameLetters(one) : one)) : value,
  );
