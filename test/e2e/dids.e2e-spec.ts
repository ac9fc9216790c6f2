import request from 'supertest';
import { Dids } from '../../src/modules/credentials/dids/find-did';
import { KeysService, secure, verifySecured, type DidDocument, type SigningKey } from '../../src/modules/keys';
import { UnitOfWork } from '../../src/platform/database';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { aCredential } from '../support/signed-sample';

const clock = new TestClock(new Date('2026-02-01T12:00:00Z'));
let [plain, secured]: TestServer[] = [];
let [mine, theirs]: TestOrganization[] = [];

beforeAll(async () => {
  plain = await startServer({ clock, environment: { DELIVERY: 'off' } });
  const environment = { DELIVERY: 'off', PUBLIC_URL: 'https://placet.example' };
  secured = await startServer({ clock, environment, database: plain.database });
  [mine, theirs] = [await secured.organization(), await secured.organization()];
});
afterAll(async () => {
  await secured.stop();
  await plain.stop();
});
// Each test is a minute of its own: nobody comes near the limit but the one who means to.
beforeEach(() => clock.advance({ minutes: 1 }));

const get = (server: TestServer, path: string) => request(server.url).get(path);
const resolve = (server: TestServer, did: string) => get(server, `/v1/via/dids/${encodeURIComponent(did)}`);

/** The current key of a DID, made if it is missing. */
const keyOf = (organization: TestOrganization, did: string): Promise<SigningKey> =>
  secured.app.get(UnitOfWork).run(organization.entity.id, async (tx) => {
    const sealer = secured.app.get(Envelopes).sealer();
    const keys = await secured.app.get(KeysService).ensureKeys(tx, organization.entity.id, [did], clock.now(), sealer);
    return keys.get(did)!;
  });

/** Somebody who was asked something. */
async function aPerson(organization: TestOrganization): Promise<string> {
  const body = { contacts: ['ana@example.com'], credentials: [aConsent()] };
  return ((await organization.asks(body).expect(201)).body as Created).subjects[0].did;
}

describe('A did:via', () => {
  it('of an organization or a person without a key has a document without keys', async () => {
    for (const did of [theirs.entity.did, await aPerson(theirs)]) {
      const { body, headers } = await resolve(plain, did).expect(200);
      expect(body).toEqual({
        '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
        id: did,
        authentication: [],
        assertionMethod: [],
      });
      expect(headers['cache-control']).toBe('public, max-age=300');
    }
  });

  it('shows its key once there is one', async () => {
    const { did } = mine.entity;
    const { publicKey } = await keyOf(mine, did);
    const { body } = await resolve(plain, did).expect(200);
    const id = `${did}#${publicKey}`;
    const method = { id, type: 'Multikey', controller: did, publicKeyMultibase: publicKey };
    expect(body).toMatchObject({ verificationMethod: [method], authentication: [id], assertionMethod: [id] });
    expect(JSON.stringify(body)).not.toMatch(/private|org_id/i);
  });

  it.each([
    'did:via:humanos:org-000000000000000000000000',
    'did:via:humanos:user-000000000000000000000000',
    'did:via:humanos:org-short',
    'did:via:other:org-000000000000000000000000',
    'did:web:acme.example',
    'did:key:z6MkNotAKey',
    'did:constructor:x',
  ])('%s is not known here', async (did) => {
    expect((await resolve(plain, did).expect(404)).body).toMatchObject({ code: 'not_found' });
  });

  it('belongs to its namespace and to its kind of holder', async () => {
    const { did } = mine.entity;
    await resolve(plain, did.replace('humanos', 'other')).expect(404);
    await resolve(plain, did.replace(':org-', ':user-')).expect(404);
  });

  it.each(['x', 'did:', 'did:via', `did:via:${'a'.repeat(400)}`, "did:via:x'; --", 'did:via:\u0000'])(
    '%s is no DID',
    async (did) => {
      expect((await resolve(plain, did).expect(400)).body).toMatchObject({ code: 'malformed_id' });
    },
  );
});

