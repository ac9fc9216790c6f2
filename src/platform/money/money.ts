/** Currencies whose smallest unit is not a hundredth: how many decimals they have (ISO 4217, list one). */
const MINOR_UNITS: Record<string, number> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...{ CLF: 4, UYW: 4 },
};
/** Metals, funds and test codes: no unit of these is smallest, so no amount of them is exact. */
const NO_MONEY = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '));
const CURRENCIES = new Set(Intl.supportedValuesOf('currency').filter((code) => !NO_MONEY.has(code)));

/** As many digits as an amount in minor units may have: two of them still fit a bigint of PostgreSQL together. */
const MOST_DIGITS = 18;
/** As many as a JSON number carries exactly, whatever they are: beyond, it may have been rounded on its way here. */
const DIGITS_OF_A_NUMBER = 15;

/** A currency code of ISO 4217, in capitals. */
export const isCurrency = (code: unknown): code is string => typeof code === 'string' && CURRENCIES.has(code);

/** How many decimals amounts of a currency have. Not from Intl, which rounds some currencies to what shops use. */
export const minorUnitsOf = (currency: string): number => MINOR_UNITS[currency] ?? 2;

/**
 * An amount as a whole number of the currency's smallest unit: `"12.5"` EUR is 1250n. Null for what is no decimal number
 * from zero up, has more decimals than the currency, or more than 18 digits in all, 15 as a number: nothing is ever rounded.
 */
export function inMinorUnits(amount: unknown, currency: string): bigint | null {
  if (typeof amount !== 'string' && typeof amount !== 'number') return null;
  const [, whole, decimals = ''] = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(String(amount)) ?? [];
  const digits = minorUnitsOf(currency);
  const most = typeof amount === 'number' ? DIGITS_OF_A_NUMBER : MOST_DIGITS;
  if (whole === undefined || decimals.length > digits || whole.length + digits > most) return null;
  return BigInt(whole + decimals.padEnd(digits, '0'));
}

/** The one way to write an amount: with all decimals of its currency, e.g. 1250n EUR is `12.50`. */
export function asDecimal(minor: bigint, currency: string): string {
  const digits = minorUnitsOf(currency);
  if (digits === 0) return String(minor);
  const text = String(minor).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
