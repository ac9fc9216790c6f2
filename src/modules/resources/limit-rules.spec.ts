import type { DataField, ResourceType } from './content';
import { storedFields } from './content';
import { brokenContentRules } from './content-rules';
import { limitsIn } from './limits';

const uses: DataField = { label: 'Bookings', type: 'number', value: 20, rule: 'MAX_USES' };
const budget: DataField = { label: 'Budget', type: 'number', value: 1000, rule: 'BUDGET', currency: 'EUR' };
const yen: DataField = { label: 'Budget in yen', type: 'string', value: '150000', rule: 'BUDGET', currency: 'JPY' };
const monthly: DataField = { label: 'Each', type: 'string', value: 'P1M', rule: 'WINDOW' };

const broken = (
  data: DataField[],
  { type = 'JSON', scope = 'payments' }: { type?: ResourceType; scope?: string | null } = {},
): string[] =>
  brokenContentRules(type, data, 'data', scope).map(({ field, message }) => {
    expect(message).toContain(field);
    return field;
  });

describe('Limits', () => {
  it('are uses, a budget a currency, and a window for both', () => {
    expect(broken([uses, budget, yen, monthly])).toEqual([]);
    const stored = storedFields([uses, budget, yen, monthly], () => ({ sha256: '', size: 0, pages: 0 }));
    expect(limitsIn(stored)).toEqual({
      maxUses: 20,
      budget: [
        { amount: '1000.00', currency: 'EUR' },
        { amount: '150000', currency: 'JPY' },
      ],
      window: 'P1M',
    });
    expect(limitsIn([])).toBeNull();
  });

  it('stand once each, a budget once a currency', () => {
    expect(broken([uses, { ...uses, value: 5 }])).toEqual(['data[1].rule']);
    expect(broken([budget, { ...budget, value: 5 }])).toEqual(['data[1].rule']);
    expect(broken([budget, monthly, { ...monthly, value: 'P1D' }])).toEqual(['data[2].rule']);
  });

  it('stand where the person reads them, in a JSON with a scope', () => {
    for (const limit of [uses, budget]) {
      expect(broken([{ ...limit, hidden: true }])).toEqual(['data[0].rule']);
      expect(broken([limit], { scope: null })).toEqual(['data[0].rule']);
      expect(broken([limit], { type: 'FORM' })).toEqual(['data[0].rule']);
      expect(broken([{ label: 'x', type: 'object', fields: [limit] }])).toContain('data[0].fields[0].rule');
    }
    expect(broken([budget, { ...monthly, hidden: true }])).toEqual(['data[1].rule']);
  });

  it('need something to count in a window', () => {
    expect(broken([monthly])).toEqual(['data[0].rule']);
  });

  it.each<[DataField['rule'], DataField['type'], unknown, string]>([
    ['MAX_USES', 'number', 0, 'value'],
    ['MAX_USES', 'number', 1.5, 'value'],
    ['MAX_USES', 'number', 1e12, 'value'],
    ['MAX_USES', 'string', '5', 'rule'],
    ['BUDGET', 'number', 0, 'value'],
    ['BUDGET', 'number', -5, 'value'],
    ['BUDGET', 'number', 0.1 + 0.2, 'value'],
    ['BUDGET', 'string', '1.001', 'value'],
    ['BUDGET', 'string', '10 EUR', 'value'],
    ['BUDGET', 'string', '10000000000000000', 'value'],
    ['BUDGET', 'boolean', true, 'rule'],
    ['WINDOW', 'string', 'monthly', 'value'],
    ['WINDOW', 'string', 'P1M2D', 'value'],
    ['WINDOW', 'number', 30, 'rule'],
  ])('are refused: %s on a %s %p', (rule, type, value, at) => {
    const field = { label: 'L', type, value, rule, ...(rule === 'BUDGET' && { currency: 'EUR' }) };
    expect(broken([field, ...(rule === 'WINDOW' ? [budget] : [])])).toEqual([`data[0].${at}`]);
  });

  it('have a currency exactly where there is a budget', () => {
    for (const currency of [undefined, 'eur', 'XXX', 'ABC'])
      expect(broken([{ ...budget, currency }])).toEqual(['data[0].currency']);
    expect(broken([{ ...uses, currency: 'EUR' }])).toEqual(['data[0].currency']);
    expect(broken([{ label: 'x', type: 'object', fields: [{ ...uses, rule: 'AT_MOST', currency: 'EUR' }] }])).toEqual([
      'data[0].fields[0].currency',
    ]);
  });
});
