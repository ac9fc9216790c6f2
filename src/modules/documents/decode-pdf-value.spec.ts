import { randomBytes } from 'node:crypto';
import { decodePdfValue } from './decode-pdf-value';
import { MAX_PDF_BYTES } from './pdf-reading';

const bytes = Buffer.from([...Array.from({ length: 256 }, (_, index) => index), 0xfb]);
const base64 = bytes.toString('base64');

describe('the value of a field of type pdf', () => {
  it.each([
    ['base64', base64],
    ['base64 in lines', base64.replace(/(.{76})/g, '$1\r\n')],
    ['base64 between blanks', ` ${base64}\n`],
    ['base64 without its padding', base64.replace(/=+$/, '')],
    ['a data URL', `data:application/pdf;base64,${base64}`],
    ['a data URL with parameters', `data:application/pdf;name=nda.pdf;base64,${base64}`],
    ['a data URL in capitals', `DATA:Application/PDF;BASE64,${base64}`],
  ])('may be %s', (_, value) => {
    expect(decodePdfValue(value)).toEqual(bytes);
  });

  it.each([0, 1, 2, 3, 4, 5])('keeps every byte of %d and sixty', (length) => {
    const some = randomBytes(60 + length);
    expect(decodePdfValue(some.toString('base64'))).toEqual(some);
    expect(decodePdfValue(some.toString('base64').replace(/=+$/, ''))).toEqual(some);
  });

  it.each([
    ['nothing', ''],
    ['padding alone', '===='],
    ['a sentence', 'Hello, world!'],
    ['one stray character', `${base64.slice(0, 40)}!${base64.slice(40)}`],
    ['one stray character instead of a digit', `${base64.slice(0, 40)}!${base64.slice(41)}`],
    ['a letter beyond ASCII', `${base64.slice(0, 40)}\u0141${base64.slice(41)}`],
    ['a NUL', `${base64.slice(0, 40)}\0${base64.slice(41)}`],
    ['the URL-safe alphabet', '-_-_'],
    ['one digit too many', 'AAAAA'],
    ['padding in the middle', 'AB=CAAAA'],
    ['too much padding', 'AAA=='],
    ['three signs of padding', 'A==='],
    ['a data URL of something else', `data:image/png;base64,${base64}`],
    ['a data URL that is not base64', 'data:application/pdf,%25PDF-1.7'],
    ['a web address', 'https://example.com/nda.pdf'],
  ])('is not %s', (_, value) => {
    expect(() => decodePdfValue(value)).toThrow(expect.objectContaining({ reason: 'not_base64' }));
  });

  it('may hold 10 MB and not a byte more', () => {
    const most = Buffer.alloc(MAX_PDF_BYTES, 'x');
    expect(decodePdfValue(most.toString('base64')).equals(most)).toBe(true);
    const more = Buffer.alloc(MAX_PDF_BYTES + 1).toString('base64');
    expect(() => decodePdfValue(more)).toThrow(expect.objectContaining({ reason: 'too_large' }));
    expect(() => decodePdfValue('A'.repeat(20_000_000))).toThrow(expect.objectContaining({ reason: 'too_large' }));
  });
});
