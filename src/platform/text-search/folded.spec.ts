import fc from 'fast-check';
import { folded } from './folded';

const SEED = 20261130;

describe('What is searched', () => {
  it.each([
    ['istanbul', ['İstanbul', 'ISTANBUL', 'ıstanbul', 'I\u0307stanbul', 'istanbul']],
    ['strasse', ['straße', 'STRASSE', 'Straẞe', 'STRAẞE']],
    ['sao joao', ['São João', 'SA\u0303O JOA\u0303O', 'sao joao']],
    ['lodz', ['Łódź', 'łódź', 'LODZ']],
    ['københavn'.replace('ø', 'o'), ['København', 'KØBENHAVN', 'kobenhavn']],
    ['οδοσ', ['ὁδός', 'ΟΔΌΣ', 'οδος', 'ΟΔΟΣ']],
    ['елка', ['Ёлка', 'ёлка', 'ЕЛКА', 'елка']],
    ['احمد', ['أحمد', 'اَحْمَد', 'احمد']],
    ['תל אביב', ['תֵּל אָבִיב', 'תל אביב']],
    ['office', ['oﬃce', 'OFFICE', 'of\u00adfice', 'of\u200bfice'.replace('\u200b', '\u200d')]],
    ['abc 123', ['ＡＢＣ １２３', 'abc 123']],
    ['ガ'.normalize('NFKD').replace(/\p{M}/gu, ''), ['ガ', 'ｶﾞ', 'カ']],
    ['한국', ['한국', '한국'.normalize('NFD')]],
  ])('is %s however it is written', (form, written) => {
    for (const text of written) expect([text, folded(text)]).toEqual([text, form]);
  });

  it(`keeps one form, which no case and no encoding changes (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const form = folded(text);
        expect(folded(form)).toBe(form);
        for (const other of [text.normalize('NFD'), text.normalize('NFC')]) expect(folded(other)).toBe(form);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
