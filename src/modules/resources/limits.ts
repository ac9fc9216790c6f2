import { asDecimal, inMinorUnits } from '../../platform/money';
import type { StoredField } from './content';

/** What may be done under a mandate in all, or in each window of time. */
export interface Limits {
  maxUses?: number;
  /** One a currency, in the order of their codes; amounts as decimal text with all decimals of the currency. */
  budget: { amount: string; currency: string }[];
  /** ISO 8601 duration of one unit; absent: all the mandate's life. */
  window?: string;
}

/** The limits that fields without a broken rule declare; null when they declare none. */
export function limitsIn(fields: StoredField[]): Limits | null {
  const of = (rule: StoredField['rule']) => fields.filter((field) => field.rule === rule);
  const [[uses], budgets, [window]] = [of('MAX_USES'), of('BUDGET'), of('WINDOW')];
  if (!uses && budgets.length === 0) return null;
  return {
    ...(uses && { maxUses: uses.value as number }),
    budget: budgets
      .map(({ value, currency = '' }) => ({
        amount: asDecimal(inMinorUnits(value, currency) ?? 0n, currency),
        currency,
      }))
      .sort((one, other) => (one.currency < other.currency ? -1 : 1)),
    ...(window && { window: window.value as string }),
  };
}
