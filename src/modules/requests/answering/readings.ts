import { isIsoDate } from '../../resources';

/**
 * What a person may have meant by what was typed: exactly one value, several that only the person can choose from, or
 * nothing that can be read.
 */
export type Reading<T> = { value: T } | { meant: T[] } | { rule: 'unreadable' | 'too_long' };

/** How a language writes numbers: which sign parts the decimals, and whether the other one parts thousands. */
type Convention = 'POINT' | 'COMMA' | 'COMMA_AND_SPACES';

/**
 * By the language of a page. Spanish and Arabic are written both ways, each by a hundred million people: there the person
 * is asked. French and Polish part thousands by spaces, so a point in them may come from elsewhere and mean either.
 */
const CONVENTIONS: Record<string, Convention[]> = {
  ENG: ['POINT'],
  DEU: ['COMMA'],
  ITA: ['COMMA'],
  NLD: ['COMMA'],
  PRT: ['COMMA'],
  FRA: ['COMMA_AND_SPACES'],
  POL: ['COMMA_AND_SPACES'],
  SPA: ['COMMA', 'POINT'],
  ARA: ['POINT', 'COMMA'],
};
const ANY: Convention[] = ['POINT', 'COMMA'];

const LONGEST_NUMBER = 60;
/** A double keeps as many digits exactly. */
const MOST_DIGITS = 15;
const MOST_DECIMALS = 10;

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const CURRENCY = /^(?:\p{Sc}|[A-Z]{1,2}\$|[A-Z]{3}|zł)$/u;

/**
 * The number that was typed at a page of this language. What has one reading there is taken; what has none there, but one
 * everywhere else, too. A currency is never dropped silently: the number is shown back without it.
 */
export function readNumber(given: string, language: string): Reading<number> {
  if (given.length > LONGEST_NUMBER) return { rule: 'too_long' };
  const { text, currency } = withoutCurrency(plain(given));
  const own = readingsBy(CONVENTIONS[language] ?? ANY, text);
  const found = own.length > 0 ? own : readingsBy(ANY, text);
  if (found.length === 0) return { rule: 'unreadable' };
  if (found.some((number) => number === null)) return { rule: 'too_long' };
  const values = [...new Set(found as number[])];
  return values.length === 1 && !currency ? { value: values[0] } : { meant: values };
}

/** A number as it stands in a field of this language's pages: read again, it is the same one. */
export function writeNumber(value: number, language: string): string {
  const [whole, decimals] = fixed(value).split('.');
  const sign = (CONVENTIONS[language] ?? ANY)[0] === 'POINT' ? '.' : ',';
  // Three decimals might be taken for thousands; four never are.
  return decimals === undefined ? whole : `${whole}${sign}${decimals.length === 3 ? `${decimals}0` : decimals}`;
}

/** No more than ten decimals are taken, and no exponent. */
const fixed = (value: number): string =>
  String(value).includes('e-') ? value.toFixed(MOST_DECIMALS).replace(/0+$/, '') : String(value);

/** In the digits and signs of ASCII, whatever keyboard it came from. */
function plain(given: string): string {
  const text = given
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0)!)))
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-')
    .replace(/[\u2018\u2019\u02bc\u00b4`\u066c]/g, "'")
    .replace(/[\uff0c\u060c]/g, ',')
    .replace(/\uff0e/g, '.');
  return text.trim();
}

/** Digits of a script stand side by side, from 0 to 9. */
function valueOf(codePoint: number): number {
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}

/** Without the currency before or behind it. */
function withoutCurrency(text: string): { text: string; currency: boolean } {
  const [, sign = '', before = '', number = '', behind = ''] =
    /^([+-]? ?)([^\d\s.,'٫+-]*) ?([^\p{L}\p{Sc}]*?) ?([^\d\s.,'٫+-]*)$/u.exec(text) ?? [];
  const named = [before, behind].filter((part) => part !== '');
  const known = named.length === 1 && CURRENCY.test(named[0]) && (named[0].length !== 3 || isCurrency(named[0]));
  return known ? { text: sign + number, currency: true } : { text, currency: false };
}

const isCurrency = (name: string): boolean => CURRENCIES.has(name) || /\p{Sc}|\$/u.test(name);

/** Null for a number with more digits than can be kept. */
const readingsBy = (conventions: Convention[], text: string): (number | null)[] =>
  conventions.flatMap((convention) => numberBy(convention, text));

function numberBy(convention: Convention, text: string): (number | null)[] {
  const [, sign, number] = /^([+-]?) ?(.*)$/.exec(text) ?? [];
  const decimalSign = convention === 'POINT' ? '.' : ',';
  const parted = number.replace('٫', decimalSign);
  const at = parted.lastIndexOf(decimalSign);
  const grouped = at === -1 ? parted : parted.slice(0, at);
  // A price without cents may end in a dash: "10,-".
  const decimals = at === -1 ? '' : parted.slice(at + 1).replace(/^--?$/, '');
  const whole = wholeBy(convention, grouped);
  if (whole === null || !/^\d*$/.test(decimals) || whole + decimals === '') return [];
  return [numberOf(sign, whole, decimals.replace(/0+$/, ''))];
}

/** The digits before the decimals, without what parts thousands; null where they are not parted as thousands are. */
function wholeBy(convention: Convention, text: string): string | null {
  if (/^\d*$/.test(text)) return text;
  const signs = { POINT: ",' ", COMMA: ".' ", COMMA_AND_SPACES: "' " }[convention];
  const parting = signs.split('').find((sign) => text.includes(sign));
  if (parting === undefined) return null;
  const [first, ...groups] = text.split(parting);
  const inThousands = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  // As in India: 12,34,567.
  const inLakhs =
    parting === ',' &&
    /^[1-9]\d?$/.test(first) &&
    groups.every((group, index) => (index === groups.length - 1 ? /^\d{3}$/ : /^\d{2}$/).test(group));
  return inThousands || inLakhs ? first + groups.join('') : null;
}

function numberOf(sign: string, whole: string, decimals: string): number | null {
  const digits = (whole + decimals).replace(/^0+/, '');
  if (digits.length > MOST_DIGITS || decimals.length > MOST_DECIMALS) return null;
  return Number(`${sign === '-' ? '-' : ''}${whole || '0'}.${decimals || '0'}`) + 0; // never -0
}

/** Languages in which 03/04 is a day in April to some and one in March to others. */
const MONTH_MAY_COME_FIRST = new Set(['ENG']);

/**
 * The day that was typed at a page of this language, in ISO 8601: as ISO writes it, or day, month and year in figures. The
 * month comes first only where nothing else can be meant, or where the language leaves it open and the person is asked.
 */
export function readDate(given: string, language: string): Reading<string> {
  const typed = plain(given);
  if (isIsoDate(typed)) return { value: typed };
  const [, year, , month, day] = /^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})\.?$/.exec(typed) ?? [];
  if (year) return one(isoDate(year, month, day));
  const [, first, sign, second, last] = /^(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})\.?$/.exec(typed) ?? [];
  if (!first) return { rule: 'unreadable' };
  const [dayFirst, monthFirst] = [isoDate(last, second, first), isoDate(last, first, second)];
  const open = sign !== '.' && MONTH_MAY_COME_FIRST.has(language);
  if (open && dayFirst && monthFirst && dayFirst !== monthFirst) return { meant: [dayFirst, monthFirst] };
  return one(dayFirst ?? monthFirst);
}

const one = (date: string | null): Reading<string> => (date === null ? { rule: 'unreadable' } : { value: date });

function isoDate(year: string, month: string, day: string): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(date) ? date : null;
}
