import { parseUrl } from './parse-url';

describe('parseUrl', () => {
  it('knows an address from other text', () => {
    expect(parseUrl('https://example.com/a b')?.href).toBe('https://example.com/a%20b');
    for (const none of ['', 'example.com', '/path', 'https://', 'https://a b']) expect(parseUrl(none)).toBeNull();
  });

  it('still knows letters beyond ASCII when it has been called often', () => {
    for (let call = 0; call < 100_000; call++) parseUrl(`https://example.com/${call % 10}`);
    expect(parseUrl('https://exämple.com/ä')?.href).toBe('https://xn--exmple-cua.com/%C3%A4');
  });
});
