import 'reflect-metadata';
import { holdTimers } from '../../../../test/support/held-timers';
import type { JsonObject } from '../../keys';
import { JsonLd, LONGEST_MS, NotProcessable } from './json-ld';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const credential: JsonObject = {
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject' },
};

describe('JSON-LD', () => {
  const jsonLd = new JsonLd();
  afterAll(() => jsonLd.onModuleDestroy());

  it('lets a credential pass, and says the same of it whatever the order of its members', async () => {
    expect(await jsonLd.refusalOf(credential)).toBeNull();
    const turned = Object.fromEntries(Object.entries(credential).reverse());
    expect(await jsonLd.canonize(turned)).toBe(await jsonLd.canonize(credential));
    expect(await jsonLd.canonize(credential)).toContain('<did:example:issuer>');
  });

  it.each<[string, JsonObject]>([
    ['an undefined term', { level: 1 }],
    ['an undefined type', { type: ['VerifiableCredential', 'Unheard'] }],
    [
      'a type that stands for no URL',
      { '@context': [V2, { Odd: 'https ://x#Odd' }], type: ['VerifiableCredential', 'Odd'] },
    ],
    ['an id that is no URL', { credentialSubject: { id: 'ana' } }],
    ['several ids', { id: ['did:example:a', 'did:example:b'] }],
    ['an unknown context', { '@context': [V2, 'https://example.com/contexts/v1'] }],
    ['no context', { '@context': [V2, 123192875] }],
    ['a protected term redefined', { '@context': [V2, { VerifiableCredential: 'https://example.org/#Bad' }] }],
  ])('refuses %s', async (_what, change) => {
    expect(await jsonLd.refusalOf({ ...credential, ...change })).toMatch(/\w/);
  });

  it('gives up on what is made to take for ever, and goes on with the next document', async () => {
    // Every node knows every other one: blank nodes that nothing tells apart.
    const blank = Array.from({ length: 12 }, (_, index) => `_:b${index}`);
    const knows = { '@id': 'https://example.org/#knows', '@type': '@id' };
    const graph = blank.map((id) => ({ id, knows: blank.filter((other) => other !== id) }));
    const bomb = { ...credential, '@context': [V2, { knows }], credentialSubject: graph };
    await expect(jsonLd.canonize(bomb)).rejects.toThrow(NotProcessable);
    expect(await jsonLd.canonize(credential)).toContain('<did:example:issuer>');
  });

  it('gives up on what takes longer than two seconds, and goes on with the next document', async () => {
    await jsonLd.canonize(credential); // the thread is there
    const limits = holdTimers(LONGEST_MS);
    const slow = jsonLd.canonize(credential);
    while (limits.count() === 0) await Promise.resolve(); // no answer can come in between
    expect(limits.goOff()).toBe(1);
    await expect(slow).rejects.toThrow('Processing it takes too long');
    limits.release();
    expect(LONGEST_MS).toBe(2_000);
    expect(await jsonLd.canonize(credential)).toContain('<did:example:issuer>');
  });
});
