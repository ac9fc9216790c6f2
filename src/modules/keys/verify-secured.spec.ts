import { base58 } from '@scure/base';
import fc from 'fast-check';
import { aCredential, aSampleIssuer, aSignedCredential, signedAt } from '../../../test/support/signed-sample';
import { secure } from './data-integrity';
import { didDocument, type DidDocument } from './did-document';
import type { JsonObject } from './secured-document';
import { verifySecured, type ProofCheck } from './verify-secured';

const now = new Date('2026-02-01T00:00:00Z');
const issuer = aSampleIssuer();
const signed = aSignedCredential(issuer) as unknown as JsonObject & { proof: JsonObject & { proofValue: string } };

const resolving =
  (...documents: DidDocument[]) =>
  (did: string) =>
    Promise.resolve(documents.find(({ id }) => id === did) ?? null);
const resolve = resolving(issuer.document);

/** The checks that did not pass, with what they say. */
async function failures(document: unknown, resolver = resolve, at = now): Promise<Record<string, string>> {
  const { verified, evaluations } = await verifySecured(document, resolver, at);
  const failed = evaluations.filter(({ result }) => result === 'fail' || result === 'error');
  expect(verified).toBe(failed.length === 0);
  return Object.fromEntries(failed.map(({ check, result, message }) => [check, `${result}: ${message}`]));
}

const withProof = (changes: JsonObject) => ({ ...signed, proof: { ...signed.proof, ...changes } });
const signatureBytes = base58.decode(signed.proof.proofValue.slice(1));
const encoded = (bytes: Uint8Array) => `z${base58.encode(bytes)}`;

describe('A secured document', () => {
  it('is verified, and every check says so', async () => {
    const { verified, evaluations } = await verifySecured(signed, resolve, now);
    expect(verified).toBe(true);
    expect(evaluations.map(({ check, result }) => `${check} ${result}`)).toEqual(
      ['proof', 'purpose', 'context', 'key', 'issuer', 'signature', 'validity'].map((check) => `${check} pass`),
    );
  });

  it('is verified whatever the order of its fields, and after a round trip through JSON', async () => {
    const reversed = Object.fromEntries(Object.entries(signed).reverse());
    expect(await failures(JSON.parse(JSON.stringify(reversed)))).toEqual({});
    expect(await failures({ ...signed, proof: [signed.proof] })).toEqual({});
  });

  const contexts = signed['@context'] as string[];
  it.each<[string, unknown, ProofCheck]>([
    ['no proof', { ...signed, proof: undefined }, 'proof'],
    ['two proofs', { ...signed, proof: [signed.proof, signed.proof] }, 'proof'],
    ['no object', 'eyJ...', 'proof'],
    ['nothing at all', null, 'proof'],
    ['another type of proof', withProof({ type: 'Ed25519Signature2020' }), 'proof'],
    ['another cryptosuite', withProof({ cryptosuite: 'eddsa-rdfc-2022' }), 'proof'],
    ['a signature of 63 bytes', withProof({ proofValue: encoded(signatureBytes.subarray(0, 63)) }), 'proof'],
    [
      'a signature of 65 bytes',
      withProof({ proofValue: encoded(Buffer.concat([signatureBytes, Buffer.of(0)])) }),
      'proof',
    ],
    ['a signature in another base', withProof({ proofValue: `u${signed.proof.proofValue.slice(1)}` }), 'proof'],
    ['a signature that is a number', withProof({ proofValue: 7 }), 'proof'],
    ['a chain of proofs', withProof({ previousProof: 'urn:x' }), 'proof'],
    ['a purpose that is none', withProof({ proofPurpose: 'keyAgreement' }), 'proof'],
    ['another signature', withProof({ proofValue: encoded(Buffer.alloc(64, 7)) }), 'signature'],
    ['a changed field', { ...signed, validUntil: '2028-01-01T00:00:00Z' }, 'signature'],
    ['an extra field', { ...signed, extra: true }, 'signature'],
    ['a removed field', { ...signed, validUntil: undefined }, 'signature'],
    ['another time of signing', withProof({ created: '2026-01-16T12:00:00Z' }), 'signature'],
    ['an extra field in the proof', withProof({ nonce: 'x' }), 'signature'],
    ['reordered contexts', { ...signed, '@context': [...contexts].reverse() }, 'context'],
    ['another context behind', { ...signed, '@context': [...contexts, 'https://evil.example/v1'] }, 'context'],
    ['no context', { ...signed, '@context': undefined }, 'context'],
    [
      'a context changed in both places',
      { ...withProof({ '@context': ['https://x'] }), '@context': ['https://x'] },
      'signature',
    ],
    ['another purpose', withProof({ proofPurpose: 'authentication' }), 'purpose'],
    ['a key nobody knows', withProof({ verificationMethod: 'did:via:humanos:org-000000000000000000000000#x' }), 'key'],
    ['another key of the same DID', withProof({ verificationMethod: `${issuer.did}#z6Mk` }), 'key'],
    ['another issuer', { ...signed, issuer: 'did:via:humanos:org-aaaaaaaaaaaaaaaaaaaaaaaa' }, 'issuer'],
    ['no issuer', { ...signed, issuer: undefined }, 'issuer'],
  ])('with %s is refused, and the check that failed says why', async (_what, document, check) => {
    expect(Object.keys(await failures(document))).toContain(check);
  });

  it('is refused before it begins, after it ends, and when its times are no times', async () => {
    expect(await failures(signed, resolve, new Date('2025-12-31T23:00:00Z'))).toHaveProperty('validity');
    expect(await failures(signed, resolve, new Date('2027-01-01T00:00:00Z'))).toEqual({
      validity: 'fail: Expired at 2027-01-01T00:00:00.000Z',
    });
    expect(await failures({ ...signed, expirationDate: '2026-01-20T00:00:00Z' })).toHaveProperty('validity');
    expect(await failures({ ...signed, validUntil: 'tomorrow' })).toHaveProperty('validity');
    expect(await failures(withProof({ expires: '2026-01-31T23:59:59Z' }))).toHaveProperty('validity');
  });
});

