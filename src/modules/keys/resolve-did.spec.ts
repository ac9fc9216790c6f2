import { aSampleIssuer } from '../../../test/support/signed-sample';
import { didDocument } from './did-document';
import { holderOfWebDid, viaDid, webDidOf, webDidOfServer } from './did-names';
import { urlOfWebDid } from './did-web';
import { didResolver } from './resolve-did';

const ID = '507f1f77bcf86cd799439011';

describe('A did:web', () => {
  it.each([
    ['did:web:acme.example', 'https://acme.example/.well-known/did.json'],
    ['did:web:acme.example%3A8443', 'https://acme.example:8443/.well-known/did.json'],
    ['did:web:acme.example:o:507f1f77bcf86cd799439011', `https://acme.example/o/${ID}/did.json`],
    ['did:web:xn--bcher-kva.example:a_b:c.d', 'https://xn--bcher-kva.example/a_b/c.d/did.json'],
  ])('%s is at %s', (did, url) => expect(urlOfWebDid(did)?.href).toBe(url));

  it.each([
    ...['did:web:', 'did:web:localhost', 'did:web:localhost%3A3000', 'did:web:metadata', 'did:web:printer.local'],
    ...['did:web:metadata.google.internal', 'did:web:db.localdomain', 'did:web:1.0.0.127.in-addr.arpa'],
    ...['did:web:127.0.0.1', 'did:web:127.1', 'did:web:2130706433', 'did:web:0x7f000001', 'did:web:0x7f.0.0.1'],
    ...['did:web:0177.0.0.1', 'did:web:169.254.169.254', 'did:web:10.0.0.1%3A80', 'did:web:[::1]', 'did:web:%5B::1%5D'],
    ...[
      'did:web:user%40acme.example',
      'did:web:user@acme.example',
      'did:web:acme.example%2Fx',
      'did:web:acme.example/x',
    ],
    ...['did:web:acme.example%253A80', 'did:web:acme.example%3A99999', 'did:web:acme.example%3A80%3A90'],
    ...[
      'did:web:acme.example:..:x',
      'did:web:acme.example:.',
      'did:web:acme.example::x',
      'did:web:acme.example:%2e%2e',
    ],
    ...['did:web:acme.example:a%2Fb', 'did:web:acme.example?x=1', 'did:web:acme.example#x', 'did:web:acme.example '],
    ...['did:web:acme..example', 'did:web:-acme.example', 'did:web:acme.example.', 'did:web:ácme.example'],
    ...[`did:web:${'a'.repeat(64)}.example`, `did:web:acme.example:${'a'.repeat(1000)}`, 'did:webs:acme.example'],
    ...['did:web:acme.123', 'did:web:evil.example\r\nHost:x', 'did:web:127.0.0.1.', 'did:web:①②⑦.⓪.⓪.①'],
  ])('%s is nowhere', (did) => expect(urlOfWebDid(did)).toBeNull());
});

describe('The names of a holder', () => {
  const via = viaDid('humanos', 'org', ID);

  it('are a did:via, and a did:web where PUBLIC_URL is https', () => {
    expect(via).toBe(`did:via:humanos:org-${ID}`);
    expect(webDidOf('https://placet.example', via)).toBe(`did:web:placet.example:o:${ID}`);
    expect(webDidOf('https://placet.example:8443/', viaDid('x', 'user', ID))).toBe(
      `did:web:placet.example%3A8443:u:${ID}`,
    );
    expect(webDidOf('https://example.com/placet', via)).toBe(`did:web:example.com:placet:o:${ID}`);
    expect(webDidOf('http://localhost:3000', via)).toBeNull();
    expect(webDidOfServer('https://placet.example')).toBe('did:web:placet.example');
  });

  it('lead back to the holder, when they are of this server', () => {
    const of = (did: string) => holderOfWebDid('https://placet.example', did);
    expect(of(`did:web:placet.example:o:${ID}`)).toEqual({ holder: 'org', id: ID });
    expect(of(`did:web:placet.example:u:${ID}`)).toEqual({ holder: 'user', id: ID });
    for (const did of ['did:web:placet.example', `did:web:other.example:o:${ID}`, `did:web:placet.example:x:${ID}`])
      expect(of(did)).toBeNull();
    expect(of(`did:web:placet.example:o:${ID}:more`)).toBeNull();
    expect(of('did:web:placet.example:o:constructor')).toBeNull();
  });
});

describe('Resolving', () => {
  const asked: string[] = [];
  const content: Record<string, string> = {};
  const ours = aSampleIssuer(`did:web:placet.example:o:${ID}`);
  const resolve = didResolver({
    local: (did) =>
      did.startsWith('did:via:') || did === ours.did
        ? Promise.resolve(did === ours.did ? ours.document : null)
        : undefined,
    fetch: (url) => {
      asked.push(url.href);
      const text = content[url.href];
      return text === undefined
        ? Promise.reject(new Error(`${url.host} did not answer in time`))
        : Promise.resolve(Buffer.from(text));
    },
  });
  const theirs = aSampleIssuer('did:web:acme.example');

  it('of our own DIDs asks nobody', async () => {
    expect(await resolve(ours.did)).toEqual(ours.document);
    expect(await resolve('did:via:humanos:org-000000000000000000000000')).toBeNull();
    expect(asked).toEqual([]);
  });

  it('of a did:key asks nobody and makes its document from its name', async () => {
    const did = `did:key:${theirs.publicKey}`;
    expect(await resolve(did)).toEqual(
      didDocument(did, [{ publicKey: theirs.publicKey, retiredAt: null, revokedAt: null }]),
    );
    expect(await resolve('did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc')).toBeNull();
    expect(asked).toEqual([]);
  });

  it('of another did:web fetches its document', async () => {
    content['https://acme.example/.well-known/did.json'] = JSON.stringify({ ...theirs.document, service: 'anything' });
    expect(await resolve(theirs.did)).toMatchObject({ id: theirs.did, assertionMethod: [theirs.verificationMethod] });
  });

  it.each([
    '[]',
    'null',
    '"x"',
    '{}',
    '{',
    '{"id":"did:web:other.example"}',
    '{"id":"did:web:bad.example","assertionMethod":"x"}',
  ])('throws when what it finds is %s', async (text) => {
    content['https://bad.example/.well-known/did.json'] = text;
    await expect(resolve('did:web:bad.example')).rejects.toThrow();
  });

  it('throws when nobody answers, and knows no other methods', async () => {
    await expect(resolve('did:web:silent.example')).rejects.toThrow('did not answer in time');
    expect(await resolve('did:example:123')).toBeNull();
    expect(await resolve('did:constructor:123')).toBeNull();
    expect(await resolve('did:web:127.0.0.1')).toBeNull();
    expect(await resolve('nonsense')).toBeNull();
  });
});
