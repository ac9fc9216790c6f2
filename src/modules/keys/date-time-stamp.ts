/** xsd:dateTimeStamp (XML Schema 1.1 part 2, 3.4.28): with a time zone, always. */
const GRAMMAR =
  /^-?(?:[1-9]\d{3,}|0\d{3})-(\d\d)-(\d\d)T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

/** The moment that a dateTimeStamp means, in milliseconds; null for what is none, or is beyond what a clock here can tell. */
export function readDateTimeStamp(value: unknown): number | null {
  const [, month, day] = (typeof value === 'string' && GRAMMAR.exec(value)) || [];
  if (month === undefined) return null;
  const text = value as string;
  const year = text.slice(0, text.indexOf('-', 1));
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  // Beyond four digits ECMAScript writes six and a sign.
  const [, sign, digits] = /^(-?)(\d+)$/.exec(year)!;
  const expanded = sign || digits.length > 4 ? `${sign || '+'}${digits.padStart(6, '0')}` : digits;
  const moment = Date.parse(`${expanded}${text.slice(year.length)}`);
  return Number.isNaN(moment) ? null : moment;
}

/**
 * The moment that a time means when it is verified. VC Data Integrity 1.0, 2.1 and VCDM 2.0, 4.9: what was wrongly written
 * without an offset MUST be taken for UTC; never for the time of this machine, as Date would. Who issues has to write one.
 */
export const readTime = (value: unknown): number | null =>
  readDateTimeStamp(value) ?? (typeof value === 'string' ? readDateTimeStamp(`${value}Z`) : null);

function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
