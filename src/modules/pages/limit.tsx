import { readPeriod } from '../../platform/clock';
import { minorUnitsOf } from '../../platform/money';
import type { Answering, AnsweringItem } from '../requests';
import type { Field } from './asked';
import type { ItemWords, Language } from './language';

interface LimitProps {
  language: Language;
  field: Field;
}

type Limit = keyof ItemWords['limits'];
const isLimit = (rule: Field['rule'], { item }: Language['words']): rule is Limit =>
  rule != null && rule in item.limits;

/** What a limit of a mandate counts: the asker's label alone need not say it. */
export function LimitHint({ language, field: { rule } }: LimitProps) {
  return isLimit(rule, language.words) ? <p class="hint">{language.words.item.limits[rule]}</p> : null;
}

interface LimitsOfEachProps {
  language: Language;
  answering: Answering;
  item: AnsweringItem;
}

/** That what limits a mandate limits one of each person, where several are asked: two who read "100" allow 200. */
export function LimitsOfEach({ language: { words }, answering: { asksOthers }, item: { data } }: LimitsOfEachProps) {
  return asksOthers && data.some(({ rule }) => isLimit(rule, words)) ? <p>{words.item.limitsOfEach}</p> : null;
}

/** A budget in its currency, with all its decimals, and a window as a length of time; null for any other field. */
export function limitIn({ tag }: Language, { rule, value, currency }: Field): string | null {
  if (rule === 'BUDGET' && currency) {
    const digits = minorUnitsOf(currency); // Intl would round some currencies to what shops use
    const shape = {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return new Intl.NumberFormat(tag, shape).format(String(value) as `${number}`);
  }
  const period = rule === 'WINDOW' ? readPeriod(value) : null;
  if (!period) return null;
  return new Intl.NumberFormat(tag, { style: 'unit', unit: period.unit, unitDisplay: 'long' }).format(period.count);
}
