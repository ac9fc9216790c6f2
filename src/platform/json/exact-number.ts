/** As many as a double keeps, whatever they are. */
const DIGITS_KEPT = 15;
/** More than the longest that is exact needs: 0.000…5 with 324 places. */
const LONGEST = 1000;
const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Whether a number of JSON, as it is written, is the one that everybody reads: it is the same decimal, in value and not in spelling, as
 * one of the two forms in which programs write a double so that it comes back: the shortest (ECMA-262, Number::toString;
 * RFC 8785, section 3.2.2.3) or that of 17 digits (`%.17g`). 0.1, 1.50, 1e2 and 0.10000000000000001 are exact;
 * 9007199254740993, 900719925474099.01, 1e400 and 1e-400 are not.
 */
export function isExact(written: string): boolean {
  if (written.length <= DIGITS_KEPT && !/e/i.test(written)) return true;
  if (written.length > LONGEST) return false;
  const number = Number(written);
  const shortest = String(number);
  if (shortest === written) return true;
  if (!Number.isFinite(number)) return false;
  const decimal = decimalOf(written);
  return decimal === decimalOf(shortest) || decimal === decimalOf(number.toPrecision(17));
}

/** One spelling of each decimal, its sign left out: digits without zeros around them, and where the point is. */
function decimalOf(written: string): string {
  const [, whole, fraction = '', exponent = '0'] = DECIMAL.exec(written)!;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  let end = digits.length; // a pattern for zeros at the end would try each of them as the first
  while (digits[end - 1] === '0') end -= 1;
  if (end === 0) return '0';
  return `${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
