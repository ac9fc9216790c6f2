/** A length of time of one unit, e.g. every two weeks. */
export interface Period {
  /** 1 to 999. */
  count: number;
  unit: 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute';
}

const UNITS: Record<string, Period['unit']> = {
  ...{ Y: 'year', M: 'month', W: 'week', D: 'day' },
  ...{ TH: 'hour', TM: 'minute' },
};
const MINUTE_MS = 60_000;
const LENGTHS = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 1440 * MINUTE_MS, week: 7 * 1440 * MINUTE_MS };

/** An ISO 8601 duration of one unit, from a minute up: P1D, P2W, P1M, P1Y, PT1H, PT30M. Null for anything else. */
export function readPeriod(text: unknown): Period | null {
  const [, time, count, letter] =
    (typeof text === 'string' && /^P(T?)([1-9]\d{0,2})([YMWDH])$/.exec(text)) || ([] as string[]);
  const unit = UNITS[`${time}${letter}`] as Period['unit'] | undefined;
  return unit ? { count: Number(count), unit } : null;
}

/**
 * The period that `now` lies in, of those that follow each other from `from` on: `start` belongs to it, `end` to the next.
 * Days have 24 hours and months are those of the calendar, both in UTC. A month that is too short ends it early and shifts
 * nothing: from 31 January, the periods begin on 28 February and on 31 March. Before `from` it is the first one.
 */
export function periodAt(from: Date, { count, unit }: Period, now: Date): { start: Date; end: Date } {
  const months = { month: count, year: 12 * count }[unit as 'month' | 'year'] as number | undefined;
  const length = count * (LENGTHS[unit as keyof typeof LENGTHS] ?? 0);
  const begin = (n: number): Date => (months ? monthsAfter(from, n * months) : new Date(from.getTime() + n * length));
  let n = Math.max(0, months ? Math.floor(monthsBetween(from, now) / months) : Math.floor((+now - +from) / length));
  if (n > 0 && begin(n) > now) n--; // the day or hour of the month at which it begins is still to come
  return { start: begin(n), end: begin(n + 1) };
}

const monthsBetween = (from: Date, to: Date): number =>
  12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth();

function monthsAfter(from: Date, months: number): Date {
  const date = new Date(from);
  date.setUTCMonth(from.getUTCMonth() + months);
  // A day that this month lacks has run over into the next one: back to the last of this one.
  if (date.getUTCDate() !== from.getUTCDate()) date.setUTCDate(0);
  return date;
}