describe('A time without an offset', () => {
  const written = (times: JsonObject, created = '2026-01-15T12:00:00') =>
    signedAt(issuer, { ...aCredential(issuer.did), ...times }, created);
  const at = (time: string, document: unknown) => failures(document, resolve, new Date(time));

  it('is one in UTC, of the proof as of the credential', async () => {
    expect(await failures(written({ validFrom: '2026-01-01T00:00:00', validUntil: '2027-01-01T00:00:00.5' }))).toEqual(
      {},
    );
    const until = written({ validUntil: '2026-02-01T12:00:00' });
    expect(await at('2026-02-01T11:59:59Z', until)).toEqual({});
    expect(await at('2026-02-01T12:00:00Z', until)).toEqual({ validity: 'fail: Expired at 2026-02-01T12:00:00.000Z' });
    const from = written({ validFrom: '2026-02-01T12:00:00' });
    expect(await at('2026-02-01T11:54:00Z', from)).toHaveProperty('validity');
    expect(await at('2026-02-01T11:56:00Z', from)).toEqual({});
    expect(await at('2026-01-15T11:54:00Z', written({}))).toEqual({
      validity: 'fail: Not valid before 2026-01-15T12:00:00.000Z',
    });
    expect(await failures(signedAt(issuer, aCredential(issuer.did), '2026-01-15'))).toHaveProperty('proof');
  });

  it('is signed as it is written: whoever adds the offset changes the document', async () => {
    const document = written({ validUntil: '2026-02-02T12:00:00' });
    expect(await failures({ ...document, validUntil: '2026-02-02T12:00:00Z' })).toHaveProperty('signature');
    const proof = { ...(document.proof as JsonObject), created: '2026-01-15T12:00:00Z' };
    expect(await failures({ ...document, proof })).toHaveProperty('signature');
  });
});