describe('Where PUBLIC_URL is https', () => {
  it('holders have a did:web as well, and each document names the other', async () => {
    const person = await aPerson(mine);
    await keyOf(mine, person);
    for (const [via, folder] of [
      [mine.entity.did, 'o'],
      [person, 'u'],
    ]) {
      const id = via.slice(-24);
      const web = `did:web:placet.example:${folder}:${id}`;
      expect((await resolve(secured, via).expect(200)).body).toMatchObject({ id: via, alsoKnownAs: [web] });
      const { body } = await get(secured, `/${folder}/${id}/did.json`).expect(200);
      expect(body).toMatchObject({
        id: web,
        alsoKnownAs: [via],
        assertionMethod: [expect.stringContaining(`${web}#z6Mk`)],
      });
      expect((await resolve(secured, web).expect(200)).body).toEqual(body);
    }
  });

  it('the server itself has one: the key that seals documents, and where did:via is resolved', async () => {
    const { body } = await get(secured, '/.well-known/did.json').expect(200);
    const jwk = { kty: 'EC', crv: 'P-256', x5c: [expect.any(String)] };
    expect(body).toMatchObject({
      id: 'did:web:placet.example',
      verificationMethod: [{ type: 'JsonWebKey', controller: 'did:web:placet.example', publicKeyJwk: jwk }],
      service: [{ serviceEndpoint: 'https://placet.example/v1/via/dids/' }],
    });
    expect(JSON.stringify(body)).not.toContain('"d"');
  });

  it('a third party needs nothing but what is at the addresses that the names mean', async () => {
    const issuer = secured.app.get(KeysService).issuerDid(mine.entity.did);
    const { publicKey, privateKey } = await keyOf(mine, mine.entity.did);
    const verificationMethod = `${issuer}#${publicKey}`;
    const credential = secure(aCredential(issuer), {
      ...{ verificationMethod, key: privateKey, created: clock.now(), proofPurpose: 'assertionMethod' },
    });
    const { body } = await get(secured, `/${issuer.split(':').slice(3).join('/')}/did.json`).expect(200);
    const verdict = askDigitalBazaar(credential, [body as DidDocument], clock.now().toISOString());
    expect(verdict).toEqual({ verified: true, proofs: [true], reasons: [] });
    // And we ourselves resolve our own did:web without going out.
    const { resolve: resolver } = secured.app.get(Dids);
    expect(await verifySecured(credential, resolver, clock.now())).toMatchObject({ verified: true });
  });
});

describe('Where it is not', () => {
  it.each(['/.well-known/did.json', '/o/ID/did.json', '/u/ID/did.json'])('%s does not exist', async (path) => {
    const { body } = await get(plain, path.replace('ID', mine.entity.id)).expect(404);
    expect(body).toMatchObject({ code: 'not_found' });
  });
});

describe('The public routes', () => {
  it('say that the server is there', async () => {
    const { body } = await get(plain, '/v1/via/health').expect(200);
    expect(body).toEqual({
      ...{ protocol: 'via-protocol', version: expect.any(String), status: 'ok' },
      timestamp: clock.now().toISOString(),
    });
  });

  it('answer 60 calls a minute and address, and then again', async () => {
    const statuses: number[] = [];
    for (let call = 1; call <= 62; call++) statuses.push((await get(plain, '/v1/via/health')).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    const refused = await resolve(plain, mine.entity.did).expect(429);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused.body).toMatchObject({ code: 'rate_limited' });
    clock.advance({ minutes: 1 });
    await get(plain, '/v1/via/health').expect(200);
  });

  it('do not believe an address that a stranger claims', async () => {
    const call = (index: number) => get(plain, '/v1/via/health').set('X-Forwarded-For', `198.51.100.${index}`);
    for (let index = 1; index <= 60; index++) await call(index);
    await call(61).expect(429);
  });

  it('count by the address that a trusted proxy names', async () => {
    const environment = { DELIVERY: 'off', TRUST_PROXY: '1' };
    const behind = await startServer({ clock, environment, database: plain.database });
    const call = (address: string) => get(behind, '/v1/via/health').set('X-Forwarded-For', `203.0.113.1, ${address}`);
    for (let index = 1; index <= 60; index++) await call('198.51.100.1').expect(200);
    await call('198.51.100.1').expect(429);
    await call('198.51.100.2').expect(200);
    await behind.stop();
  });
});
