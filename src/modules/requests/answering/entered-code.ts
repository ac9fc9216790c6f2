/** Zeros of the decimal digits people type: ASCII, Arabic, Persian, Devanagari, full width. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10];

/** The code that somebody meant: digits of any script, spaces and dashes between them left out. */
export function enteredCode(text: string): string {
  return [...text.slice(0, 100)]
    .map((character) => {
      const point = character.codePointAt(0)!;
      const zero = ZEROS.find((zero) => point >= zero && point <= zero + 9);
      return zero === undefined ? character : String(point - zero);
    })
    .join('')
    .replace(/[\s\p{Cf}\p{Pd}]+/gu, '');
}
