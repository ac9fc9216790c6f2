import type { DataField, FieldType } from './content';
import { pdfFields, storedFields, theDocumentIn } from './content';
import { brokenContentRules } from './content-rules';
import { isIsoDate } from './field-values';

const text: DataField = { label: 'text', type: 'string', value: 'I agree.' };
const pdf: DataField = { label: 'pdf', type: 'pdf', value: 'JVBERi0=' };
const broken = (type: 'DOCUMENT' | 'CONSENT' | 'FORM' | 'JSON', ...data: DataField[]): string[] =>
  brokenContentRules(type, data, 'data', null).map(({ field, message }) => {
    expect(message).toContain(field);
    return field;
  });

describe('A CONSENT', () => {
  it('needs a visible text that is not empty; labels count in any case', () => {
    expect(broken('CONSENT', text)).toEqual([]);
    expect(broken('CONSENT', { ...text, label: ' Text ' })).toEqual([]);
    expect(broken('CONSENT', { ...text, label: 'words' })).toEqual(['data']);
    expect(broken('CONSENT', { ...text, hidden: true })).toEqual(['data']);
    expect(broken('CONSENT', { ...text, value: ' \n' })).toEqual(['data']);
    expect(broken('CONSENT', { ...text, type: 'url', value: 'https://example.com' })).toEqual(['data']);
  });

  it('shows a second field as a link only when it is one', () => {
    const url = (value: unknown, type: FieldType = 'string'): DataField => ({ label: 'url', type, value });
    expect(broken('CONSENT', text, url('https://example.com'))).toEqual([]);
    expect(broken('CONSENT', text, url('https://example.com', 'url'))).toEqual([]);
    expect(broken('CONSENT', text, url('javascript:alert(1)'))).toEqual(['data[1].value']);
    expect(broken('CONSENT', text, url(7, 'number'))).toEqual(['data[1].value']);
  });
});

describe('A rule', () => {
  const field = (rule: DataField['rule'], type: FieldType, value: unknown): DataField => ({
    label: 'L',
    type,
    value,
    rule,
  });

  it('belongs to a field that it can be held against', () => {
    expect(broken('JSON', field('AT_MOST', 'number', 450))).toEqual([]);
    expect(broken('JSON', field('AT_LEAST', 'date', '2026-05-02'))).toEqual([]);
    expect(broken('JSON', field('EQUAL', 'string', 'EUR'))).toEqual([]);
    expect(broken('JSON', field('ONE_OF', 'array', ['Lisbon']))).toEqual([]);
    expect(broken('JSON', field('AT_MOST', 'string', '450'))).toEqual(['data[0].rule']);
    expect(broken('JSON', field('ONE_OF', 'string', 'Lisbon'))).toEqual(['data[0].rule']);
    expect(broken('JSON', field('EQUAL', 'array', ['Lisbon']))).toEqual(['data[0].rule']);
  });

  it('is part of what is signed', () => {
    const stored = storedFields([field('AT_MOST', 'number', 450)], () => ({ sha256: '', size: 0, pages: 0 }));
    expect(stored).toEqual([{ label: 'L', type: 'number', value: 450, hidden: false, rule: 'AT_MOST' }]);
  });
});

describe('A DOCUMENT', () => {
  it('needs a visible field that is a PDF', () => {
    expect(broken('DOCUMENT', pdf)).toEqual([]);
    expect(broken('DOCUMENT', text, { ...pdf, label: 'PDF' })).toEqual([]);
    expect(broken('DOCUMENT', text)).toEqual(['data']);
    expect(broken('DOCUMENT', { ...pdf, hidden: true })).toEqual(['data']);
    expect(broken('DOCUMENT', { ...pdf, label: 'contract' })).toEqual(['data']);
    expect(broken('DOCUMENT', { ...pdf, value: null })).toEqual(['data', 'data[0].value']);
  });
});

