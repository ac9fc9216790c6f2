import { base58 } from '@scure/base';
import { secure, type JsonObject } from '../../src/modules/keys';
import { NotFetched, OpenInternet } from '../../src/platform/outbound';
import { Person } from '../support/answering';
import { aConsent, aMandate, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { approved, sealed, type Secured } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { aSampleIssuer, type SampleIssuer } from '../support/signed-sample';

interface Verified {
  allowed: boolean;
  reason?: string;
  retryable?: boolean;
  evaluations: { check: string; result: string; message: string }[];
  receipt: { id: string; proof: object };
}

const clock = new TestClock();
/** What answers on the internet, by address. */
const web = new Map<string, object | 'away'>();
let server: TestServer;
let mine: TestOrganization;
let genuine: Secured;

beforeAll(async () => {
  server = await startServer({ clock });
  server.app.get(OpenInternet).get = ({ href }) => {
    const found = web.get(href);
    if (found === undefined || found === 'away') return Promise.reject(new NotFetched(`${href} did not answer`));
    return Promise.resolve(Buffer.from(JSON.stringify(found)));
  };
  mine = await server.organization();
  const mandate = { ...aMandate(), data: [{ label: 'Maximum', type: 'number', value: 250, rule: 'AT_MOST' }] };
  const { credentials } = await approved(server, mine, { credentials: [mandate] });
  genuine = (await sealed(mine, credentials[0].id)).w3cCredential;
});
afterAll(() => server.stop());

async function verify(body: object): Promise<Verified> {
  const { body: answer, status } = await mine.call('post', '/v1/credential/verify', body);
  const verified = answer as Verified;
  expect([status, verified.allowed]).toEqual(verified.allowed ? [200, true] : [403, false]);
  expect(verified.receipt.proof).toBeDefined();
  return verified;
}
const failing = ({ evaluations }: Verified) =>
  evaluations
    .filter(({ result }) => result !== 'pass' && result !== 'skip')
    .map(({ check, result }) => `${check} ${result}`);

/** Somebody else's server, as a did:web with a key. */
function anotherServer(name: string): SampleIssuer {
  const issuer = aSampleIssuer(`did:web:${name}`);
  web.set(`https://${name}/.well-known/did.json`, issuer.document);
  return issuer;
}
const signedBy = (issuer: SampleIssuer, document: JsonObject): JsonObject =>
  secure(document, {
    verificationMethod: issuer.verificationMethod,
    key: issuer.privateKey,
    created: clock.now(),
    proofPurpose: 'assertionMethod',
  });
const credentialOf = (issuer: SampleIssuer, more: JsonObject = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: issuer.did,
  credentialSubject: { id: 'did:example:ana' },
  ...more,
});

describe('A credential that was tampered with', () => {
  const proof = () => genuine.proof;
  const bytes = () => base58.decode(proof().proofValue.slice(1));
  const withProof = (changes: JsonObject): JsonObject => ({ ...genuine, proof: { ...proof(), ...changes } });
  const encoded = (content: Uint8Array): string => `z${base58.encode(content)}`;

  it('is told from the genuine one', async () => {
    expect(failing(await verify({ credential: genuine }))).toEqual([]);
  });

  it.each<[string, () => JsonObject, string]>([
    ['another cryptosuite', () => withProof({ cryptosuite: 'eddsa-rdfc-2022' }), 'credential.proof'],
    ['63 bytes', () => withProof({ proofValue: encoded(bytes().subarray(1)) }), 'credential.proof'],
    ['65 bytes', () => withProof({ proofValue: encoded(Buffer.concat([bytes(), Buffer.of(1)])) }), 'credential.proof'],
    ['another base', () => withProof({ proofValue: `m${proof().proofValue.slice(1)}` }), 'credential.proof'],
    ['a changed field', () => ({ ...genuine, name: 'Other' }), 'credential.signature'],
    ['an extra field', () => ({ ...genuine, extra: 1 }), 'credential.signature'],
    ['a removed field', () => ({ ...genuine, evidence: undefined }), 'credential.signature'],
    ['no status', () => ({ ...genuine, credentialStatus: undefined }), 'credential.signature'],
    [
      'contexts in another order',
      () => ({ ...genuine, '@context': [...(genuine['@context'] as [])].reverse() }),
      'credential.context',
    ],
    ['another issuer', () => ({ ...genuine, issuer: 'did:web:x.example' }), 'credential.issuer'],
    ['a key nobody lists', () => withProof({ verificationMethod: `${genuine.issuer}#z6Mk` }), 'credential.key'],
    ['another purpose', () => withProof({ proofPurpose: 'authentication' }), 'credential.purpose'],
  ])('with %s is refused', async (_, tampered, check) => {
    const verified = await verify({ credential: tampered() });
    expect(verified).toMatchObject({ allowed: false, reason: 'signature_invalid' });
    expect(failing(verified).map((each) => each.split(' ')[0])).toContain(check);
  });
});

