import { periodAt, readPeriod } from '../../../../platform/clock';
import { asDecimal, inMinorUnits } from '../../../../platform/money';
import type { Limits } from '../../../resources';

/** Counts how often a mandate is used; every other unit is a currency. */
export const USES = 'USES';

/** One limit of a mandate, and what counts against it: a number of uses, or money in its smallest unit. */
export interface Counter {
  unit: string;
  most: bigint;
  /** By authorizations that are neither committed nor over; it counts in every window. */
  held: bigint;
  /** In the window that began at `windowStartedAt`. */
  spent: bigint;
  windowStartedAt: Date;
}

/** As the database tells it: large numbers are texts. */
export type CounterRow = Record<'unit' | 'most' | 'held' | 'spent', string> & { windowStartedAt: string | Date };

/** Uses and money, as the API tells them. */
export interface Tally {
  /** Null: as often as one likes. */
  uses: number | null;
  /** One a currency that has a budget. */
  budget: { amount: string; currency: string }[];
}

export interface Remaining extends Tally {
  /** When uses and budgets count anew; absent: never. */
  windowEndsAt?: Date;
}

/** The life of a mandate as far as counting goes. */
export interface Counted {
  validFrom: Date;
  /** ISO 8601 duration of one unit; null: all its life. */
  window: string | null;
}

/** What is to be counted under a mandate with these limits. */
export function unitsOf(limits: Limits | null): Pick<Counter, 'unit' | 'most'>[] {
  if (!limits) return [];
  const uses = limits.maxUses === undefined ? [] : [{ unit: USES, most: BigInt(limits.maxUses) }];
  return [
    ...uses,
    ...limits.budget.map(({ amount, currency }) => ({ unit: currency, most: inMinorUnits(amount, currency)! })),
  ];
}

export const counterOf = ({ unit, most, held, spent, windowStartedAt }: CounterRow): Counter => ({
  unit,
  ...{ most: BigInt(most), held: BigInt(held), spent: BigInt(spent) },
  windowStartedAt: new Date(windowStartedAt),
});

/** The counters as they count at `now`: what was spent in an earlier window counts no more. */
export function countersAt(counters: Counter[], counted: Counted, now: Date): Counter[] {
  const start = windowAt(counted, now)?.start ?? counted.validFrom;
  return counters.map((counter) =>
    counter.windowStartedAt < start ? { ...counter, spent: 0n, windowStartedAt: start } : counter,
  );
}

/** The window that `now` lies in; null where all of the mandate's life is one. */
export function windowAt({ validFrom, window }: Counted, now: Date): { start: Date; end: Date } | null {
  const period = readPeriod(window);
  return period && periodAt(validFrom, period, now);
}

export const left = ({ most, held, spent }: Counter): bigint => most - held - spent;

/** One number of each counter, in the order of the units: uses, then currencies by their code. */
export function tallyOf(counters: Counter[], number: (counter: Counter) => bigint): Tally {
  const uses = counters.find(({ unit }) => unit === USES);
  const money = counters.filter(({ unit }) => unit !== USES).sort((one, other) => (one.unit < other.unit ? -1 : 1));
  return {
    uses: uses ? Number(number(uses)) : null,
    budget: money.map((counter) => ({ amount: asDecimal(number(counter), counter.unit), currency: counter.unit })),
  };
}

export function remainingOf(counters: Counter[], counted: Counted, now: Date): Remaining {
  // Another server's clock may be a little ahead: the window that was begun is the one that counts.
  const latest = counters.reduce((at, { windowStartedAt }) => (windowStartedAt > at ? windowStartedAt : at), now);
  const window = windowAt(counted, latest);
  return { ...tallyOf(counters, left), ...(window && { windowEndsAt: window.end }) };
}

/** The limits as they were approved. */
export function limitsOf(counters: Counter[], window: string | null): Limits {
  const { uses, budget } = tallyOf(counters, ({ most }) => most);
  return { ...(uses !== null && { maxUses: uses }), budget, ...(window !== null && { window }) };
}
