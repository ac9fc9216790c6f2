import type { StoredField } from '../../resources';
import { verdict } from './evaluated';
import { holdAgainst } from './executed-parameters';

const field = (label: string, type: StoredField['type'], value: unknown, rule?: StoredField['rule']): StoredField => ({
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
});
