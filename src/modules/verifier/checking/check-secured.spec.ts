import { everyByte, knowing, meansTheSame, saidOf, unfound } from '../../../../test/support/checking';
import {
  bundleOf,
  documentWith,
  sampleEvidence,
  signedBy,
  type BundleParts,
} from '../../../../test/support/evidence-bundle';
import { aSampleIssuer, aSignedCredential } from '../../../../test/support/signed-sample';
import { didKeyDocument, secure } from '../../keys';

const issuer = aSampleIssuer();
const credential = aSignedCredential(issuer);
const trusting = (more = {}) => knowing([issuer.document], more);
const json = (value: unknown, space?: number): Buffer => Buffer.from(JSON.stringify(value, null, space));
const said = (value: unknown, knowledge = trusting()): Promise<string> => saidOf(json(value), knowledge);
let parts: BundleParts;
beforeAll(async () => {
  parts = await sampleEvidence();
});

describe('A credential by itself', () => {
  it('is good under a key that is trusted, incomplete without, wrong under a revoked one', async () => {
    expect(await said(credential)).toBe('good');
    expect(await said(credential, knowing())).toMatch(
      /^incomplete: proof.key: .*did:via:humanos:org-\w+ are not known here/,
    );
    const at = new Date('2026-02-01T00:00:00Z');
    expect(await said(credential, knowing([documentWith(issuer, { retiredAt: at })]))).toBe('good');
    expect(await said(credential, knowing([documentWith(issuer, { revokedAt: at })]))).toMatch(
      /^wrong: proof.key: .*revoked/,
    );
    expect(await said(credential, knowing([], { did: () => Promise.resolve(null) }))).toMatch(/^wrong: proof.key/);
  });

  it.each([0, 2])('shows every changed byte that changes what it says (indented by %i)', async (space) => {
    const bytes = json(credential, space);
    expect(await unfound(bytes, everyByte(bytes), trusting(), meansTheSame(bytes))).toEqual([]);
  });

  it('shows when it is over, or not begun', async () => {
    expect(await said(credential, trusting({ now: new Date('2027-06-01T00:00:00Z') }))).toMatch(
      /^wrong: proof.validity: .*Expired/,
    );
    expect(await said(credential, trusting({ now: new Date('2025-06-01T00:00:00Z') }))).toMatch(
      /^wrong: proof.validity/,
    );
  });

  it('needs no document for a did:key, but somebody who knows whose it is', async () => {
    const own = aSampleIssuer(`did:key:${issuer.publicKey}`);
    const key = { ...issuer, did: own.did, verificationMethod: `${own.did}#${issuer.publicKey}` };
    expect(await said(aSignedCredential(key), knowing([didKeyDocument(own.did)!]))).toBe('good');
    for (const nobody of [knowing(), trusting()])
      expect(await said(aSignedCredential(key), nobody)).toMatch(
        /^incomplete: keys.trust: .*Anybody can make a did:key/,
      );
    const changed = { ...aSignedCredential(key), validFrom: '2026-01-02T00:00:00Z' };
    expect(await said(changed, knowing())).toMatch(/^wrong: proof.signature/);
  });

  it('has numbers that mean one thing only', async () => {
    const signed = (value: number) => signedBy(issuer, { issuer: issuer.did, type: ['VerifiableCredential'], value });
    for (const [value, other] of [
      [9007199254740992, '9007199254740993'],
      [0.1, '0.1000000000000000055'],
      [-12345678901234567000, '-12345678901234567890'],
      [5e-324, '0.'.padEnd(330, '0') + '1'],
    ] as const) {
      const text = JSON.stringify(signed(value));
      expect(await saidOf(Buffer.from(text), trusting())).toBe('good');
      const changed = text.replace(`"value":${value}`, `"value":${other}`);
      expect(changed).not.toBe(text);
      expect(await saidOf(Buffer.from(changed), trusting())).toMatch(
        /^(unreadable: file.kind: .*exactly|wrong: proof)/,
      );
    }
  });

  it('has one meaning: no field twice, no other encoding, no depth without end', async () => {
    const text = JSON.stringify(credential);
    const twice = text.replace('"issuer":', '"issuer":"did:web:somebody.else","issuer":');
    expect(await saidOf(Buffer.from(twice), trusting())).toMatch(
      /^unreadable: file.kind: .*issuer: A field is there twice/,
    );
    const spelled = text.replace('"issuer":', '"issue\\u0072":1,"issuer":');
    expect(await saidOf(Buffer.from(spelled), trusting())).toMatch(/there twice/);
    expect(await saidOf(Buffer.from(text, 'utf16le'), trusting())).toMatch(/^unreadable/);
    const deep = `{"proof":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(await saidOf(Buffer.from(deep), trusting())).toMatch(/64 levels/);
  });
});

describe('The status of a credential', () => {
  const listed = (list: unknown) =>
    knowing([parts.organization.document], { statusList: () => Promise.resolve(JSON.stringify(list)) });
  const list = (from = parts): object => JSON.parse(from.files.get('status-list.json')!.toString()) as object;

  it('is looked up in the list that is given, and named as lacking where it is not', async () => {
    expect(await said(parts.credential, listed(list()))).toBe('good');
    expect(await said(parts.credential, knowing([parts.organization.document]))).toMatch(
      /^incomplete: status.revocation: /,
    );
    const { organization } = parts;
    const revoked = await sampleEvidence({ revoked: [7], organization });
    expect(await said(parts.credential, listed(list(revoked)))).toMatch(/^wrong: status.revocation: .*place 7/);
  });

  it('is not believed of a list that is another’s, or another one', async () => {
    const { proof: _, ...unsigned } = list() as Record<string, unknown>;
    const person = parts.people[0];
    const theirs = signedBy(person, { ...unsigned, issuer: person.did });
    const both = {
      ...listed(theirs),
      did: (did: string) => Promise.resolve([person, parts.organization].find((each) => each.did === did)?.document),
    };
    expect(await said(parts.credential, both)).toMatch(/somebody else’s/);
    expect(
      await said(parts.credential, listed(signedBy(parts.organization, { ...unsigned, id: 'https://x' }))),
    ).toMatch(/another one/);
    expect(await said(parts.credential, listed({ ...list(), issuer: 'did:web:x' }))).toMatch(/^wrong: proof/);
    const over = signedBy(parts.organization, { ...unsigned, validUntil: '2026-05-02T15:00:00Z' });
    expect(await said(parts.credential, listed(over))).toMatch(
      /^incomplete: status.revocation: .*That list is stale: it counted until 2026-05-02T15:00:00.000Z/,
    );
    const files = new Map([...parts.files, ['status-list.json', json(over)]]);
    expect(await saidOf(bundleOf({ ...parts, files }), knowing([parts.organization.document]))).toBe('good');
  });
});

describe('Anything else with a proof', () => {
  it('is a presentation with what it holds', async () => {
    const presentation = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: issuer.did,
      verifiableCredential: [credential],
    };
    const securing = {
      verificationMethod: issuer.verificationMethod,
      key: issuer.privateKey,
      created: new Date('2026-02-01T00:00:00Z'),
    };
    expect(await said(secure(presentation, { ...securing, proofPurpose: 'authentication' }))).toBe('good');
    expect(await said(secure(presentation, { ...securing, proofPurpose: 'assertionMethod' }))).toMatch(
      /proof.proofPurpose/,
    );
    const other = { ...presentation, verifiableCredential: [{ ...credential, name: 'changed' }] };
    expect(await said(secure(other, { ...securing, proofPurpose: 'authentication' }))).toMatch(
      /^wrong: proof.signature: document verifiableCredential\[0\]/,
    );
  });

  it('is not what carries no proof', async () => {
    for (const nothing of [{}, [], null, 7, 'text', { proof: undefined }])
      expect(await said(nothing)).toMatch(/^unreadable: file.kind/);
    expect(await said({ proof: 7 })).toMatch(/^wrong: proof.signature: document proof/);
    expect(await saidOf(Buffer.alloc(0), trusting())).toMatch(/^unreadable/);
    expect(await saidOf(bundleOf(parts).subarray(1), trusting())).toMatch(/^unreadable/);
  });
});
