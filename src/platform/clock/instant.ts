/** A date, or a date and a time of day with or without a zone: what Date reads the same way on every machine. */
const ISO_8601 = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * The moment an ISO 8601 text means, UTC where it names no zone; null when there is no such moment. Date turns 30 February
 * into 2 March: here it is no day. Nor is there a year 0, or one beyond 9999.
 */
export function parseInstant(text: string): Date | null {
  const iso = text.toUpperCase().replace(' ', 'T'); // both are common, and Date takes some of them for local time
  const [written, year, month = '01', day = '01', time] = ISO_8601.exec(iso) ?? [];
  if (written === undefined || !isDay(Number(year), Number(month), Number(day))) return null;
  const instant = new Date(time !== undefined && /T[^Z+-]*$/.test(iso) ? `${iso}Z` : iso);
  const isTold = !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
  return isTold ? instant : null;
}

/** Whether the (Gregorian) calendar has this day. */
function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}
