import type { AuthenticatedRequest, Principal, Proof } from '../http';
import { attemptOf } from './write-attempt';

const signed: Proof = { method: 'SIGNATURE', version: 1, timestamp: '1757160000000', signature: 'ab'.repeat(32) };

/** A call; what is not said is as usual. */
function attempt({
  key,
  proof = signed,
  body = '{"a":1}',
  url = '/v1/request',
  method = 'POST',
  keyId = 'key-1',
}: {
  key?: string;
  proof?: Proof;
  body?: string;
  url?: string;
  method?: string;
  keyId?: string | null;
} = {}) {
  return attemptOf({
    method,
    originalUrl: url,
    rawBody: Buffer.from(body),
    headers: key === undefined ? {} : { 'idempotency-key': key },
    principal: { keyId, proof, organization: {} } as unknown as Principal,
  } as AuthenticatedRequest);
}

describe('The name of a call', () => {
  it('is its key, quoted or bare, with method and path', () => {
    const { scope } = attempt({ key: 'order-1' });
    expect(attempt({ key: '"order-1"' }).scope).toEqual(scope);
    expect(attempt({ key: ' order-1 ', body: '{}', proof: { ...signed, timestamp: '1' } }).scope).toEqual(scope);
    expect(attempt({ key: 'order-2' }).scope).not.toEqual(scope);
    expect(attempt({ key: 'order-1', url: '/v1/request/x' }).scope).not.toEqual(scope);
    expect(attempt({ key: 'order-1', method: 'PATCH' }).scope).not.toEqual(scope);
  });

  it('is its signature when it brings no key; hex in either case is one signature', () => {
    const { scope } = attempt();
    expect(attempt({ proof: { ...signed, signature: signed.signature.toUpperCase() } as Proof }).scope).toEqual(scope);
    expect(attempt({ proof: { ...signed, timestamp: '1757160000001' } }).scope).not.toEqual(scope);
    expect(attempt({ keyId: 'key-2' }).scope).not.toEqual(scope);
    expect(attempt({ url: '/v1/request?x=1' }).scope).not.toEqual(scope);
  });

  it('is none without key and signature, or without a body to sign', () => {
    expect(attempt({ proof: { method: 'KEY_ONLY' } }).scope).toBeNull();
    expect(attempt({ proof: { method: 'ANONYMOUS' }, keyId: null }).scope).toBeNull();
    expect(attempt({ body: '' }).scope).toBeNull();
    expect(attempt({ proof: { method: 'ANONYMOUS' }, keyId: null, key: 'order-1' }).scope).not.toBeNull();
  });

  it.each([[''], ['   '], ['""'], ['x'.repeat(256)], ['tab\tinside'], ['clé'], ['"' + 'x'.repeat(256) + '"']])(
    'cannot be %j',
    (key) => {
      expect(() => attempt({ key })).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    },
  );

  it('may have 255 characters, and one', () => {
    expect(attempt({ key: 'x'.repeat(255) }).scope).not.toBeNull();
    expect(attempt({ key: '"' }).scope).not.toBeNull();
  });
});

describe('The fingerprint of a call', () => {
  it('covers method, path, query and every byte of the body', () => {
    const { fingerprint } = attempt({ key: 'a' });
    expect(attempt({ key: 'b' }).fingerprint).toEqual(fingerprint);
    for (const other of [
      { body: '{"a": 1}' },
      { url: '/v1/request?x=1' },
      { url: '/v1/requests' },
      { method: 'PATCH' },
    ])
      expect(attempt({ key: 'a', ...other }).fingerprint).not.toEqual(fingerprint);
  });

  it('does not let one part run into the next', () => {
    expect(attempt({ url: '/v1/a?b' }).fingerprint).not.toEqual(
      attempt({ url: '/v1/a', body: 'b{"a":1}' }).fingerprint,
    );
  });
});

describe('A signature', () => {
  it('may stand under one name only when it covers the whole call', () => {
    expect(attempt({ key: 'a' }).signature).toBeNull();
    const covering: Proof = { ...signed, version: 2 };
    expect(attempt({ key: 'a', proof: covering }).signature).toEqual(attempt({ proof: covering }).signature);
    expect(attempt({ proof: covering }).signature).not.toBeNull();
  });
});
