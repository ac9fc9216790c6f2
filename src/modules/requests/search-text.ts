import { folded } from '../../platform/text-search';

/** Signs that stand inside numbers as people write them: of phones above all, but of dates and files as well. */
const INSIDE_NUMBERS = /(?<=\d)[\s().\u2010-\u2015/-]+(?=\d)/g;
/** What is only a number, as a phone is written. */
const NUMBER = /^[\s+]*[\d\s().\u2010-\u2015/-]+$/;
/** From so many digits on, zeros in front are what is dialled before a country or an area, and not part of a short number. */
const DIALLED = 7;

/**
 * What a search looks in: kept in the request's row, one part a line, so that nothing is found across two of them. Parts with
 * numbers that something stands inside of are there a second time without it.
 */
export const searchText = (parts: (string | null)[]): string => {
  const lines = parts.filter((part) => part !== null).map((part) => folded(part.replace(/\s+/g, ' ')));
  const numbers = lines
    .filter((line) => line.search(INSIDE_NUMBERS) >= 0)
    .map((line) => line.replace(INSIDE_NUMBERS, ''));
  return [...lines, ...numbers].join('\n');
};

/** The LIKE pattern of a search: what is special to LIKE stands for itself. */
export const searchPattern = (search: string): string => `%${sought(search).replace(/[\\%_]/g, '\\$&')}%`;

/**
 * True when the trigram index knows where to look: three letters or digits in a row. Only ASCII counts, because a database
 * whose LC_CTYPE is C takes other letters for blanks; a search without them reads the rows themselves.
 */
export const hasTrigram = (search: string): boolean => /[a-z0-9]{3}/i.test(sought(search));

/** A number is looked for by its digits: `00351 912-345 678`, `+351 912 345 678` and `0912 345 678` are in `+351912345678`. */
function sought(search: string): string {
  const text = folded(search.replace(/\s+/g, ' '));
  if (!NUMBER.test(text)) return text;
  const digits = text.replace(/\D/g, '');
  if (digits.length < 3) return text;
  return digits.length < DIALLED ? digits : digits.replace(/^0+(?=\d)/, '');
}
