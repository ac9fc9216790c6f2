import type { StoredField } from '../../resources';
import { constraintsOf } from './constraints';

const field = (label: string, value: unknown, given: Partial<StoredField> = {}): StoredField => ({
  label,
  type: 'string',
  value,
  hidden: false,
  ...given,
});

describe('The constraints of a mandate', () => {
  it('are the visible fields of a JSON credential', () => {
    const data = [
      field('Maximum', 250),
      field('Policy', 'v7', { hidden: true }),
      field('Refundable', false),
      field('Cities', ['Lisboa', 'Porto']),
    ];
    expect(constraintsOf('JSON', data)).toEqual({ Maximum: 250, Refundable: false, Cities: ['Lisboa', 'Porto'] });
  });

  it('nest the parts of an object, without the hidden ones', () => {
    const parts = [field('Nights', 3), field('Internal', 'x', { hidden: true })];
    const described = [field('Nights', null), field('Internal', null, { hidden: true })];
    const data = [
      field('Stay', null, { type: 'object', fields: parts }),
      field('Room', { Nights: 2, Internal: 'y', Beds: 1 }, { type: 'object', fields: described }),
      field('Rows', [{ Nights: 1, Internal: 'z' }], { type: 'array', fields: described }),
    ];
    expect(constraintsOf('JSON', data)).toEqual({
      Stay: { Nights: 3 },
      Room: { Nights: 2, Beds: 1 },
      Rows: [{ Nights: 1 }],
    });
  });

  it('lose none of two with the same label', () => {
    const data = [field('Limit', 1), field('Limit', 2), field('Limit', 3)];
    expect(constraintsOf('JSON', data)).toEqual({ Limit: 1, 'Limit (2)': 2, 'Limit (3)': 3 });
  });

  it.each(['DOCUMENT', 'CONSENT', 'FORM'] as const)('of a %s are none', (type) => {
    expect(constraintsOf(type, [field('text', 'I agree.')])).toEqual({});
  });
});