describe('A credential of somebody else', () => {
  it('of another organization here is as good as one’s own', async () => {
    const stranger = await server.organization();
    const { credentials } = await approved(server, stranger, { credentials: [aConsent()] });
    const { w3cCredential: credential } = await sealed(stranger, credentials[0].id);
    expect(await verify({ credential })).toMatchObject({ allowed: true });
    const nobodys = { credential, context: { issuers: [mine.entity.did] } };
    expect(await verify(nobodys)).toMatchObject({ allowed: false, reason: 'presentation_mismatch' });
    expect(await verify({ credential, context: { issuers: [credential.issuer] } })).toMatchObject({ allowed: true });
  });

  it('of another server is verified with the key that its did:web publishes', async () => {
    const issuer = anotherServer('other.example');
    const credential = signedBy(issuer, credentialOf(issuer));
    expect(await verify({ credential })).toMatchObject({ allowed: true });
    const thief = { ...aSampleIssuer(issuer.did), verificationMethod: issuer.verificationMethod };
    expect(await verify({ credential: signedBy(thief, credentialOf(issuer)) })).toMatchObject({
      reason: 'signature_invalid',
      retryable: false,
    });
    web.set('https://other.example/.well-known/did.json', 'away');
    const later = await verify({ credential });
    expect(later).toMatchObject({ allowed: false, retryable: true });
    expect(failing(later)).toContain('credential.key error');
  });

  it('holds only in its time', async () => {
    const issuer = anotherServer('time.example');
    const hour = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
    const outcome = (more: JsonObject) => verify({ credential: signedBy(issuer, credentialOf(issuer, more)) });
    expect(await outcome({ validFrom: hour(-2), validUntil: hour(1) })).toMatchObject({ allowed: true });
    expect(await outcome({ validUntil: hour(-1) })).toMatchObject({ reason: 'expired', retryable: false });
    expect(await outcome({ validFrom: hour(1) })).toMatchObject({ reason: 'expired', retryable: true });
    expect(await outcome({ expirationDate: hour(-1) })).toMatchObject({ reason: 'expired' });
    expect(await outcome({ validUntil: '9999' })).toMatchObject({ reason: 'expired' });
  });

  it('is looked up in the list that it names, which must be its issuer’s', async () => {
    const [issuer, other] = [anotherServer('lists.example'), anotherServer('elsewhere.example')];
    const address = 'https://lists.example/status/1';
    const encodedList = (await listOf(genuine)).encodedList;
    const list = (more: JsonObject = {}): JsonObject => ({
      ...credentialOf(issuer, { id: address, type: ['VerifiableCredential', 'BitstringStatusListCredential'] }),
      credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
      ...more,
    });
    const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '94567' };
    const named = (change: JsonObject = {}) => {
      const credentialStatus = { ...entry, statusListCredential: address, ...change };
      return verify({ credential: signedBy(issuer, credentialOf(issuer, { credentialStatus })) });
    };
    web.set(address, signedBy(issuer, list()));
    expect(await named()).toMatchObject({ allowed: true });
    for (const served of [
      'away' as const,
      signedBy(other, list({ issuer: other.did })), // validly signed, by somebody else
      list(), // not signed
      signedBy(issuer, list({ id: 'https://lists.example/status/2' })),
      signedBy(issuer, list({ credentialSubject: { type: 'BitstringStatusList', encodedList: 'uAAAA' } })),
      [],
    ]) {
      web.set(address, served);
      const verified = await named();
      expect(verified).toMatchObject({ allowed: false, reason: 'credential_revoked', retryable: true });
      expect(failing(verified)).toEqual(['credential.status error']);
    }
    web.set(address, signedBy(issuer, list()));
    for (const odd of [{ statusListIndex: '' }, { statusListIndex: 7 }, { statusPurpose: 'suspension' }, { type: 'x' }])
      expect(await named(odd)).toMatchObject({ allowed: false, reason: 'credential_revoked', retryable: false });
    for (const odd of [null, [], 'x', [entry, null], Array(6).fill({ ...entry, statusListCredential: address })]) {
      const credential = signedBy(issuer, credentialOf(issuer, { credentialStatus: odd }));
      expect(await verify({ credential })).toMatchObject({ allowed: false, reason: 'credential_revoked' });
    }
  });
});

