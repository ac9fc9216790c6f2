import type { JsonObject } from '../../keys';
import type { StoredField } from '../../resources';
import { verdict } from './evaluated';
import { holdAgainst } from './executed-parameters';

const field = (label: string, type: StoredField['type'], value: unknown, rule?: StoredField['rule']): JsonObject => ({
  label,
  type,
  value,
  hidden: false,
  ...(rule && { rule }),
});
const mandate = [
  field('Maximum amount', 'number', 450, 'AT_MOST'),
  field('Minimum stars', 'number', 3, 'AT_LEAST'),
  field('Currency', 'string', 'EUR', 'EQUAL'),
  field('City', 'array', ['Lisbon', 'Porto'], 'ONE_OF'),
  field('Latest day', 'date', '2026-12-31', 'AT_MOST'),
  field('Note', 'string', 'No rule'),
];
const within = {
  'Maximum amount': 450,
  'Minimum stars': 4,
  Currency: 'EUR',
  City: 'Porto',
  'Latest day': '2026-12-31',
};
const failed = (executed: Record<string, unknown>): string[] =>
  holdAgainst(mandate, executed).flatMap(({ check, result }) => (result === 'fail' ? [check] : []));

describe('What is done under a mandate', () => {
  it('is allowed within what was approved, its labels in any case', () => {
    expect(failed(within)).toEqual([]);
    const shouted = Object.fromEntries(
      Object.entries(within).map(([label, value]) => [` ${label.toUpperCase()}`, value]),
    );
    expect(failed(shouted)).toEqual([]);
    expect(holdAgainst(mandate, within).filter(({ result }) => result === 'pass')).toHaveLength(5);
  });

  it.each<[string, unknown]>([
    ['Maximum amount', 450.01],
    ['Maximum amount', '450'],
    ['Maximum amount', NaN],
    ['Maximum amount', [450]],
    ['Minimum stars', 2],
    ['Currency', 'eur'],
    ['Currency', null],
    ['City', 'Paris'],
    ['City', ['Lisbon', 'Paris']],
    ['City', []],
    ['Latest day', '2027-01-01'],
    ['Latest day', 'tomorrow'],
    ['Latest day', 1798675200000],
  ])('is denied beyond it: %s %p', (label, value) => {
    expect(failed({ ...within, [label]: value })).toEqual([`rule:${label}`]);
  });

  it('is denied when it is not told, and trying again can help', () => {
    const outcomes = holdAgainst(mandate, {});
    expect(outcomes.map(({ result }) => result)).toEqual(['fail', 'fail', 'fail', 'fail', 'fail']);
    expect(verdict(outcomes)).toEqual({ allowed: false, reason: 'rule_failed', retryable: true });
    expect(verdict(holdAgainst(mandate, { ...within, Currency: 'USD' }))).toMatchObject({ retryable: false });
  });

  it('skips what no rule asks for, and says so', () => {
    const outcomes = holdAgainst(mandate, { ...within, Note: 'anything' });
    expect(outcomes.at(-1)).toMatchObject({ check: 'rule:Note', result: 'skip' });
    expect(verdict(outcomes)).toEqual({ allowed: true });
  });

  it('leaves to authorize and commit what is counted, given or not', () => {
    const counted = [field('Bookings', 'number', 3, 'MAX_USES'), field('Each', 'string', 'P1M', 'WINDOW')];
    const outcomes = holdAgainst([...counted, mandate[0]], { Bookings: 900, 'Maximum amount': 451 });
    expect(outcomes.map(({ result }) => result)).toEqual(['skip', 'skip', 'fail']);
    expect(verdict(holdAgainst(counted, {}))).toEqual({ allowed: true });
  });

  it('holds a day as a day, whatever the hour', () => {
    expect(failed({ ...within, 'Latest day': '2026-12-31T22:00:00Z' })).toEqual([]);
    expect(failed({ ...within, 'Latest day': '2027-01-01T00:00:00Z' })).toEqual(['rule:Latest day']);
    expect(failed({ ...within, 'Latest day': '2026-12-31 and later' })).toEqual(['rule:Latest day']);
  });

  it('is denied when it is told twice: which of the two is done nobody knows', () => {
    const [, second] = [holdAgainst(mandate, within), holdAgainst(mandate, { ...within, CURRENCY: 'USD' })];
    expect(verdict(second)).toMatchObject({ allowed: false, reason: 'rule_failed', retryable: true });
  });

  it('is held against the parts of an object and of every row as well', () => {
    const nights = { ...field('Nights', 'array', null), fields: [field('Price', 'number', 120, 'AT_MOST')] };
    const trip = { ...field('Trip', 'object', null), fields: [nights, field('Class', 'string', 'economy', 'EQUAL')] };
    const outcomes = (executed: object) =>
      holdAgainst([trip], { trip: executed }).map(({ check, result }) => `${check} ${result}`);
    expect(outcomes({ nights: [{ price: 100 }, { price: 130 }], class: 'economy' })).toEqual([
      'rule:Trip.Nights.Price pass',
      'rule:Trip.Nights.Price fail',
      'rule:Trip.Class pass',
    ]);
    expect(outcomes({ nights: [], class: 'economy' })[0]).toBe('rule:Trip.Nights.Price fail');
    expect(verdict(holdAgainst([trip], {}))).toMatchObject({ allowed: false });
  });

  it.each(['__proto__', 'constructor', 'at_most', 7, {}, []])('is denied under a rule that is none: %p', (rule) => {
    const odd = { ...field('Odd', 'number', 1), rule };
    expect(holdAgainst([odd], { odd: 1 })).toMatchObject([{ result: 'fail', reason: 'rule_failed', retryable: false }]);
  });

  it('takes anything for a field', () => {
    for (const label of [undefined, null, 7, {}, 'x'.repeat(10_000)]) {
      const outcomes = holdAgainst([{ label, rule: 'EQUAL', value: 1 }], { a: 1 });
      expect(verdict(outcomes)).toMatchObject({ allowed: false });
      expect(Math.max(...outcomes.map(({ check }) => check.length))).toBeLessThan(300);
    }
    const many = Array.from({ length: 5000 }, (_, index) => field(`Field ${index}`, 'number', 1, 'EQUAL'));
    expect(holdAgainst(many, {})).toMatchObject([
      { result: 'fail', message: 'More than 200 rules are not held against' },
    ]);
  });
});
