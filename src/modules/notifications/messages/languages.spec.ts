import type { InvitationWords } from './language';
import { resolveLanguage, SPOKEN_LANGUAGES, type SupportedLanguage } from '../../../platform/languages';
import { LANGUAGES } from './languages';

const names = Object.keys(LANGUAGES) as SupportedLanguage[];
const others = names.filter((name) => name !== 'ENG');

/** Every phrase by its name, spoken with sample values: with all of them, and without the last, which may be optional. */
function spoken(name: SupportedLanguage): Map<string, string> {
  const { items, ...words }: InvitationWords = LANGUAGES[name].words;
  const phrases = Object.entries(words).map(([key, phrase]): [string, string] => [key, samples(phrase).join(' / ')]);
  const forms = Object.entries(items).map(([category, form]): [string, string] => [`items ${category}`, form('7')]);
  return new Map([...phrases, ...forms]);
}

function samples(phrase: InvitationWords[Exclude<keyof InvitationWords, 'items'>]): string[] {
  if (typeof phrase === 'string') return [phrase];
  const values = ['one', 'two', 'three'].slice(0, phrase.length);
  return [values, values.slice(0, -1)].map((given) => String(Reflect.apply(phrase, undefined, given)));
}

describe.each(names)('%s', (name) => {
  const { tag, direction, words } = LANGUAGES[name];

  it('says every phrase', () => {
    expect([...spoken(name).keys()].filter((key) => !key.startsWith('items'))).toEqual(
      [...spoken('ENG').keys()].filter((key) => !key.startsWith('items')),
    );
    for (const phrase of spoken(name).values()) expect(phrase.trim()).not.toBe('');
  });

  it('has a form for every count a request can have', () => {
    const rules = new Intl.PluralRules(tag);
    for (let count = 1; count <= 30; count += 1) expect(words.items).toHaveProperty(rules.select(count));
  });

  it('names a language and direction that exist', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(tag)).toEqual([tag]);
    expect(['ltr', 'rtl']).toContain(direction);
    expect(tag).toBe(SPOKEN_LANGUAGES[name]);
  });
});

it.each(others)('%s repeats no English phrase by accident', (name) => {
  const english = spoken('ENG');
  for (const [key, phrase] of spoken(name)) expect(phrase).not.toBe(english.get(key));
});

describe('resolving a language', () => {
  it.each([
    ['ENG', 'ENG'],
    ['eng', 'ENG'],
    ['en', 'ENG'],
    ['EN', 'ENG'],
    ['en-GB', 'ENG'],
    ['en-US', 'ENG'],
    ['PRT', 'PRT'],
    ['POR', 'PRT'],
    ['pt', 'PRT'],
    ['pt-PT', 'PRT'],
    ['pt-BR', 'PRT'],
    [' PRT ', 'PRT'],
    ['es-MX', 'SPA'],
    ['fre', 'FRA'],
    ['GER', 'DEU'],
    ['it', 'ITA'],
    ['dut', 'NLD'],
    ['pl', 'POL'],
    ['ar-EG', 'ARA'],
  ])('%s is %s', (input, language) => expect(resolveLanguage(input)).toBe(language));

  it.each([
    '',
    'XXX',
    'JPN',
    'ja',
    'zz-ZZ',
    'not a tag',
    '__proto__',
    'constructor',
    'toString',
    '<b>',
    'e'.repeat(9999),
  ])('%j is unknown', (input) => expect(resolveLanguage(input)).toBeUndefined());
});
