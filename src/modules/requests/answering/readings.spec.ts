import fc from 'fast-check';
import { readDate, readNumber, writeNumber } from './readings';

const LANGUAGES = ['ENG', 'PRT', 'SPA', 'FRA', 'DEU', 'ITA', 'NLD', 'POL', 'ARA'];

describe('A number that was typed', () => {
  it.each([
    ['DEU', '10.000', 10_000],
    ['PRT', '1.234', 1234],
    ['FRA', '1,234', 1.234],
    ['ENG', '1,234', 1234],
    ['ENG', '1.234', 1.234],
    ['ITA', '1.234.567,89', 1_234_567.89],
    ['FRA', '10\u202f000,5', 10_000.5],
    ['DEU', "1'234.50", 1234.5],
    ['DEU', '10.5', 10.5], // no other reading anywhere
    ['ENG', '12,5', 12.5],
    ['ENG', '12,34,567', 1_234_567],
    ['ARA', '١٬٢٣٤٫٥', 1234.5],
    ['ENG', '१२३४.५', 1234.5],
    ['DEU', '−7', -7],
    ['DEU', '1.000,', 1000],
    ['NLD', '10,-', 10],
    ['POL', '-0', 0],
    ['ENG', '.5', 0.5],
    ['ENG', '\u200e250\u200e', 250],
  ])('at a page in %s, %j, has one reading', (language, typed, value) => {
    expect(readNumber(typed, language)).toEqual({ value });
  });

  it.each([
    ['SPA', '2.500', [2500, 2.5]],
    ['FRA', '10.000', [10, 10_000]],
    ['POL', '1.234', [1.234, 1234]],
    ['ARA', '1,234', [1234, 1.234]],
    ['DEU', '50 €', [50]], // the currency is not dropped in silence
    ['FRA', 'EUR 1.234', [1.234, 1234]],
    ['ENG', '-$5', [-5]],
  ])('at a page in %s, %j, is shown back', (language, typed, meant) => {
    const reading = readNumber(typed, language) as { meant: number[] };
    expect([...reading.meant].sort()).toEqual([...meant].sort());
  });

  it.each(['', '1 23', '1.2.3,4', 'ten', '1e9', '10-20', '1,,000', '5 XYZ', '0x10', '½', '€', '--5', '(5)', '50 %'])(
    '%j has none',
    (typed) => {
      for (const language of LANGUAGES) expect(readNumber(typed, language)).toEqual({ rule: 'unreadable' });
    },
  );

  it('with more digits than can be kept is too long', () => {
    expect(readNumber('12345678901234567', 'ENG')).toEqual({ rule: 'too_long' });
    expect(readNumber('123456789.1234567', 'ENG')).toEqual({ rule: 'too_long' });
    expect(readNumber('1'.repeat(100), 'ENG')).toEqual({ rule: 'too_long' });
  });

  const ZEROS = { western: 0x30, arabic: 0x660, persian: 0x6f0, devanagari: 0x966, wide: 0xff10 };
  const HOW = {
    ENG: { decimal: ['.'], groups: [',', ' ', '\u00a0', '\u202f', "'", '’'] },
    DEU: { decimal: [','], groups: ['.', ' ', '\u00a0', '\u202f', "'", '’'] },
    PRT: { decimal: [','], groups: ['.', ' ', '\u00a0', '\u202f'] },
    ITA: { decimal: [','], groups: ['.', ' ', '’'] },
    NLD: { decimal: [','], groups: ['.', ' '] },
    FRA: { decimal: [','], groups: [' ', '\u00a0', '\u202f'] },
    POL: { decimal: [','], groups: [' ', '\u00a0', '\u202f'] },
    SPA: { decimal: [','], groups: [' ', '\u00a0', '.'] },
    ARA: { decimal: ['٫'], groups: ['٬', ' '] },
  } as const;
  const number = fc.record({
    language: fc.constantFrom(...(Object.keys(HOW) as (keyof typeof HOW)[])),
    whole: fc.integer({ min: 0, max: 99_999_999 }),
    decimals: fc.option(fc.stringMatching(/^[0-9]{1,4}$/), { nil: '' }),
    zero: fc.constantFrom(...Object.values(ZEROS)),
    minus: fc.constantFrom('', '-', '\u2212', '\u2013'),
    pick: fc.nat(20),
  });

  it('as its language writes it is read as what it says, or shown back with it, and never as anything else', () => {
    fc.assert(
      fc.property(number, ({ language, whole, decimals, zero, minus, pick }) => {
        const { decimal, groups } = HOW[language];
        const parted = String(whole).replace(/\B(?=(\d{3})+$)/g, groups[pick % groups.length]);
        const text = minus + parted + (decimals === '' ? '' : decimal[0] + decimals);
        const typed = text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
        const value = Number(`${minus === '' ? '' : '-'}${whole}.${decimals || 0}`) + 0;
        const reading = readNumber(typed, language);
        expect('meant' in reading ? reading.meant : [(reading as { value: number }).value]).toContain(value);
        if (language !== 'SPA' && language !== 'ARA') expect(reading).toEqual({ value });
      }),
      { numRuns: 2000, seed: 20261201 },
    );
  });

  it('is written into a field so that the same page reads it again as the same', () => {
    const kept = fc.tuple(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 6 }),
      fc.constantFrom(...LANGUAGES),
    );
    fc.assert(
      fc.property(kept, ([digits, decimals, language]) => {
        const value = Number((digits / 10 ** decimals).toFixed(decimals)) + 0;
        expect(readNumber(writeNumber(value, language), language)).toEqual({ value });
      }),
      { numRuns: 2000, seed: 20261201 },
    );
  });

  it('whatever it is, is answered and nothing breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), fc.constantFrom(...LANGUAGES), (typed, language) => {
        expect(Object.keys(readNumber(typed, language))).toHaveLength(1);
        expect(Object.keys(readDate(typed, language))).toHaveLength(1);
      }),
      { seed: 20261201 },
    );
  });
});

describe('A day that was typed', () => {
  it.each([
    ['ENG', '2026-04-03', { value: '2026-04-03' }],
    ['DEU', '3.4.2026', { value: '2026-04-03' }],
    ['FRA', '03/04/2026', { value: '2026-04-03' }],
    ['NLD', '03-04-2026', { value: '2026-04-03' }],
    ['ENG', '31/12/2026', { value: '2026-12-31' }],
    ['DEU', '12/31/2026', { value: '2026-12-31' }],
    ['ARA', '٣/٤/٢٠٢٦', { value: '2026-04-03' }],
    ['POL', '2026.4.3', { value: '2026-04-03' }],
    ['ENG', '04/04/2026', { value: '2026-04-04' }],
    ['ENG', '03/04/2026', { meant: ['2026-04-03', '2026-03-04'] }],
    ['ENG', '31/02/2026', { rule: 'unreadable' }],
    ['DEU', '3.4.26', { rule: 'unreadable' }],
    ['ENG', '3/4-2026', { rule: 'unreadable' }],
  ])('at a page in %s, %j', (language, typed, reading) => {
    expect(readDate(typed, language)).toEqual(reading);
  });
});
