import { hasTrigram, searchPattern, searchText } from './search-text';

describe('The text a search looks in', () => {
  it('has one line a part, in lower case and one form of accents, without what is absent', () => {
    expect(searchText(['Trip to\nLisbon', null, 'ANA@example.com', 'Cafe\u0301'])).toBe(
      'trip to lisbon\nana@example.com\ncafe',
    );
  });

  it.each([
    ['+351912345678', ['+351 912 345 678', '00351912345678', '912-345-678', '0912 345 678', '(912) 345678', '351.912']],
    ['Trip 2026-05-31 to İzmir', ['2026-05', '202605', '2026/05/31', 'izmir', 'IZMİR', '2026-05-31 to']],
    ['AZ-0042/7', ['0042/7', '00427', 'az-0042']],
  ])('%s is found as it is written: %j', (part, searches) => {
    const text = searchText([part]);
    for (const search of searches)
      expect([search, text]).toEqual([search, expect.stringContaining(searchPattern(search).slice(1, -1))]);
  });

  it.each([
    ['Lis', '%lis%'],
    ['100%', '%100\\%%'],
    ['a_b', '%a\\_b%'],
    ['c:\\x', '%c:\\\\x%'],
    ['CAFE\u0301', '%cafe%'],
    ['İstanbul', '%istanbul%'],
    ['Straße 5', '%strasse 5%'],
    ['+351 912 345 678', '%351912345678%'],
    ['00351-912-345-678', '%351912345678%'],
    ['(0)912 345 678', '%912345678%'],
    ['912-345', '%912345%'],
    ['007', '%007%'],
    ['12', '%12%'],
    ['- -', '%- -%'],
    ['2026-05 trip', '%2026-05 trip%'],
    [' two  words', '% two words%'],
  ])('%s is looked for as %s', (search, pattern) => {
    expect(searchPattern(search)).toBe(pattern);
  });

  it.each([
    ['ana', true],
    ['a-n-a', false],
    ['1-2-3', true],
    ['Éta', true],
    ['++351', true],
    ['an', false],
    ['%%%', false],
    ['καφές', false],
  ])('%s: the trigram index helps: %s', (search, helps) => {
    expect(hasTrigram(search)).toBe(helps);
  });
});
