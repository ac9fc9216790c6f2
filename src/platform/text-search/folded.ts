/** Letters that no decomposition makes of others, and how people write them who do not have them on their keyboard. */
const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ı: 'i', ŋ: 'n', ĸ: 'k' },
  ς: 'σ', // at the end of a word, and in capitals the same letter as elsewhere
};
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/**
 * One form for what is searched and what is searched for, whatever the script: neither case nor accents count, nor how either
 * is encoded, nor what cannot be seen. `İstanbul` is `istanbul`, `Straße` is `strasse`, `ΟΔΌΣ` is `οδοσ`.
 */
export const folded = (text: string): string =>
  withoutMarks(withoutMarks(text).toUpperCase().toLowerCase())
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter])
    .normalize('NFC');

const withoutMarks = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]+/gu, '');
