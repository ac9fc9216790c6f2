import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, SecuredDocument } from '../../src/modules/keys';
import { LONGEST_MS } from '../../src/modules/vc-api/json-ld/json-ld';
import { startPlayground, type TestPlayground } from '../support/playground';
import { aCredential, aPresentation, detailsOf, issuedIn, Stranger, V2, vcApiOf, type Judged } from '../support/vc-api';

let playground: TestPlayground;
let api: ReturnType<typeof vcApiOf>;
const ana = new Stranger();
const rui = new Stranger();
let genuine: SecuredDocument;
beforeAll(async () => {
  playground = await startPlayground({ VC_API: 'on' });
  api = vcApiOf(playground);
  genuine = ana.secures(aCredential({ issuer: ana.did, validFrom: '2024-01-01T00:00:00Z' }));
});
afterAll(() => playground.stop());

const PROOF = 'https://w3id.org/security#PROOF_VERIFICATION_ERROR';
const typesOf = ({ body }: { body: unknown }) => [...new Set((body as Judged).problemDetails.map(({ type }) => type))];

describe('A credential', () => {
  it('is verified, by what this server issued and by what anybody else did', async () => {
    const issued = issuedIn(await api.issue(aCredential()).expect(201));
    for (const credential of [issued, genuine]) {
      const { body } = await api.verify(credential, { checks: ['proof'] }).expect(200);
      expect(body).toEqual({
        verified: true,
        checks: ['dataModel', 'proof', 'credentialStatus'],
        problemDetails: [],
      });
    }
  });

  it.each<[string, (proof: JsonObject) => JsonObject]>([
    ['no type', ({ type: _, ...rest }) => rest],
    ['another type', (proof) => ({ ...proof, type: 'Ed25519Signature2020' })],
    ['another cryptosuite', (proof) => ({ ...proof, cryptosuite: 'eddsa-rdfc-2022' })],
    ['no key', ({ verificationMethod: _, ...rest }) => rest],
    ['a key that is none', (proof) => ({ ...proof, verificationMethod: 'did:key:invalid#invalid' })],
    ['somebody else’s key', (proof) => ({ ...proof, verificationMethod: `${rui.did}#${rui.did.slice(8)}` })],
    ['no purpose', ({ proofPurpose: _, ...rest }) => rest],
    ['another purpose', (proof) => ({ ...proof, proofPurpose: 'authentication' })],
    ['a time that is none', (proof) => ({ ...proof, created: 'invalidDate' })],
    ['another time, without a zone', (proof) => ({ ...proof, created: '2024-01-01T00:00:00' })],
    ['an end', (proof) => ({ ...proof, expires: '2024-01-02T00:00:00Z' })],
    ['no value', ({ proofValue: _, ...rest }) => rest],
    ['a value that is null', (proof) => ({ ...proof, proofValue: null })],
    ['a value without its base', (proof) => ({ ...proof, proofValue: String(proof.proofValue).slice(1) })],
    ['a value of another length', (proof) => ({ ...proof, proofValue: `${String(proof.proofValue)}11` })],
    ['a link to another proof', (proof) => ({ ...proof, previousProof: 'urn:uuid:1' })],
  ])('whose proof has %s is not', async (_what, change) => {
    const answer = await api.verify({ ...genuine, proof: change(genuine.proof as never) }).expect(400);
    expect((answer.body as Judged).verified).toBe(false);
    expect(detailsOf(answer).length).toBeGreaterThan(0);
  });

  it.each<[string, unknown]>([
    ['is missing', undefined],
    ['is null', null],
    ['is an empty list', []],
  ])('whose proof %s is not', async (_what, proof) => {
    const answer = await api.verify({ ...genuine, proof }).expect(400);
    expect(typesOf(answer)).toEqual([PROOF]);
  });

  it.each<[string, JsonObject]>([
    ['validFrom', { validFrom: '2024-01-01T00:00:01Z' }],
    ['id', { id: 'urn:uuid:1' }],
    ['credentialSubject', { credentialSubject: { id: 'did:example:other' } }],
    ['type', { type: ['VerifiableCredential', 'https://example.org/#More'] }],
  ])('whose %s was changed is not', async (_what, change) => {
    expect(detailsOf(await api.verify({ ...genuine, ...change }).expect(400))).toEqual([
      'The signature does not fit the content',
    ]);
  });

  it('that breaks a rule of the data model is not, however well it is signed', async () => {
    const answer = await api.verify(ana.secures(aCredential({ issuer: ana.did, evidence: {} }))).expect(400);
    expect(typesOf(answer)).toEqual(['https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR']);
    expect(detailsOf(answer)).toEqual([expect.stringContaining('verifiableCredential.evidence.type')]);
    const undefinedTerm = await api.verify(ana.secures(aCredential({ issuer: ana.did, level: 1 }))).expect(400);
    expect(typesOf(undefinedTerm)).toEqual(['https://www.w3.org/TR/vc-data-model#PARSING_ERROR']);
  });

  it('of an issuer who has no such key is not; the published vector shows that nothing else is wrong with it', async () => {
    const file = join(__dirname, '../fixtures/eddsa-jcs-2022/signedJCS.json');
    const vector = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
    const only = [expect.stringContaining('https://vc.example/issuers/5678 does not control the key')];
    expect(detailsOf(await api.verify(vector).expect(400))).toEqual(only);
    const changed = { ...vector, name: 'Another name' };
    expect(detailsOf(await api.verify(changed).expect(400))).toEqual([
      ...only,
      'The signature does not fit the content',
    ]);
  });

  it('is verified for whom, and in answer to what, its proof was made', async () => {
    const bound = ana.secures(aCredential({ issuer: ana.did }), 'assertionMethod', {
      domain: 'a.example',
      challenge: 'c',
    });
    await api.verify(bound, { domain: 'a.example', challenge: 'c' }).expect(200);
    const domain = await api.verify(bound, { domain: 'b.example' }).expect(400);
    expect(typesOf(domain)).toEqual(['https://w3id.org/security#INVALID_DOMAIN_ERROR']);
    const challenge = await api.verify(bound, { challenge: 'd' }).expect(400);
    expect(typesOf(challenge)).toEqual(['https://w3id.org/security#INVALID_CHALLENGE_ERROR']);
    await api.verify(bound, { expectedProofPurpose: 'authentication' }).expect(400);
  });

  it('may carry several proofs: each has to hold', async () => {
    const credential = aCredential({ issuer: ana.did });
    const proofs = [ana.secures(credential).proof, ana.secures(credential, 'assertionMethod', { domain: 'x' }).proof];
    await api.verify({ ...credential, proof: proofs }).expect(200);
    await api.verify({ ...credential, proof: [...proofs, rui.secures(credential).proof] }).expect(400);
    const many = await api.verify({ ...credential, proof: Array(6).fill(proofs[0]) }).expect(400);
    expect(detailsOf(many)).toEqual(['It carries more than 5 proofs']);
  });

  it('is looked up in the list of this server; no other list is read', async () => {
    const options = { credentialStatus: { type: 'BitstringStatusListEntry' } };
    const issued = issuedIn(await api.issue(aCredential(), options).expect(201));
    await api.verify(issued).expect(200);
    const entry = issued.credentialStatus as JsonObject;
    const withStatus = (credentialStatus: JsonObject) =>
      ana.secures(aCredential({ issuer: ana.did, credentialStatus }));
    const beyond = await api.verify(withStatus({ ...entry, statusListIndex: '131072' })).expect(400);
    expect(typesOf(beyond)).toEqual(['https://www.w3.org/TR/vc-data-model#RANGE_ERROR']);
    await api.verify(withStatus({ ...entry, statusPurpose: 'suspension' })).expect(400);
    const away = withStatus({ ...entry, statusListCredential: 'https://status.example/1' });
    expect(typesOf(await api.verify(away).expect(400))).toEqual([
      'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
    ]);
    await api.verify(away, { checks: ['proof'] }).expect(200);
  });
});

