import type { Request } from 'express';
import { isFromHere } from './loopback-callers';

const call = (headers: Record<string, string> = {}, remoteAddress: string | undefined = '127.0.0.1'): Request =>
  ({ headers: { host: 'localhost:3000', ...headers }, socket: { remoteAddress } }) as unknown as Request;

const fromHere = (request: Request, publicUrl = 'http://localhost:3000') => isFromHere(request, publicUrl);

describe('A call is from here', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('when its peer is %s', (peer) =>
    expect(fromHere(call({}, peer))).toBe(true),
  );

  it.each(['localhost', 'localhost:3000', 'LOCALHOST:3000', '127.0.0.1:8080', '[::1]:3000', '[::1]'])(
    'when it was meant for %s',
    (host) => expect(fromHere(call({ host }))).toBe(true),
  );

  it.each<[Record<string, string>, string]>([
    [{ 'sec-fetch-site': 'none' }, 'typed into the address bar'],
    [{ 'sec-fetch-site': 'same-origin' }, 'made by our own page'],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 'posted by our own page'],
    [{ origin: 'http://localhost:3000' }, 'posted by our own page in an old browser'],
  ])('when it carries %j: %s', (headers, _by) => expect(fromHere(call(headers))).toBe(true));

  it('when our own page has sent it and TLS ends in front of us, as PUBLIC_URL says', () => {
    const sent = (host: string, publicUrl: string) =>
      fromHere(call({ host, origin: 'https://localhost:8443' }), publicUrl);
    expect(sent('localhost:8443', 'https://localhost:8443/')).toBe(true);
    expect(sent('localhost:8443', 'http://localhost:8443')).toBe(false);
    expect(sent('localhost:8443', 'https://localhost:9443')).toBe(false);
    expect(sent('localhost:3000', 'https://localhost:8443')).toBe(false);
  });
});

describe('A call is not from here', () => {
  it.each(['192.168.1.5', '10.0.0.1', '128.0.0.1', '12.7.0.1', '::ffff:10.0.0.1', 'fe80::1', '::', '0.0.0.0', ''])(
    'when its peer is %j',
    (peer) => expect(fromHere(call({}, peer))).toBe(false),
  );

  it('when its peer has gone', () => {
    expect(fromHere({ headers: { host: 'localhost' }, socket: {} } as unknown as Request)).toBe(false);
  });

  it.each([
    ['evil.example', 'a name that was made to point here (DNS rebinding)'],
    ['evil.example:3000', 'the same with our port'],
    ['localhost.evil.example', 'a name that begins like ours'],
    ['evil-localhost', 'a name that ends like ours'],
    ['localhost.', 'a spelling that is somebody’s search domain'],
    ['foo.localhost:3000', 'a name below ours'],
    ['127.0.0.1.nip.io', 'a public name that points here'],
    ['127.1', 'a spelling that no browser sends'],
    ['2130706433', 'the same, as one number'],
    ['0.0.0.0:3000', 'an address that some systems take for this machine'],
    ['192.168.1.5:3000', 'an address of this machine in its network'],
    ['evil.example@localhost', 'a user name'],
    ['localhost/evil.example', 'a path'],
    ['localhost:3000,evil.example', 'two names'],
    ['', 'nothing'],
  ])('when it was meant for %j: %s', (host) => expect(fromHere(call({ host }))).toBe(false));

  it.each<[Record<string, string>, string]>([
    [{ forwarded: 'for=10.0.0.1' }, 'a proxy'],
    [{ via: '1.1 proxy' }, 'a proxy'],
    [{ 'x-forwarded-for': '127.0.0.1' }, 'a proxy that claims to be here'],
    [{ 'x-forwarded-host': 'localhost' }, 'a proxy'],
    [{ 'x-forwarded-proto': 'http' }, 'a proxy'],
    [{ 'x-forwarded-anything': '' }, 'a proxy'],
    [{ 'x-real-ip': '127.0.0.1' }, 'a proxy'],
    [{ 'cf-connecting-ip': '1.2.3.4' }, 'a tunnel'],
    [{ origin: 'https://evil.example' }, 'a page on the internet'],
    [{ origin: 'null' }, 'a sandboxed page, or a file'],
    [{ origin: '' }, 'no origin that exists'],
    [{ origin: 'https://localhost:3000' }, 'another scheme'],
    [{ origin: 'http://localhost:5173' }, 'another server on this machine'],
    [{ origin: 'http://127.0.0.1:3000' }, 'another name of this machine'],
    [{ 'sec-fetch-site': 'cross-site' }, 'a page on the internet'],
    [{ 'sec-fetch-site': 'same-site' }, 'another port of this machine'],
    [{ 'sec-fetch-site': 'none, none' }, 'a header sent twice'],
    [{ 'sec-fetch-site': 'None' }, 'no word of a browser'],
  ])('when it carries %j: %s', (headers, _by) => expect(fromHere(call(headers))).toBe(false));
});
