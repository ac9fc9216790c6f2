import { isOrigin } from './is-origin';

describe('An origin', () => {
  it.each([
    'https://a.example.com',
    'https://localhost',
    'https://intranet:8443',
    'https://a-b.example.com:65535',
    'https://example.com:443',
    'https://xn--bcher-kva.example',
    'https://192.0.2.7',
  ])('is %s', (text) => expect(isOrigin(text)).toBe(true));

  it.each([
    'https://.',
    'https://..',
    'https://a..com',
    'https://.a.com',
    'https://a.com.',
    'https://-a.com',
    'https://a-.com',
    'https://a_b.com',
    'https://a.com:99999',
    'https://a.com:0',
    'https://a.com:',
    'https://a.com:08443',
    'https://a.com/',
    'https://a.com/path',
    'https://A.com',
    'https://bücher.example',
    'https://user@a.com',
    'https://*.a.com',
    'https://256.1.1.1',
    'https://1',
    `https://${'a'.repeat(64)}.com`,
    `https://${'a.'.repeat(127)}com`,
    'http://a.com',
    'a.com',
    'https://',
    '',
    7,
    null,
    ['https://a.com'],
  ])('is not %p', (text) => expect(isOrigin(text)).toBe(false));
});
