import { sameLetters } from '../../../platform/http';
import { isIsoDate, LIMIT_RULES, type FieldRule, type LimitRule } from '../../resources';
import { isObject, type JsonObject } from '../../keys';
import type { Evaluated } from './evaluated';

/** What somebody did, or is about to do, by the labels of the approved fields. */
export type ExecutedParameters = Record<string, unknown>;

/** A field with a rule, as the credential shows it: whoever wrote the credential may have written anything. */
interface Ruled {
  /** For people: the labels from the outside in. */
  path: string;
  type: unknown;
  rule: unknown;
  value: unknown;
}

const LONGEST_PATH = 200;
/** More than any request of this server can hold; each is one check in the answer. */
const MOST_RULES = 200;
/** Named as skipped; the others are passed over in silence. */
const MOST_IDLE = 100;

/**
 * Holds what is done against what was approved, one outcome for each approved field that has a rule: exactly this value,
 * at most, at least, one of these. A parameter that a rule asks for and nobody gives fails, and so does a rule that is not
 * understood: what is not shown to be within the limits is not. Parameters that no rule asks for are named and skipped, and
 * so is what is counted over many executions (uses, budgets, windows).
 * Labels count in any case; the parts of an object, or of each row of an array, are given inside it.
 */
export function holdAgainst(approved: JsonObject[], executed: ExecutedParameters): Evaluated[] {
  const outcomes = heldIn(approved, executed, '');
  if (outcomes.length > MOST_RULES)
    return [denied('rules', `More than ${MOST_RULES} rules are not held against`, false)];
  const asked = new Set(approved.filter(isRuledInside).map(({ label }) => nameOf(label)));
  const idle = Object.keys(executed).filter((label) => !asked.has(nameOf(label)));
  return [
    ...outcomes,
    ...idle.slice(0, MOST_IDLE).map((label): Evaluated => {
      const path = label.slice(0, LONGEST_PATH);
      return { check: `rule:${path}`, result: 'skip', message: `No approved field with a rule is called ${path}` };
    }),
  ];
}

const nameOf = (label: unknown): string => (typeof label === 'string' ? sameLetters(label).trim().toLowerCase() : '');
const partsOf = ({ fields }: JsonObject): JsonObject[] => (Array.isArray(fields) ? fields.filter(isObject) : []);
const isRuledInside = (field: JsonObject): boolean => field.rule != null || partsOf(field).some(isRuledInside);

function heldIn(fields: JsonObject[], executed: unknown, above: string): Evaluated[] {
  const given = isObject(executed) ? executed : {};
  return fields.filter(isRuledInside).flatMap((field) => {
    const path = `${above}${String(field.label)}`.slice(0, LONGEST_PATH);
    const named = Object.entries(given).filter(([label]) => nameOf(label) === nameOf(field.label));
    if (named.length > 1) return [denied(`rule:${path}`, `executionParams must say ${path} once`, true)];
    const [[, value] = [undefined, undefined]] = named;
    const { type, rule } = field;
    const own = rule == null ? [] : [held({ path, type, rule, value: field.value }, value)];
    const parts = partsOf(field).filter(isRuledInside);
    const rows = Array.isArray(value) && value.length > 0 ? (value as unknown[]).slice(0, MOST_RULES + 1) : [value];
    return [...own, ...(parts.length > 0 ? rows.flatMap((row) => heldIn(parts, row, `${path}.`)) : [])];
  });
}

const denied = (check: string, message: string, retryable: boolean): Evaluated => ({
  check,
  result: 'fail',
  message,
  reason: 'rule_failed',
  retryable,
});

function held(approved: Ruled, executed: unknown): Evaluated {
  const { path, rule } = approved;
  const check = `rule:${path}`;
  if (isLimit(rule))
    return { check, result: 'skip', message: `${path} is counted by authorize and commit of the mandate` };
  if (executed === undefined || executed === null) return denied(check, `executionParams must say ${path}`, true);
  if (!isRule(rule)) return denied(check, `${path} has a rule that is not understood`, false);
  const flaw = RULES[rule](approved, executed);
  if (flaw !== null) return denied(check, `${path} ${flaw}`, false);
  return { check, result: 'pass', message: `${path} is within what was approved` };
}

type Rule = (approved: Ruled, executed: unknown) => string | null;

/** What is wrong, as the end of a sentence; null when nothing is. */
const RULES: Record<Exclude<FieldRule, LimitRule>, Rule> = {
  EQUAL: ({ value }, executed) => (value === executed ? null : 'must be exactly what was approved'),
  AT_MOST: (field, executed) => compared(field, executed, (done, limit) => done <= limit, 'at most'),
  AT_LEAST: (field, executed) => compared(field, executed, (done, limit) => done >= limit, 'at least'),
  ONE_OF: ({ value }, executed) => {
    const allowed = new Set<unknown>(Array.isArray(value) ? value : []);
    const done: unknown[] = Array.isArray(executed) ? executed : [executed];
    return done.length > 0 && done.every((one) => allowed.has(one)) ? null : 'must be one of what was approved';
  },
};

const isRule = (rule: unknown): rule is keyof typeof RULES => typeof rule === 'string' && Object.hasOwn(RULES, rule);
/** Of all that is done together: one execution says nothing of it. */
const isLimit = (rule: unknown): boolean => LIMIT_RULES.some((limit) => limit === rule);

function compared(
  { type, value }: Ruled,
  executed: unknown,
  holds: (done: number, limit: number) => boolean,
  words: string,
): string | null {
  const wholeDays = type === 'date' && typeof value === 'string' && value.length === DAY.length;
  const [done, limit] = [executed, value].map((one) => measure(type, one, wholeDays));
  if (done === null) return type === 'date' ? 'must be an ISO 8601 date' : 'must be a number';
  return limit !== null && holds(done, limit) ? null : `must be ${words} what was approved`;
}

const DAY = 'YYYY-MM-DD';
const DAY_MS = 24 * 3600 * 1000;

/** Dates compare as moments, or as days (UTC) where the limit is a day; a number is never read out of a text. */
function measure(type: unknown, value: unknown, wholeDays: boolean): number | null {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null;
  if (type !== 'date' || typeof value !== 'string' || !isIsoDate(value)) return null;
  return wholeDays ? Math.floor(Date.parse(value) / DAY_MS) : Date.parse(value);
}
