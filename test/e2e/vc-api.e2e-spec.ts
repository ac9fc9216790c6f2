import request from 'supertest';
import { didKeyDocument, KeysModule, secure, VcApiIssuer } from '../../src/modules/keys';
import type { Refused } from '../support/asking';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { startPlayground, type TestPlayground } from '../support/playground';
import { startServer, type TestServer } from '../support/server';
import { aCredential, aPresentation, issuedIn, Stranger, vcApiOf } from '../support/vc-api';

const PATHS = ['credentials/issue', 'credentials/verify', 'presentations/verify'].map((path) => `/vc-api/${path}`);
const BODIES = [
  { credential: aCredential() },
  { verifiableCredential: aCredential() },
  { verifiablePresentation: aPresentation() },
];

describe('The VC-API, where nobody has asked for it,', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startServer({ environment: { DELIVERY: 'off' } })));
  afterAll(() => server.stop());

  it('is not there: its paths are answered like any that does not exist, to everybody', async () => {
    const organization = await server.organization();
    const nothing = await request(server.url).post('/nothing').send({});
    for (const path of PATHS) {
      for (const answer of [await request(server.url).post(path).send({}), await organization.call('post', path, {})]) {
        expect(answer.status).toBe(404);
        expect((answer.body as Refused).code).toBe((nothing.body as Refused).code);
      }
    }
    await request(server.url).get('/vc-api/status-lists/revocation').expect(404);
  });

  it('has an issuer all the same, whose word does not count', async () => {
    const organization = await server.organization();
    const { did, verificationMethod, privateKey } = server.app.select(KeysModule).get(VcApiIssuer);
    const stranger = new Stranger();
    const signed = secure(aCredential({ issuer: did }), {
      ...{ verificationMethod, key: privateKey, created: new Date(), proofPurpose: 'assertionMethod' },
    });
    await organization.call('post', '/v1/credential/verify', { credential: signed }).expect(403);
    const theirs = stranger.secures(aCredential({ issuer: stranger.did }));
    await organization.call('post', '/v1/credential/verify', { credential: theirs }).expect(200);
  });
});

describe('The VC-API of a server', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startServer({ environment: { DELIVERY: 'off', VC_API: 'on' } })));
  afterAll(() => server.stop());

  it('wants a key and a signature, like every route', async () => {
    const organization = await server.organization();
    for (const [index, path] of PATHS.entries()) {
      const { body } = await request(server.url).post(path).send(BODIES[index]).expect(401);
      expect((body as Refused).code).toBe('missing_credentials');
      const { status } = await organization.call('post', path, BODIES[index]);
      expect([path, status]).toEqual([path, index === 0 ? 201 : 400]);
    }
  });

  it('signs as itself, never as the organization that calls it', async () => {
    const organization = await server.organization();
    const issued = issuedIn(
      await organization.call('post', PATHS[0], { credential: aCredential({ issuer: organization.entity.did }) }),
    );
    const { did, verificationMethod } = server.app.select(KeysModule).get(VcApiIssuer);
    expect(issued).toMatchObject({ issuer: did, proof: { verificationMethod } });
  });
});

describe('The VC-API of a playground', () => {
  let playground: TestPlayground;
  beforeAll(async () => (playground = await startPlayground({ VC_API: 'on', PUBLIC_URL: 'https://localhost:8443' })));
  afterAll(() => playground.stop());

  it('is open to whoever sits at this machine, also where TLS ends in front of it', async () => {
    const api = vcApiOf(playground);
    await api.issue(aCredential()).expect(201);
    const from = (Origin: string) => api.issue(aCredential()).set({ Host: 'localhost:8443', Origin });
    await from('https://localhost:8443').expect(201);
    await from('https://localhost:9443').expect(401);
    const { headers } = await request(playground.url).get('/').expect(200);
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it.each([
    [{ Host: 'evil.example' }],
    [{ 'X-Forwarded-For': '127.0.0.1' }],
    [{ Forwarded: 'for=127.0.0.1' }],
    [{ Origin: 'https://evil.example' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
  ])('is shut to whoever comes from elsewhere, as %j shows', async (headers) => {
    for (const [index, path] of PATHS.entries()) {
      const { body } = await request(playground.url).post(path).set(headers).send(BODIES[index]).expect(401);
      expect((body as Refused).code).toBe('missing_credentials');
    }
  });

  it('issues what /v1/credential/verify refuses, alone and presented, and says why', async () => {
    const demo = playground.demo();
    const issued = issuedIn(await vcApiOf(playground).issue(aCredential()));
    const presenter = new Stranger();
    const presentation = presenter.secures(
      aPresentation({ holder: presenter.did, verifiableCredential: [issued] }),
      'authentication',
    );
    for (const body of [{ credential: issued }, { presentation }]) {
      const answer = await demo.call('post', '/v1/credential/verify', body).expect(403);
      const { evaluations } = answer.body as { evaluations: { check: string; result: string; message: string }[] };
      expect(evaluations).toContainEqual({
        check: 'credential.trusted',
        result: 'fail',
        message: expect.stringContaining('VC-API') as string,
      });
      expect(evaluations.find(({ check }) => check === 'credential.signature')?.result).toBe('pass');
    }
    const named = { context: { issuers: [issued.issuer] } };
    await demo.call('post', '/v1/credential/verify', { credential: issued, ...named }).expect(403);
  });

  it('issues what somebody else’s library verifies, with its status', async () => {
    const status = { credentialStatus: { type: 'BitstringStatusListEntry' } };
    const issued = issuedIn(await vcApiOf(playground).issue(aCredential(), status));
    const list = await request(playground.url).get('/vc-api/status-lists/revocation').set('Host', 'elsewhere.example');
    const documents = [didKeyDocument(issued.issuer as string)!, list.body as { id: string }];
    expect(askDigitalBazaar(issued, documents)).toEqual({ verified: true, proofs: [true], status: true, reasons: [] });
    expect((list.body as { id: string }).id).toBe('https://localhost:8443/vc-api/status-lists/revocation');
    await vcApiOf(playground).verify(list.body).expect(200);
  });

  it('is told of in the document of the API', async () => {
    const { body } = await request(playground.url).get('/docs/json').expect(200);
    const { paths } = body as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(PATHS));
  });
});
