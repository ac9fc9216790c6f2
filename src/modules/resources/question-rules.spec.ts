import type { DataField } from './content';
import { brokenQuestionRules } from './question-rules';

const broken = (field: Partial<DataField>): string[] =>
  brokenQuestionRules({ label: 'L', type: 'string', ...field }, 'data[0]').map(({ field, message }) => {
    expect(message).toContain(field);
    return field.slice('data[0].'.length);
  });
const part = (more: Partial<DataField> = {}): DataField => ({ label: 'Part', type: 'string', ...more });

describe('A question', () => {
  it.each<Partial<DataField>>([
    { type: 'boolean', options: ['yes', 'no'] },
    { type: 'pdf', options: ['a'] },
    { type: 'array', options: ['a'], fields: [part()] },
    { type: 'date', options: ['x'] },
    { type: 'date', options: ['2026-02-30'] },
    { type: 'number', options: ['b'] },
    { type: 'number', options: ['5'] },
    { type: 'url', options: ['nope'] },
    { options: [] },
    { options: ['a', ' '] },
    { options: ['a', 'a '] },
    { options: ['1', 1] },
    { options: ['x'.repeat(10_001)] },
  ])('is refused whose options nobody can choose: %j', (field) => {
    expect(broken(field)).toEqual(['options']);
  });

  it.each<[string, Partial<DataField>]>([
    ['required', { type: 'object', required: true, fields: [part()] }],
    ['required', { type: 'object', required: true, fields: [part(), part({ type: 'object', fields: [part()] })] }],
    ['required', { type: 'object', required: true, fields: [part({ required: true, hidden: true }), part()] }],
    ['required', { required: true, hidden: true }],
    ['fields', { type: 'object' }],
    ['fields', { type: 'object', required: true, fields: [part({ value: 'given' })] }],
    ['fields', { type: 'array', fields: [] }],
  ])('is refused that has no answer (%s): %j', (at, field) => {
    expect(broken(field)).toEqual([at]);
  });

  it.each<Partial<DataField>>([
    { options: ['a', 'b', 1] },
    { type: 'array', options: ['a', 2] },
    { type: 'number', options: [1, 2.5] },
    { type: 'date', options: ['2026-02-28'] },
    { type: 'object', fields: [part()] },
    { type: 'object', fields: [part({ value: 'shown' })] },
    { type: 'object', required: true, fields: [part(), part({ required: true })] },
    { type: 'object', required: true, fields: [part({ type: 'object', fields: [part({ required: true })] })] },
    { type: 'array', required: true, fields: [part()] },
    { type: 'array', required: true },
    { hidden: true },
    { hidden: true, required: true, value: 'given' },
    { type: 'boolean', required: true },
  ])('is taken that can be answered: %j', (field) => {
    expect(broken(field)).toEqual([]);
  });
});
