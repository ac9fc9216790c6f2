import { isISO31661Alpha2, isISO31661Alpha3 } from 'class-validator';
import { alpha3 } from './country-codes';

it('Every country has three letters for its two, as two lists of others know them', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const twos = letters.flatMap((one) => letters.map((other) => one + other)).filter((code) => isISO31661Alpha2(code));
  const threes = twos.map((code) => alpha3(code));
  expect(twos.length).toBeGreaterThan(240);
  expect(threes.filter((code) => !isISO31661Alpha3(code))).toEqual([]);
  expect(new Set(threes).size).toBe(twos.length);
});

it('Three letters stay as they are, and what is no country is none', () => {
  expect(['PRT', 'prt', ' pt ', 'D'].map(alpha3)).toEqual(['PRT', 'PRT', 'PRT', 'DEU']);
  expect(['', 'Portugal', 'XX', 'UTO', null, 7, {}].map(alpha3)).toEqual(Array(7).fill(undefined));
});
