import { enteredCode } from './entered-code';

it.each([
  ['012345', '012345'],
  [' 012 345\n', '012345'],
  ['012-345', '012345'],
  ['٠١٢٣٤٥', '012345'],
  ['۰۱۲۳۴۵', '012345'],
  ['０１２３４５', '012345'],
  ['\u200f012345\u200b', '012345'],
  ['o12345', 'o12345'],
  ['', ''],
  ['1'.repeat(500), '1'.repeat(100)],
])('%j is meant as %j', (typed, meant) => {
  expect(enteredCode(typed)).toBe(meant);
});
