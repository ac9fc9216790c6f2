import { createHash } from 'node:crypto';
import request from 'supertest';
import { ApiKeysService } from '../../src/modules/auth';
import { aConsent, sql, type Refused } from '../support/asking';
import { startServer, TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

let calls = 0;
const ask = () => ({ contacts: [`p${++calls}@example.com`], credentials: [aConsent()] });
const refusal = async (call: request.Test): Promise<Refused> => (await call.expect(401)).body as Refused;
const withSecret = (caller: TestOrganization, signatureSecret: string): TestOrganization =>
  new TestOrganization(server.url, caller.entity, { ...caller.key, signatureSecret });

describe('The guard', () => {
  it('lets a signed call through, in both versions, with hex in either case', async () => {
    const caller = await server.organization();
    await caller.asks(ask(), { version: 1 }).expect(201);
    await caller.asks(ask(), { version: 2 }).expect(201);
    const body = JSON.stringify(ask());
    const headers = caller.sign('POST', '/v1/request', body);
    headers['X-Signature'] = headers['X-Signature'].toUpperCase();
    await request(server.url)
      .post('/v1/request')
      .set(headers)
      .set('Content-Type', 'application/json')
      .send(body)
      .expect(201);
  });

  it('accepts a signature over the body as JSON.stringify writes it', async () => {
    const caller = await server.organization();
    const body = ask();
    const headers = caller.sign('POST', '/v1/request', JSON.stringify(body));
    const spaced = JSON.stringify(body, null, 2);
    await request(server.url)
      .post('/v1/request')
      .set(headers)
      .set('Content-Type', 'application/json')
      .send(spaced)
      .expect(201);
  });

  it('tells which check failed, what arrived, and never what was expected', async () => {
    const caller = await server.organization();
    const body = JSON.stringify(ask());
    const wrong = withSecret(caller, 'x'.repeat(40));
    const { code, detail } = await refusal(wrong.call('post', '/v1/request', body));
    expect(code).toBe('signature_mismatch');
    expect(detail).toContain(`${Buffer.byteLength(body)} bytes`);
    expect(detail).toContain(createHash('sha256').update(body).digest('hex'));
    const right = caller.sign('POST', '/v1/request', body, { timestamp: 1 })['X-Signature'];
    expect(detail).not.toContain(right);
  });

  it.each([
    ['seconds', () => Math.floor(Date.now() / 1000), 'malformed_timestamp', 'milliseconds'],
    ['a word', () => 'yesterday', 'malformed_timestamp', 'milliseconds'],
    ['six minutes ago', () => Date.now() - 360_000, 'stale_timestamp', 'behind'],
    ['six minutes ahead', () => Date.now() + 360_000, 'stale_timestamp', 'ahead'],
  ])('refuses a timestamp that is %s', async (_what, timestamp, code, word) => {
    const caller = await server.organization();
    const answer = await refusal(caller.asks(ask(), { timestamp: timestamp() }));
    expect(answer).toMatchObject({ code, detail: expect.stringContaining(word) as string });
  });

  it('refuses who has no key, an unknown, a revoked or an expired one', async () => {
    const caller = await server.organization();
    const post = () => request(server.url).post('/v1/request').set('Content-Type', 'application/json').send('{}');
    expect((await refusal(post())).code).toBe('missing_credentials');
    expect((await refusal(post().set('Authorization', 'Bearer nobody'))).code).toBe('unknown_api_key');
    expect((await refusal(post().set('Authorization', `Bearer ${caller.key.key}`))).code).toBe('missing_credentials');
    await sql(server.database, `UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      caller.key.id,
    ]);
    expect((await refusal(caller.asks(ask()))).code).toBe('expired_api_key');
    expect(await server.app.get(ApiKeysService).revoke(caller.entity.id, caller.key.id)).toBe(true);
    expect((await refusal(caller.asks(ask()))).code).toBe('unknown_api_key');
  });

  it('takes both secrets while a rotation overlaps, then only the new one', async () => {
    const caller = await server.organization();
    const renewed = withSecret(caller, (await server.app.get(ApiKeysService).rotate(caller.entity.id, caller.key.id))!);
    await caller.asks(ask()).expect(201);
    await renewed.asks(ask()).expect(201);
    await sql(
      server.database,
      `UPDATE api_keys SET previous_secret_until = now() - interval '1 second' WHERE id = $1`,
      [caller.key.id],
    );
    expect((await refusal(caller.asks(ask()))).code).toBe('signature_mismatch');
    await renewed.asks(ask()).expect(201);
  });

  it('does what a key says of signatures', async () => {
    const trusting = await server.organization({ key: { requireSignature: false } });
    const body = JSON.stringify(ask());
    const bare = request(server.url).post('/v1/request').set('Authorization', `Bearer ${trusting.key.key}`);
    await bare.set('Content-Type', 'application/json').send(body).expect(201);
    const strict = await server.organization({ key: { minSignatureVersion: 2 } });
    expect((await refusal(strict.asks(ask(), { version: 1 }))).code).toBe('signature_version_required');
    await strict.asks(ask(), { version: 2 }).expect(201);
  });
});

interface Route {
  route?: { path: string; methods: Record<string, boolean> };
}

describe('The routes', () => {
  /** A new route is guarded unless somebody writes it down here. */
  const PUBLIC = [
    ...['GET /.well-known/did.json', 'GET /health/live', 'GET /health/ready'],
    ...['GET /identity/callback/:provider', 'GET /metrics', 'GET /o/:id/did.json'],
    ...['GET /pages/:version/:name', 'GET /pages/:version/:name.css'],
    ...['GET /u/:id/did.json', 'GET /v1/via/dids/:did', 'GET /v1/via/health'],
    ...[
      'GET /v1/via/status/:listId',
      'GET /verify',
      'GET /verify/:credentialId',
      'GET /verify/:sha256/placet-verify.mjs',
      'GET /verify/:token/:credentialId',
      'GET /verify/placet-verify.mjs',
      'POST /verify',
    ],
  ];

  it('are guarded, all but these', async () => {
    const { stack } = (server.app.getHttpAdapter().getInstance() as { router: { stack: Route[] } }).router;
    const routes = stack.flatMap(({ route }) =>
      route && !route.path.includes('*') /* middleware, which answers nothing */
        ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`)
        : [],
    );
    const open: string[] = [];
    for (const route of routes) {
      const [method, path] = route.split(' ');
      const concrete = path.replace(/:[a-z]+/gi, 'f'.repeat(24));
      const answer = await request(server.url)[method.toLowerCase() as 'get'](concrete);
      if (answer.status !== 401 && (answer.body as Refused).code !== 'missing_credentials') open.push(route);
    }
    expect(routes).toContain('POST /v1/request');
    expect(open.filter((route) => !/ \/(docs|link)\b/.test(route)).sort()).toEqual(PUBLIC);
  });
});
