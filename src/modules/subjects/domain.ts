import { domainToASCII, domainToUnicode } from 'node:url';

/** A domain as mail servers know it, and as people read it. */
export interface Domain {
  /** In punycode: what makes two spellings the same domain. */
  ascii: string;
  /** Decoded, unless a label mixes scripts: what looks like another domain is shown in punycode. */
  shown: string;
}

/** Letters of these stand beside each other in one language. */
const TOGETHER = [
  ['Latin'],
  ['Cyrillic'],
  ['Greek'],
  ['Han', 'Hiragana', 'Katakana', 'Latin'],
  ['Han', 'Hangul', 'Latin'],
  ['Han', 'Bopomofo', 'Latin'],
  ...['Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Tamil', 'Telugu', 'Thai', 'Georgian', 'Armenian'].map((one) => [
    one,
  ]),
].map((scripts) => {
  const letters = scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('');
  return new RegExp(`^[${letters}\\p{Script=Common}\\p{Script=Inherited}]*$`, 'u');
});

/** Null where a text names no domain, or names one by letters that only look like those of ASCII. */
export function domainNamed(text: string): Domain | null {
  if ([...text].some(becomesAscii)) return null;
  const ascii = domainToASCII(text.normalize('NFC'));
  if (ascii === '' || !/^[a-z0-9.-]+$/.test(ascii)) return null;
  const decoded = domainToUnicode(ascii);
  const isReadable = domainToASCII(decoded) === ascii && decoded.split('.').every(isOfOneScript);
  return { ascii, shown: isReadable ? decoded : ascii };
}

const isOfOneScript = (label: string): boolean => TOGETHER.some((scripts) => scripts.test(label));

/** The Kelvin sign, full-width letters, ligatures: encoding or case would make letters of ASCII of them. */
function becomesAscii(letter: string): boolean {
  if (/[\x00-\x7f]/.test(letter)) return false;
  return ['NFC', 'NFKC'].some((form) =>
    /[\x00-\x7f]/.test(letter.normalize(form) + letter.normalize(form).toLowerCase()),
  );
}
