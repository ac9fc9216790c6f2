import { readPeriod } from '../../platform/clock';
import type { FieldError } from '../../platform/http';
import { inMinorUnits, isCurrency, minorUnitsOf } from '../../platform/money';
import { LIMIT_RULES, type DataField, type LimitRule, type ResourceType } from './content';

const MOST_USES = 1_000_000_000;

interface Placed {
  field: DataField;
  path: string;
}

/**
 * What MAX_USES, BUDGET and WINDOW ask for beyond the type of their field: they are what a person gives with a mandate, so
 * they stand in a JSON with a scope, where the person reads them, and each of them once (a budget once a currency).
 */
export function brokenLimitRules(
  type: ResourceType,
  data: DataField[],
  path: string,
  scope: string | null,
): FieldError[] {
  const limits = data.flatMap((field, index) => (isLimit(field) ? [{ field, path: `${path}[${index}]` }] : []));
  return [
    ...data.flatMap((field, index) => strayIn(field, `${path}[${index}]`)),
    ...limits.flatMap((limit) => [...misplaced(type, scope, limit), ...misvalued(limit)]),
    ...repeated(limits),
    ...idleWindows(limits),
  ];
}

const isLimit = ({ rule }: DataField): boolean => LIMIT_RULES.some((limit) => limit === rule);
const refused = (field: string, words: string): FieldError => ({ field, message: `${field} ${words}` });

/** A limit inside an object could be hidden with it; a currency means something with a budget only. */
function strayIn(field: DataField, path: string): FieldError[] {
  const currency =
    field.currency != null && field.rule !== 'BUDGET'
      ? [refused(`${path}.currency`, 'belongs to a field with the rule BUDGET only')]
      : [];
  const parts = (field.fields ?? []).flatMap((part, index) => {
    const at = `${path}.fields[${index}]`;
    const inside = isLimit(part)
      ? [refused(`${at}.rule`, `${part.rule} belongs to a field that is no part of another`)]
      : [];
    return [...inside, ...strayIn(part, at)];
  });
  return [...currency, ...parts];
}

function misplaced(type: ResourceType, scope: string | null, { field, path }: Placed): FieldError[] {
  const at = `${path}.rule`;
  if (type !== 'JSON') return [refused(at, `${field.rule} belongs to a JSON only`)];
  if (field.hidden) return [refused(at, `${field.rule} belongs to a field that is not hidden: the person gives it`)];
  return scope == null ? [refused(at, `${field.rule} needs a scope: without one there is no mandate to limit`)] : [];
}

/** Values of another type than the field's are told of elsewhere. */
function misvalued({ field: { rule, value, currency }, path }: Placed): FieldError[] {
  const at = `${path}.value`;
  if (rule === 'MAX_USES' && typeof value === 'number') {
    const whole = Number.isInteger(value) && value >= 1 && value <= MOST_USES;
    return whole
      ? []
      : [refused(at, `must be a whole number from 1 to ${MOST_USES}: how often the mandate may be used`)];
  }
  if (rule === 'WINDOW' && typeof value === 'string') {
    return readPeriod(value) ? [] : [refused(at, 'must be an ISO 8601 duration of one unit: PT1H, P1D, P2W, P1M, P1Y')];
  }
  if (rule !== 'BUDGET') return [];
  if (!isCurrency(currency)) {
    return [refused(`${path}.currency`, 'must say the currency of the budget (ISO 4217, in capitals: EUR)')];
  }
  if (typeof value !== 'number' && typeof value !== 'string') return [];
  const amount = inMinorUnits(value, currency);
  if (amount !== null && amount > 0n) return [];
  const decimals = minorUnitsOf(currency);
  return [
    refused(
      at,
      `must be an amount above zero of at most ${decimals} decimals (${currency}) and 18 digits in all, 15 as a number`,
    ),
  ];
}

function repeated(limits: Placed[]): FieldError[] {
  const seen = new Set<string>();
  return limits.flatMap(({ field: { rule, currency }, path }) => {
    const name = rule === 'BUDGET' ? `${rule} in ${currency}` : (rule as LimitRule);
    if (seen.has(name)) return [refused(`${path}.rule`, `must not be a second ${name}`)];
    seen.add(name);
    return [];
  });
}

const idleWindows = (limits: Placed[]): FieldError[] =>
  limits.some(({ field }) => field.rule !== 'WINDOW')
    ? []
    : limits.map(({ path }) => refused(`${path}.rule`, 'WINDOW needs a field with MAX_USES or BUDGET beside it'));
