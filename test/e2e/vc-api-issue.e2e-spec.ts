import type { JsonObject } from '../../src/modules/keys';
import type { Refused } from '../support/asking';
import { startPlayground, type TestPlayground } from '../support/playground';
import { aCredential, issuedIn, V2, vcApiOf } from '../support/vc-api';

let playground: TestPlayground;
let api: ReturnType<typeof vcApiOf>;
beforeAll(async () => {
  playground = await startPlayground({ VC_API: 'on' });
  api = vcApiOf(playground);
});
afterAll(() => playground.stop());

const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';
const ODD = 'https ://not-a-url/1';
const term = (name: string) => ({ [name]: `https://example.org/#${name}` });
const entry = (change: object = {}) => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '94567',
  statusListCredential: 'https://status.example/1',
  ...change,
});
const messages = [
  { status: '0x0', message: 'pending' },
  { status: '0x1', message: 'accepted' },
];
const resource = (change: object = {}) => ({
  relatedResource: { id: 'https://example.org/r.json', digestSRI: `sha256-${'A'.repeat(43)}=`, ...change },
});
const base = { id: V2 };
const PUBLISHED = {
  sri: 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
  multibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ',
};

describe('Is issued (VCDM 2.0, by section): a credential with', () => {
  it.each<[string, JsonObject]>([
    ['4.3 further contexts, as URLs', { '@context': [V2, EXAMPLES] }],
    ['4.3 further contexts, as objects', { '@context': [V2, term('Odd')], type: ['VerifiableCredential', 'Odd'] }],
    ['4.4 an id', { id: 'urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008' }],
    ['4.4 a subject without an id', { '@context': [V2, EXAMPLES], credentialSubject: { level: 1 } }],
    ['4.5 one type, as a text', { type: 'VerifiableCredential' }],
    ['4.5 a type that is a URL, first', { type: ['https://example.org/#A', 'VerifiableCredential'] }],
    ['4.6 a name and a description', { name: 'A name', description: 'What it is' }],
    ['4.6 a name in a language', { name: { '@value': 'Nome', '@language': 'pt-PT', '@direction': 'ltr' } }],
    ['4.6 a name in several languages', { name: [{ '@value': 'Dog', '@language': 'en' }, { '@value': 'Cane' }] }],
    ['4.7 an issuer with a name', { issuer: { id: 'https://issuer.example/1', name: 'Issuer' } }],
    ['4.8 several subjects', { credentialSubject: [{ id: 'did:example:a' }, { id: 'did:example:b' }] }],
    ['4.9 times with a zone', { validFrom: '2023-02-25T19:10:39-06:00', validUntil: '2399-12-31T23:59:59.123Z' }],
    ['4.9 the last moment of a day', { validFrom: '2024-02-29T24:00:00Z' }],
    ['4.9 a beginning that is the end', { validFrom: '2024-01-01T01:00:00+01:00', validUntil: '2024-01-01T00:00:00Z' }],
    ['4.9 a beginning in the future', { validFrom: '2399-01-01T00:00:00Z' }],
    ['4.10 a status of another kind', { '@context': [V2, term('Status')], credentialStatus: { type: 'Status' } }],
    ['BSL an entry', { credentialStatus: entry() }],
    ['BSL several entries', { credentialStatus: [entry(), entry({ statusPurpose: 'suspension' })] }],
    ['BSL messages', { credentialStatus: entry({ statusPurpose: 'message', statusSize: 1, statusMessage: messages }) }],
    ['4.11 schemas', { credentialSchema: [{ id: 'https://schema.example/1', type: 'JsonSchema' }] }],
    ['5.3 a related resource', resource()],
    ['5.3 the base context as a resource, by its digests', resource({ ...base, digestSRI: PUBLISHED.sri })],
    ['5.3 the same, multibase', resource({ ...base, digestSRI: undefined, digestMultibase: PUBLISHED.multibase })],
    ['5.4 a refresh service', { refreshService: { type: 'https://example.org/#R', id: 'did:example:r' } }],
    ['5.5 terms of use', { termsOfUse: [{ type: 'https://example.org/#T' }] }],
    ['5.6 evidence', { evidence: { type: 'https://example.org/#E' } }],
  ])('%s', async (_what, change) => {
    const issued = issuedIn(await api.issue(aCredential(change)).expect(201));
    const { proof, issuer, ...rest } = issued;
    const { issuer: given, ...asked } = aCredential(change);
    expect(rest).toEqual(JSON.parse(JSON.stringify(asked)));
    expect(proof).toMatchObject({ type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' });
    const did = expect.stringMatching(/^did:key:z6Mk/) as string;
    expect(issuer).toEqual(typeof given === 'object' ? { ...given, id: did } : did);
  });
});

describe('Is refused by its field (VCDM 2.0, by section): a credential with', () => {
  it.each<[string, JsonObject, string]>([
    ['4.3 no context', { '@context': undefined }, '@context'],
    ['4.3 a context that is no list', { '@context': V2 }, '@context'],
    ['4.3 no base context', { '@context': [] }, '@context[0]'],
    ['4.3 the base context second', { '@context': [EXAMPLES, V2] }, '@context[0]'],
    ['4.3 a context that is no URL', { '@context': [V2, ODD] }, '@context[1]'],
    ['4.3 a number for a context', { '@context': [V2, 123192875] }, '@context[1]'],
    ['4.4 no id in its id', { id: null }, 'id'],
    ['4.4 several ids', { id: ['did:example:a', 'did:example:b'] }, 'id'],
    ['4.4 an id that is no URL', { id: ODD }, 'id'],
    ['4.4 an id without a scheme', { id: 'credential-1' }, 'id'],
    ['4.4 a subject with several ids', { credentialSubject: { id: ['did:example:a'] } }, 'credentialSubject.id'],
    ['4.5 no type', { type: undefined }, 'type'],
    ['4.5 an empty type', { type: [] }, 'type'],
    ['4.5 another type alone', { '@context': [V2, EXAMPLES], type: ['Other'] }, 'type'],
    ['4.5 a number among its types', { type: ['VerifiableCredential', 7] }, 'type'],
    ['4.6 a number for a name', { name: 7 }, 'name'],
    ['4.6 a name with something else in it', { name: { '@value': 'x', url: 'did:example:x' } }, 'name.url'],
    ['4.6 a name without a text', { name: { '@language': 'en' } }, 'name.@value'],
    ['4.6 a language that is none', { description: { '@value': 'x', '@language': 'en_US!' } }, 'description.@language'],
    ['4.6 a direction that is none', { name: { '@value': 'x', '@direction': 'up' } }, 'name.@direction'],
    ['4.6 an issuer with such a name', { issuer: { id: 'did:example:i', name: { x: 1 } } }, 'issuer.name.x'],
    ['4.7 no issuer', { issuer: undefined }, 'issuer'],
    ['4.7 an issuer that is null', { issuer: null }, 'issuer'],
    ['4.7 an issuer that is no URL', { issuer: 'issuer' }, 'issuer'],
    ['4.7 an issuer without an id', { issuer: { name: 'Issuer' } }, 'issuer.id'],
    ['4.7 several issuers', { issuer: ['did:example:a', 'did:example:b'] }, 'issuer'],
    ['4.8 no subject', { credentialSubject: undefined }, 'credentialSubject'],
    ['4.8 no subjects', { credentialSubject: [] }, 'credentialSubject'],
    ['4.8 a subject that claims nothing', { credentialSubject: {} }, 'credentialSubject'],
    ['4.8 one of them that claims nothing', { credentialSubject: [{ id: 'did:x:y' }, {}] }, 'credentialSubject[1]'],
    ['4.8 a subject that is a name', { credentialSubject: 'did:example:a' }, 'credentialSubject'],
    ['4.9 a time in words', { validFrom: 'Sat 25 Feb 2023 07:16:31 PM CST' }, 'validFrom'],
    ['4.9 a time without a zone', { validUntil: '2024-01-01T00:00:00' }, 'validUntil'],
    ['4.9 a day alone', { validFrom: '2024-01-01' }, 'validFrom'],
    ['4.9 a day that there is not', { validFrom: '2023-02-29T00:00:00Z' }, 'validFrom'],
    ['4.9 an hour that there is not', { validFrom: '2023-02-20T25:00:00Z' }, 'validFrom'],
    ['4.9 a zone that there is not', { validFrom: '2023-02-20T12:00:00+14:30' }, 'validFrom'],
    [
      '4.9 an end before its beginning',
      { validFrom: '2024-01-02T00:00:00Z', validUntil: '2024-01-01T23:59:59Z' },
      'validUntil',
    ],
    ['4.10 a status without a type', { credentialStatus: { id: 'did:example:s' } }, 'credentialStatus.type'],
    ['4.10 a status whose type is a number', { credentialStatus: { type: 2 } }, 'credentialStatus.type'],
    ['4.10 a status whose id is no URL', { credentialStatus: entry({ id: ODD }) }, 'credentialStatus.id'],
    [
      'BSL an index that is no text',
      { credentialStatus: entry({ statusListIndex: 7 }) },
      'credentialStatus.statusListIndex',
    ],
    [
      'BSL an index below zero',
      { credentialStatus: entry({ statusListIndex: '-1' }) },
      'credentialStatus.statusListIndex',
    ],
    ['BSL no purpose', { credentialStatus: entry({ statusPurpose: undefined }) }, 'credentialStatus.statusPurpose'],
    [
      'BSL a list that is no URL',
      { credentialStatus: entry({ statusListCredential: 7 }) },
      'credentialStatus.statusListCredential',
    ],
    ['BSL a size of nothing', { credentialStatus: entry({ statusSize: 0 }) }, 'credentialStatus.statusSize'],
    ['BSL two bits without messages', { credentialStatus: entry({ statusSize: 2 }) }, 'credentialStatus.statusMessage'],
    [
      'BSL too few messages',
      { credentialStatus: entry({ statusSize: 2, statusMessage: messages }) },
      'credentialStatus.statusMessage',
    ],
    ['4.11 a schema without a type', { credentialSchema: { id: 'did:example:s' } }, 'credentialSchema.type'],
    ['4.11 a schema without an id', { credentialSchema: { type: 'JsonSchema' } }, 'credentialSchema.id'],
    ['5.3 a resource that is a name', { relatedResource: ['https://example.org'] }, 'relatedResource[0]'],
    ['5.3 a resource without an id', resource({ id: undefined }), 'relatedResource.id'],
    ['5.3 a resource without a digest', resource({ digestSRI: undefined }), 'relatedResource'],
    ['5.3 a digest of another length', resource({ digestSRI: 'sha256-AAAA' }), 'relatedResource.digestSRI'],
    [
      '5.3 a digest that is no multihash',
      resource({ digestMultibase: 'uZTQ0MjM1Ng' }),
      'relatedResource.digestMultibase',
    ],
    ['5.3 a wrong digest of what is known', resource(base), 'relatedResource.digestSRI'],
    [
      '5.3 a resource twice',
      { relatedResource: [resource(), resource()].map((one) => one.relatedResource) },
      'relatedResource',
    ],
    ['5.4 a refresh service without a type', { refreshService: { id: 'did:example:r' } }, 'refreshService.type'],
    ['5.5 terms without a type', { termsOfUse: [{ id: 'did:example:t' }] }, 'termsOfUse[0].type'],
    ['5.6 evidence without a type', { evidence: {} }, 'evidence.type'],
    ['5.10 a reserved property without a type', { confidenceMethod: { id: 'did:example:c' } }, 'confidenceMethod.type'],
    ['a proof', { proof: { type: 'DataIntegrityProof' } }, 'proof'],
  ])('%s', async (_what, change, field) => {
    const { body } = await api.issue(aCredential(change)).expect(400);
    const { code, errors } = body as Refused;
    expect([code, errors.map((error) => error.field)]).toEqual([
      'validation_failed',
      expect.arrayContaining([`credential.${field}`]),
    ]);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a term that no context defines', { level: 1 }, /level/],
    ['a type that no context defines', { type: ['VerifiableCredential', 'Unheard'] }, /Unheard/],
    [
      'a type that stands for no URL',
      { '@context': [V2, { Odd: ODD }], type: ['VerifiableCredential', 'Odd'] },
      /absolute IRI/,
    ],
    ['a context that is not known', { '@context': [V2, 'https://example.com/v1'] }, /is not known here/],
    [
      'a protected term redefined',
      { '@context': [V2, { VerifiableCredential: 'https://example.org/#X' }] },
      /protected/i,
    ],
    ['a nested id that is no URL', { '@context': [V2, EXAMPLES], credentialSubject: { degree: { id: 'msc' } } }, /msc/],
  ])('%s, which only JSON-LD can tell', async (_what, change, words) => {
    const { errors } = (await api.issue(aCredential(change)).expect(400)).body as Refused;
    expect(errors).toEqual([{ field: 'credential', message: expect.stringMatching(words) as string }]);
  });
});

describe('What the caller wants of the proof', () => {
  it('is followed', async () => {
    const options = {
      credentialId: 'urn:uuid:1',
      created: '2024-05-06T07:08:09Z',
      domain: 'd.example',
      challenge: 'c',
    };
    const issued = issuedIn(await api.issue(aCredential(), options).expect(201));
    expect(issued).toMatchObject({
      id: 'urn:uuid:1',
      proof: { created: options.created, domain: 'd.example', challenge: 'c' },
    });
    const kept = issuedIn(await api.issue(aCredential({ id: 'urn:uuid:2' }), options).expect(201));
    expect(kept.id).toBe('urn:uuid:2');
  });

  it('can be an entry in the status list, beside others', async () => {
    const options = { credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' } };
    const one = issuedIn(await api.issue(aCredential(), options).expect(201));
    expect(one.credentialStatus).toMatchObject({ statusListIndex: expect.stringMatching(/^\d{1,6}$/) as string });
    const two = issuedIn(await api.issue(aCredential({ credentialStatus: entry() }), options).expect(201));
    expect(two.credentialStatus).toEqual([entry(), expect.objectContaining({ type: 'BitstringStatusListEntry' })]);
  });

  it.each([
    [{ credentialId: 'one' }, 'options.credentialId'],
    [{ created: 'yesterday' }, 'options.created'],
    [{ mandatoryPointers: [] }, 'options.mandatoryPointers'],
    [{ credentialStatus: { type: 'StatusList2021Entry' } }, 'options.credentialStatus.type'],
  ])('is refused where it cannot be: %j', async (options, field) => {
    const { errors } = (await api.issue(aCredential(), options).expect(400)).body as Refused;
    expect(errors.map((error) => error.field)).toEqual([field]);
  });
});
