import { wrapped } from './wrapped';

it.each([
  ['', ''],
  ['one two three', 'one two\nthree'],
  ['abcdefghijklmnop qr', 'abcdefghijklmnop\nqr'],
])('breaks %j at spaces', (paragraph, lines) => expect(wrapped(paragraph, 8)).toBe(lines));
