import type { FieldRule, StoredField } from '../../resources';
import type { Evaluated } from './evaluated';

/** What somebody did, or is about to do, by the labels of the approved fields. */
export type ExecutedParameters = Record<string, unknown>;

/**
 * Holds what is done against what was approved, one outcome for each approved field that has a rule: exactly this value,
 * at most, at least, one of these. A parameter that a rule asks for and nobody gives fails: what is not shown to be within
 * the limits is not. Parameters that no rule asks for are named and skipped. Labels count in any case.
 */
export function holdAgainst(approved: StoredField[], executed: ExecutedParameters): Evaluated[] {
  const given = new Map(Object.entries(executed).map(([label, value]) => [nameOf(label), value]));
  const ruled = approved.filter(({ rule }) => rule !== undefined);
  const outcomes = ruled.map((field) => held(field, given.get(nameOf(field.label))));
  const asked = new Set(ruled.map(({ label }) => nameOf(label)));
  const idle = Object.keys(executed).filter((label) => !asked.has(nameOf(label)));
  return [
    ...outcomes,
    ...idle.map((label): Evaluated => ({
      check: `rule:${label}`,
      result: 'skip',
      message: `No approved field with a rule is called ${label}`,
    })),
  ];
}

const nameOf = (label: string): string => label.trim().toLowerCase();

function held(field: StoredField, executed: unknown): Evaluated {
  const check = `rule:${field.label}`;
  if (executed === undefined || executed === null) {
    return {
      check,
      result: 'fail',
      message: `executionParams must say ${field.label}`,
      reason: 'rule_failed',
      retryable: true,
    };
  }
  const flaw = RULES[field.rule!](field, executed);
  if (flaw === null) return { check, result: 'pass', message: `${field.label} is within what was approved` };
  return { check, result: 'fail', message: `${field.label} ${flaw}`, reason: 'rule_failed', retryable: false };
}

type Rule = (approved: StoredField, executed: unknown) => string | null;

/** What is wrong, as the end of a sentence; null when nothing is. */
const RULES: Record<FieldRule, Rule> = {
  EQUAL: ({ value }, executed) => (value === executed ? null : 'must be exactly what was approved'),
  AT_MOST: (field, executed) => compared(field, executed, (done, limit) => done <= limit, 'at most'),
  AT_LEAST: (field, executed) => compared(field, executed, (done, limit) => done >= limit, 'at least'),
  ONE_OF: ({ value }, executed) => {
    const allowed: unknown[] = Array.isArray(value) ? value : [];
    const done: unknown[] = Array.isArray(executed) ? executed : [executed];
    return done.length > 0 && done.every((one) => allowed.includes(one)) ? null : 'must be one of what was approved';
  },
};

function compared(
  { type, value }: StoredField,
  executed: unknown,
  holds: (done: number, limit: number) => boolean,
  words: string,
): string | null {
  const [done, limit] = [executed, value].map((one) => measure(type, one));
  if (done === null) return type === 'date' ? 'must be an ISO 8601 date' : 'must be a number';
  return limit !== null && holds(done, limit) ? null : `must be ${words} what was approved`;
}

/** Dates compare as moments; a number is never read out of a text. */
function measure(type: StoredField['type'], value: unknown): number | null {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null;
  const moment = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(moment) ? null : moment;
}