const listOf = async ({ credentialStatus }: Secured): Promise<{ encodedList: string }> => {
  const { pathname } = new URL(credentialStatus!.statusListCredential);
  const response = await fetch(`${server.url}${pathname}`);
  return ((await response.json()) as { credentialSubject: { encodedList: string } }).credentialSubject;
};

describe('What records something', () => {
  it('allows nothing: a reject, a decision, a status list, a receipt', async () => {
    const asked = (await mine.asks({ contacts: ['rui@example.com'], credentials: [aMandate()] }).expect(201))
      .body as Created;
    const person = await Person.inside(server, asked);
    await person.rejects(asked.credentials[0].id);
    await person.finishes();
    const { w3cCredential, credential } = await sealed(mine, asked.credentials[0].id);
    const list = await fetch(`${server.url}${new URL(genuine.credentialStatus!.statusListCredential).pathname}`);
    const { receipt } = await verify({ credential: genuine });
    for (const record of [w3cCredential, credential.decisions[0].document, await list.json(), receipt]) {
      const verified = await verify({ credential: record as object });
      expect(verified).toMatchObject({ allowed: false, reason: 'presentation_mismatch', retryable: false });
      expect(failing(verified)).toEqual(['credential.type fail']);
    }
  });
});

describe('A mandate as a credential', () => {
  it.each(['1.1', '2.0'])('holds an agent to its rules and ends with what it follows from (%s)', async (version) => {
    const data = [{ label: 'Maximum', type: 'number', value: 250, rule: 'AT_MOST' }];
    const scope = `payments.v${version.replace('.', '')}`;
    const { credentials } = await approved(server, mine, { credentials: [{ ...aMandate(), data, scope }] });
    const [{ id }] = (await mine.call('get', `/v1/via/mandates?scope=${scope}`).expect(200)).body as { id: string }[];
    const credential = (await mine.call('get', `/v1/via/mandates/${id}/vc?version=${version}`).expect(200))
      .body as object;
    const doing = (maximum: number) => verify({ credential, executionParams: { maximum } });
    expect(await doing(250)).toMatchObject({ allowed: true });
    expect(await doing(251)).toMatchObject({ allowed: false, reason: 'rule_failed' });
    await mine.call('delete', `/v1/credential/revoke/${credentials[0].id}`, {}).expect(200);
    expect(await doing(250)).toMatchObject({ allowed: false, reason: 'credential_revoked' });
    const late = (await mine.call('get', `/v1/via/mandates/${id}/vc?version=${version}`).expect(200)).body as object;
    expect(await verify({ credential: late })).toMatchObject({ reason: 'credential_revoked' });
  });
});

describe('Several people', () => {
  it('have all approved: what is done is held against each of their fields', async () => {
    const issuer = anotherServer('two.example');
    const limit = (value: number) => ({ data: [{ label: 'Maximum', type: 'number', value, rule: 'AT_MOST' }] });
    const credentialSubject = [
      { id: 'did:example:ana', ...limit(500) },
      { id: 'did:example:rui', ...limit(100) },
    ];
    const credential = signedBy(issuer, credentialOf(issuer, { credentialSubject }));
    expect(await verify({ credential, executionParams: { Maximum: 100 } })).toMatchObject({ allowed: true });
    expect(await verify({ credential, executionParams: { Maximum: 300 } })).toMatchObject({ reason: 'rule_failed' });
  });
});
