import request from 'supertest';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { StatusLists } from '../../src/modules/keys';
import { UnitOfWork } from '../../src/platform/database';
import { aConsent, type Created } from '../support/asking';
import { TestClock } from '../support/clock';

const clock = new TestClock(new Date('2026-02-01T12:00:00Z'));
let server: TestServer;
let mine: TestOrganization;
let list: string;
beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off', PUBLIC_URL: 'https://placet.example' } });
  mine = await server.organization();
  const { body } = await mine.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
  const [{ id }] = (body as Created).credentials;
  const places = await server.app
    .get(UnitOfWork)
    .run(mine.entity.id, (tx) => server.app.get(StatusLists).allocate(tx, mine.entity.id, [id], clock.now()));
  list = new URL(places.get(id)!.statusListCredential).pathname;
});
afterAll(() => server.stop());
beforeEach(() => clock.advance({ minutes: 1 })); // nobody comes near the limit

const foreign = 'https://wallet.example';
const get = (path: string, accept?: string) =>
  accept === undefined
    ? request(server.url).get(path).set('Origin', foreign)
    : request(server.url).get(path).set('Origin', foreign).set('Accept', accept);
const resolver = (did = mine.entity.did) => `/v1/via/dids/${encodeURIComponent(did)}`;
const documents = () => [resolver(), '/.well-known/did.json', `/o/${mine.entity.did.slice(-24)}/did.json`];
const OLD_RESULT = 'application/ld+json;profile="https://w3id.org/did-resolution"';

describe('What third parties need to check a credential', () => {
  it('is read by pages of every origin, without credentials, also where it is not there', async () => {
    for (const path of [...documents(), list, resolver('did:via:humanos:org-000000000000000000000000')]) {
      const { headers } = await get(path);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      const asked = await request(server.url)
        .options(path)
        .set({ Origin: foreign, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'accept' })
        .expect(204);
      expect(asked.headers['access-control-allow-origin']).toBe('*');
      expect(asked.headers['access-control-allow-headers']).toBe('Accept, If-None-Match');
    }
  });

  it('is all that they read', async () => {
    for (const path of ['/v1/via/health', '/v1/request', '/v1/credential', '/health/live', '/verify', '/link/x'])
      expect((await get(path)).headers['access-control-allow-origin']).not.toBe('*');
  });

  it('is JSON for whoever takes anything, and has the name that it is asked for by', async () => {
    for (const accept of [undefined, '*/*', 'application/json', 'text/html', 'application/json, application/did;q=0.5'])
      for (const path of [...documents(), list])
        expect((await get(path, accept).expect(200)).headers['content-type']).toBe('application/json; charset=utf-8');
    for (const type of ['application/did', 'application/did+json', 'application/did+ld+json', 'application/ld+json'])
      for (const path of documents()) {
        const { headers, text } = await get(path, `${type}, */*;q=0.1`).expect(200);
        expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
        expect(headers.vary).toContain('Accept');
        expect(JSON.parse(text)).toHaveProperty('id');
      }
    for (const type of ['application/vc', 'application/vc+ld+json', 'application/ld+json']) {
      const { headers, text } = await get(list, type).expect(200);
      expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
      expect(text).toBe((await get(list).expect(200)).text);
    }
  });

  it('is a DID resolution result for whoever asks a resolver for one', async () => {
    const bare = (await get(resolver()).expect(200)).body as object;
    for (const type of ['application/did-resolution', OLD_RESULT]) {
      const { headers, text } = await get(resolver(), type).expect(200);
      const [name, profile] = type.split(';');
      expect(headers['content-type']).toMatch(new RegExp(`^${name.replace('+', '\\+')};`));
      if (profile) expect(headers['content-type']).toContain(profile);
      expect(JSON.parse(text)).toEqual({
        '@context': 'https://w3id.org/did-resolution/v1',
        didDocument: bare,
        didResolutionMetadata: { contentType: 'application/did' },
        didDocumentMetadata: {},
      });
      const nobody = await get(resolver('did:via:humanos:org-000000000000000000000000'), type).expect(404);
      expect(JSON.parse(nobody.text)).toMatchObject({
        didDocument: null,
        didResolutionMetadata: { error: { type: 'https://www.w3.org/ns/did#NOT_FOUND' } },
      });
      const none = await get('/v1/via/dids/x', type).expect(400);
      expect(JSON.parse(none.text)).toMatchObject({
        didResolutionMetadata: { error: { type: 'https://www.w3.org/ns/did#INVALID_DID' } },
      });
    }
  });
});

describe('A status list', () => {
  it('says until when it counts and how long a copy may be kept, and is signed anew before that', async () => {
    const read = async () =>
      (await get(list).expect(200)).body as { validUntil: string; credentialSubject: { ttl: number } };
    const first = await read();
    expect(first.credentialSubject.ttl).toBe(300_000);
    expect(Date.parse(first.validUntil) - clock.now().getTime()).toBeGreaterThan(12 * 3600_000);
    clock.advance({ hours: 11 });
    expect(await read()).toEqual(first);
    clock.advance({ hours: 2 });
    const second = await read();
    expect(Date.parse(second.validUntil) - clock.now().getTime()).toBe(24 * 3600_000);
  });
});