describe('A presentation', () => {
  const held = () => [aCredential({ issuer: ana.did }), genuine];
  const byAna = (change: object = {}) => aPresentation({ holder: ana.did, ...change });

  it('secured by what it means (eddsa-rdfc-2022) is verified, with all that it holds', async () => {
    for (const presentation of [byAna(), byAna({ holder: { id: ana.did } })]) {
      const signed = ana.presents(held(), presentation);
      expect((signed.proof as JsonObject).cryptosuite).toBe('eddsa-rdfc-2022');
      await api.verifyVp(signed).expect(200);
      await api.verifyVp(signed, { domain: 'verifier.example', challenge: 'n-0S6' }).expect(200);
      await api.verifyVp(signed, { challenge: 'another' }).expect(400);
      await api.verifyVp({ ...signed, id: 'urn:uuid:1' }).expect(400);
    }
  });

  it('that holds a credential of that kind is verified; the credential alone is not', async () => {
    const signed = ana.presents(held(), byAna());
    const [byMeaning] = signed.verifiableCredential as JsonObject[];
    expect(detailsOf(await api.verify(byMeaning).expect(400))).toEqual([
      'Only the cryptosuite eddsa-jcs-2022 is accepted',
    ]);
  });

  it('secured by its JSON (eddsa-jcs-2022) is verified', async () => {
    const verifiableCredential = [genuine];
    await api.verifyVp(ana.secures(byAna({ verifiableCredential }), 'authentication')).expect(200);
    await api.verifyVp(ana.secures(byAna({ verifiableCredential }), 'assertionMethod')).expect(400);
  });

  it('that holds a changed credential is not', async () => {
    const verifiableCredential = [{ ...genuine, id: 'urn:uuid:1' }];
    const answer = await api.verifyVp(ana.secures(byAna({ verifiableCredential }), 'authentication')).expect(400);
    expect(detailsOf(answer)).toEqual(['The signature does not fit the content']);
  });

  it('need not say who holds it, where all that it holds is secured by itself', async () => {
    for (const presenter of [rui, ana])
      await api
        .verifyVp(presenter.secures(aPresentation({ verifiableCredential: [genuine] }), 'authentication'))
        .expect(200);
    const other = aPresentation({ holder: rui.did, verifiableCredential: [genuine] });
    await api.verifyVp(ana.secures(other, 'authentication')).expect(400);
  });

  it('that holds what carries no proof of its own is not, whoever issued that', async () => {
    for (const verifiableCredential of [
      [aCredential({ issuer: ana.did })],
      [genuine, aCredential({ issuer: rui.did })],
    ]) {
      const answer = await api.verifyVp(ana.secures(byAna({ verifiableCredential }), 'authentication')).expect(400);
      expect(detailsOf(answer)).toEqual(['It carries no proof']);
    }
  });

  it.each<[string, JsonObject]>([
    ['no proof', {}],
    ['no context', { '@context': undefined }],
    ['its contexts in another order', { '@context': [{ A: 'https://example.org/#A' }, V2] }],
    ['another type', { type: ['https://example.org/#Other'] }],
    ['a holder that is no URL', { holder: { id: ana.did.slice(8) } }],
    ['a credential that is a name', { verifiableCredential: ['urn:uuid:1'] }],
    ['a credential without a type', { verifiableCredential: [aCredential({ type: [] })] }],
    ['an enveloped credential', { verifiableCredential: { type: 'EnvelopedVerifiableCredential', id: 'data:,x' } }],
    ['too many credentials', { verifiableCredential: Array(21).fill(aCredential()) }],
  ])('with %s is not verified', async (_what, change) => {
    const answer = await api.verifyVp(aPresentation(change)).expect(400);
    expect((answer.body as Judged).problemDetails.length).toBeGreaterThan(0);
  });

  it('that is made to take for ever is given up, and the next one is verified', async () => {
    const blank = Array.from({ length: 40 }, (_, index) => `_:b${index}`);
    const knows = { knows: { '@id': 'https://example.org/#knows', '@type': '@id' } };
    const subjects = blank.map((id) => ({ id, knows: blank.filter((other) => other !== id) }));
    const bomb = { ...genuine, '@context': [V2, knows], credentialSubject: subjects };
    const { verifiableCredential: _, ...signed } = ana.presents([genuine], byAna());
    await api.verifyVp({ ...signed, verifiableCredential: [bomb] }).expect(400);
    expect(LONGEST_MS).toBeLessThan(10_000); // and no thread works on: see json-ld.spec.ts
    await api.verify(genuine).expect(200);
  });
});
