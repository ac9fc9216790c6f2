import { asDecimal, inMinorUnits, isCurrency, minorUnitsOf } from './money';

describe('An amount', () => {
  it.each<[string | number, string, bigint]>([
    ['12.5', 'EUR', 1250n],
    [12.5, 'EUR', 1250n],
    ['0.1', 'EUR', 10n],
    ['0', 'EUR', 0n],
    ['0.00', 'EUR', 0n],
    [1000, 'JPY', 1000n],
    ['1.234', 'KWD', 1234n],
    ['1.2345', 'CLF', 12345n],
    ['9999999999999999.99', 'EUR', 999_999_999_999_999_999n],
    ['999999999999999999', 'JPY', 999_999_999_999_999_999n],
  ])('%p %s is a whole number of the smallest unit', (amount, currency, minor) => {
    expect(inMinorUnits(amount, currency)).toBe(minor);
  });

  it.each<[unknown, string]>([
    ['1.001', 'EUR'],
    ['1.0', 'JPY'],
    ['1.2345', 'KWD'],
    [0.1 + 0.2, 'EUR'],
    ['99999999999999999.99', 'EUR'],
    ['1000000000000000000', 'JPY'],
    [1e21, 'JPY'],
    [1e15, 'JPY'],
    [Number('99999999999999.99'), 'EUR'],
    [1e-7, 'EUR'],
    [-1, 'EUR'],
    [NaN, 'EUR'],
    [Infinity, 'EUR'],
    ...['-1', '+1', '01', '.5', '5.', '1e3', '1,5', ' 1', '1\n', '0x10', '', '١'].map((text): [string, string] => [
      text,
      'EUR',
    ]),
    [null, 'EUR'],
    [[1], 'EUR'],
    [1n, 'EUR'],
  ])('is none: %p %s', (amount, currency) => {
    expect(inMinorUnits(amount, currency)).toBeNull();
  });

  it('is written with all decimals of its currency, and reads back the same', () => {
    expect([asDecimal(5n, 'EUR'), asDecimal(0n, 'KWD'), asDecimal(7n, 'JPY')]).toEqual(['0.05', '0.000', '7']);
    for (const currency of ['EUR', 'JPY', 'KWD', 'UYW'])
      for (const minor of [0n, 1n, 99n, 12345n, 10n ** 18n - 1n])
        expect(inMinorUnits(asDecimal(minor, currency), currency)).toBe(minor);
  });
});

describe('A currency', () => {
  it('is a code of ISO 4217 whose amounts can be exact', () => {
    for (const code of ['EUR', 'USD', 'JPY', 'KWD', 'RSD']) expect(isCurrency(code)).toBe(true);
    for (const code of ['eur', 'EURO', '', 'XXX', 'XAU', 'ABC', '__proto__', null, 7])
      expect(isCurrency(code)).toBe(false);
  });

  it('has the decimals of ISO 4217, not those that shops use', () => {
    expect(['EUR', 'JPY', 'KWD', 'RSD', 'IQD', 'ALL'].map(minorUnitsOf)).toEqual([2, 0, 3, 2, 3, 2]);
  });
});