describe('A FORM', () => {
  it('may leave values open, and may say what must be answered and from what', () => {
    const question: DataField = { label: 'Seat', type: 'string', required: true, options: ['aisle', 7] };
    expect(broken('FORM', question, { label: 'Born', type: 'date', value: null })).toEqual([]);
    expect(broken('JSON', { ...question, value: 'aisle' })).toEqual(['data[0].required', 'data[0].options']);
  });

  it('offers texts and numbers', () => {
    const options = [{ a: 1 }] as unknown as string[];
    expect(broken('FORM', { label: 'Seat', type: 'string', options })).toEqual(['data[0].options']);
  });

  it('holds a value that is given to its type', () => {
    expect(broken('FORM', { label: 'Born', type: 'date', value: 'yesterday' })).toEqual(['data[0].value']);
  });
});

describe('A value', () => {
  it.each<[FieldType, unknown[], unknown[]]>([
    ['string', ['', 'x', 'x'.repeat(100_000)], [1, true, [], {}, 'x'.repeat(100_001)]],
    ['number', [0, -1.5, 1e300], ['1', NaN, Infinity, true]],
    ['boolean', [true, false], ['true', 0, 1]],
    [
      'date',
      ['2026-02-28', '2024-02-29T10:00Z', '2026-01-01T00:00:00.123+02:00'],
      ['2026-02-29', '2026-1-1', 'x', 20260101, '2026-01-01T10:00'],
    ],
    [
      'url',
      ['https://example.com', 'http://x'],
      ['example.com', 'ftp://x', 'javascript:x', 7, `https://x/${'x'.repeat(2048)}`],
    ],
    ['object', [{}, { a: 1 }], [[], 'x', 1]],
    ['array', [[], [1]], [{}, 'x', 1]],
    ['pdf', ['JVBERi0='], [1, {}, true]],
  ])('of type %s', (type, right, wrong) => {
    for (const value of right) expect([value, broken('JSON', { label: 'x', type, value })]).toEqual([value, []]);
    for (const value of wrong)
      expect([value, broken('JSON', { label: 'x', type, value })]).toEqual([value, ['data[0].value']]);
  });

  it('is needed everywhere but in a FORM, unless its parts say it', () => {
    expect(broken('JSON', { label: 'x', type: 'string' })).toEqual(['data[0].value']);
    expect(broken('JSON', { label: 'x', type: 'object', fields: [{ label: 'y', type: 'number', value: 1 }] })).toEqual(
      [],
    );
    expect(broken('JSON', { label: 'x', type: 'object', fields: [] })).toEqual(['data[0].value']);
  });
});

describe('Parts', () => {
  it('belong to objects and arrays, and keep the rules at any depth', () => {
    const inner: DataField = { label: 'y', type: 'number', value: 'seven' };
    const nested: DataField = { label: 'x', type: 'object', fields: [{ label: 'w', type: 'array', fields: [inner] }] };
    expect(broken('JSON', nested)).toEqual(['data[0].fields[0].fields[0].value']);
    expect(broken('JSON', { label: 'x', type: 'string', value: 'a', fields: [inner] })).toEqual([
      'data[0].fields[0].value',
      'data[0].fields',
    ]);
  });
});

describe('isIsoDate', () => {
  it('knows the calendar', () => {
    expect(isIsoDate('2024-02-29')).toBe(true);
    expect(isIsoDate('2100-02-29')).toBe(false);
    expect(isIsoDate('2026-04-31')).toBe(false);
    expect(isIsoDate('2026-12-31T23:59:59Z')).toBe(true);
  });
});

describe('What is stored', () => {
  const reference = { sha256: 'aa', size: 1, pages: 1 };

  it('has one form: nothing absent, documents by reference', () => {
    const stored = storedFields([pdf, { label: 'open', type: 'string' }, { ...text, hidden: true }], () => reference);
    expect(stored).toEqual([
      { label: 'pdf', type: 'pdf', value: reference, hidden: false },
      { label: 'open', type: 'string', value: null, hidden: false },
      { label: 'text', type: 'string', value: 'I agree.', hidden: true },
    ]);
  });

  it('finds documents at any depth', () => {
    const nested: DataField = { label: 'annex', type: 'object', fields: [pdf, { ...pdf, value: null }] };
    expect(pdfFields([text, nested], 'data').map(({ path }) => path)).toEqual(['data[1].fields[0].value']);
    expect(theDocumentIn([nested])).toBeUndefined();
    expect(theDocumentIn([{ ...pdf, hidden: true }, pdf])).toBe(pdf);
  });
});