describe('The key of a proof', () => {
  const key = { publicKey: issuer.publicKey, retiredAt: null, revokedAt: null };

  it('is good when a newer one has replaced it', async () => {
    const document = didDocument(issuer.did, [{ ...key, retiredAt: now }]);
    expect(document.authentication).toEqual([]);
    expect(await failures(signed, resolving(document))).toEqual({});
  });

  it('is not when it was compromised', async () => {
    const failed = await failures(signed, resolving(didDocument(issuer.did, [{ ...key, revokedAt: now }])));
    expect(failed.key).toBe(`fail: The key was revoked at ${now.toISOString()}`);
  });

  it('is not when its DID does not list it for assertions, or it belongs to somebody else', async () => {
    expect(await failures(signed, resolving({ ...issuer.document, assertionMethod: [] }))).toHaveProperty('key');
    const [method] = issuer.document.verificationMethod!;
    const foreign = { ...issuer.document, verificationMethod: [{ ...method, controller: 'did:example:other' }] };
    expect(await failures(signed, resolving(foreign))).toHaveProperty('key');
  });

  it('is good when the issuer is another DID that lists it, and only then', async () => {
    const other = aSampleIssuer('did:web:acme.example');
    const document = { ...signed, issuer: other.did, proof: undefined };
    const resigned = secure(document, {
      verificationMethod: issuer.verificationMethod,
      key: issuer.privateKey,
      created: now,
      proofPurpose: 'assertionMethod',
    });
    expect(await failures(resigned, resolving(issuer.document, other.document))).toEqual({
      issuer: 'fail: The issuer did:web:acme.example does not control the key',
    });
    const listing = { ...other.document, assertionMethod: [issuer.verificationMethod] };
    expect(await failures(resigned, resolving(issuer.document, listing))).toEqual({});
  });

  it('that cannot be found out is an error, not a failure', async () => {
    const failed = await failures(signed, () => Promise.reject(new Error('acme.example did not answer in time')));
    expect(failed.key).toBe('error: acme.example did not answer in time');
  });
});

describe('A presentation', () => {
  const holder = aSampleIssuer('did:via:humanos:user-507f1f77bcf86cd799439012');
  const presentation = secure(
    { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'], holder: holder.did },
    {
      ...{ verificationMethod: holder.verificationMethod, key: holder.privateKey, created: now },
      ...{ proofPurpose: 'authentication', domain: 'shop.example', challenge: 'c1' },
    },
  );
  const verify = (domain: string, challenge: string) =>
    verifySecured(presentation, resolving(holder.document), now, { proofPurpose: 'authentication', domain, challenge });

  it('is verified for its domain and challenge, and for no other', async () => {
    expect((await verify('shop.example', 'c1')).verified).toBe(true);
    expect((await verify('other.example', 'c1')).verified).toBe(false);
    expect((await verify('shop.example', 'c2')).verified).toBe(false);
  });

  it('does not pass for an assertion', async () => {
    expect((await verifySecured(presentation, resolving(holder.document), now)).verified).toBe(false);
  });
});

describe('Whatever comes', () => {
  it('is answered, never thrown at, and never verified', async () => {
    const proofs = fc.record({ ...recordOf(signed.proof), proofValue: fc.anything() }, { requiredKeys: [] });
    const documents = fc.oneof(
      fc.anything(),
      fc.record({ ...recordOf(signed), proof: fc.oneof(proofs, fc.anything()) }),
    );
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const { verified, evaluations } = await verifySecured(document, resolve, now);
        expect([verified, evaluations.length]).toEqual([false, 7]);
      }),
      { numRuns: 500, seed: 20261201 },
    );
  });

  it('is not verified when one letter of its signature differs', async () => {
    const { proofValue } = signed.proof;
    for (let index = 1; index < proofValue.length; index++) {
      const letter = proofValue[index] === '2' ? '3' : '2';
      const changed = `${proofValue.slice(0, index)}${letter}${proofValue.slice(index + 1)}`;
      expect((await verifySecured(withProof({ proofValue: changed }), resolve, now)).verified).toBe(false);
    }
  });
});

/** Each field as it is, or anything else. */
const recordOf = (object: JsonObject) =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, fc.oneof(fc.constant(value), fc.anything())]),
  );
