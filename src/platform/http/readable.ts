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

/** Letters that look the same are the same, however they were composed. */
export const sameLetters = (text: string): string => text.normalize('NFC');

/** A name that people read. It is kept in one form of Unicode (NFC), so that equal names and labels are equal. */
export const Readable = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? sameLetters(value) : value)),
    ValidateBy({
      name: 'readable',
      validator: {
        validate: (value) => typeof value !== 'string' || value === '' || unreadable(value) === null,
        defaultMessage: (problem) => `$property ${unreadable(String(problem?.value)) ?? ''}`,
      },
    }),
  );
