import { aPlace } from './an-answering.fixture';
import type { Language } from './language';
import { LANGUAGES } from './page-language';
import { pagesOf, placeName, placeNumber } from './place-names';

const PLACES = [
  aPlace('t1', 'CHECKBOX'),
  aPlace('s1', 'SIGNATURE'),
  aPlace('t2', 'CHECKBOX'),
  aPlace('t3', 'CHECKBOX', 1),
  aPlace('s2', 'SIGNATURE', 2),
];
const namesIn = (language: Language) => PLACES.map((place) => placeName(language, place, PLACES));

describe('The name of a place', () => {
  it('has a number only where its page has several of its kind', () => {
    expect(namesIn(LANGUAGES.ENG)).toEqual([
      'Tick box 1 of 2, page 1',
      'Signature, page 1',
      'Tick box 2 of 2, page 1',
      'Tick box, page 2',
      'Signature, page 3',
    ]);
    expect(PLACES.map((place) => placeNumber(LANGUAGES.ENG, place, PLACES))).toEqual([
      '1',
      undefined,
      '2',
      undefined,
      undefined,
    ]);
  });

  it.each(Object.keys(LANGUAGES))('is another one for every place, and has no gap: %s', (name) => {
    const names = namesIn(LANGUAGES[name]);
    expect(new Set(names).size).toBe(PLACES.length);
    for (const each of names) expect(each).not.toMatch(/[{}]|undefined/);
  });

  it('has the comma of its language', () => {
    expect(namesIn(LANGUAGES.ARA)[0]).toBe('خانة اختيار 1 من 2، الصفحة 1');
  });

  it('is left out where all pages of a kind are listed', () => {
    const signatures = PLACES.filter(({ id }) => id.startsWith('s'));
    expect(pagesOf(LANGUAGES.ENG, signatures)).toBe('page 1 and page 3');
    expect(pagesOf(LANGUAGES.ARA, signatures)).toBe('الصفحة 1 والصفحة 3');
  });
});

it.each(Object.entries(LANGUAGES))(
  'In %s what is optional is counted in every form the language has',
  (_, { tag, words }) => {
    const rules = new Intl.PluralRules(tag);
    for (let count = 1; count < 120; count += 1) {
      const form = words.sign.requiredFilled[rules.select(count)];
      expect(form).toBeDefined();
      if (!['one', 'two'].includes(rules.select(count))) expect(form).toContain('{n}');
    }
  },
);
