import { hasTrigram, searchPattern, searchText } from './search-text';

describe('The text a search looks in', () => {
  it('has one line a part, in lower case and one form of accents, without what is absent', () => {
    expect(searchText(['Trip to\nLisbon', null, 'ANA@example.com', 'Cafe\u0301'])).toBe(
      'trip to lisbon\nana@example.com\ncafé',
    );
  });

  it.each([
    ['Lis', '%lis%'],
    ['100%', '%100\\%%'],
    ['a_b', '%a\\_b%'],
    ['c:\\x', '%c:\\\\x%'],
    ['CAFE\u0301', '%café%'],
    [' two  words', '% two words%'],
  ])('%s is looked for as %s', (search, pattern) => {
    expect(searchPattern(search)).toBe(pattern);
  });

  it.each([
    ['ana', true],
    ['a-n-a', false],
    ['++351', true],
    ['an', false],
    ['%%%', false],
    ['καφές', false],
  ])('%s: the trigram index helps: %s', (search, helps) => {
    expect(hasTrigram(search)).toBe(helps);
  });
});
