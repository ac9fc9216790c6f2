import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { ANONYMOUS_CALLERS } from '../../src/platform/http';
import { PlaygroundModule } from '../../src/playground/playground.module';
import { seedDemo } from '../../src/playground/seeds';
import { aConsent, sql, type Created, type Refused } from '../support/asking';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

const asked = { contacts: ['ana@example.com'], credentials: [aConsent()] };

describe('In the playground', () => {
  const directory = mkdtempSync(join(tmpdir(), 'placet-playground-'));
  let database: TestDatabase;
  let server: TestServer;
  let stopped = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    await seedDemo(database.url);
    const stop = () => Promise.resolve(void (stopped += 1));
    const additions = [PlaygroundModule.with({ directory, stop })];
    server = await startServer({ database, additions, playground: true });
  });
  afterAll(async () => {
    await server.stop();
    expect(stopped).toBe(1);
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  /** Every path that the application answers to a GET. */
  function paths(): string[] {
    const { router } = server.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    return router.stack.flatMap(({ route }) => (route?.methods.get ? [route.path].flat() : []));
  }

  it('whoever sits at this machine acts as the demo organization', async () => {
    const { body } = await request(server.url).post('/v1/request').send(asked).expect(201);
    const rows = await sql(
      database,
      'SELECT o.slug, r.api_key_id FROM requests r JOIN organizations o ON o.id = r.org_id WHERE r.id = $1',
      [(body as Created).id],
    );
    expect(rows).toEqual([{ slug: 'demo', api_key_id: null }]);
  });

  it.each([
    [{ Host: 'evil.example' }],
    [{ 'X-Forwarded-For': '127.0.0.1' }],
    [{ Origin: 'https://evil.example' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
  ])('whoever comes from elsewhere, as %j shows, is nobody and finds nothing', async (headers) => {
    const shown = paths().filter((path) => path === '/' || path.startsWith('/playground'));
    expect(shown.length).toBeGreaterThan(5);
    for (const path of shown) {
      const { body, status } = await request(server.url).get(path.replace(/:\w+/g, 'x')).set(headers);
      expect([path, status, (body as Refused).code]).toEqual([path, 404, 'not_found']);
    }
    const { body } = await request(server.url).post('/v1/request').set(headers).send(asked).expect(401);
    expect((body as Refused).code).toBe('missing_credentials');
  });

  it('the first page tells where to go, under a policy that allows its own stylesheet, the icon in it, and nothing else', async () => {
    const { text, headers } = await request(server.url).get('/').expect(200);
    for (const place of ['href="/docs"', 'href="/playground/mailbox"', 'curl --request POST'])
      expect(text).toContain(place);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    const [, styles] = /<link rel="stylesheet" href="([^"]+)"/.exec(text)!;
    await request(server.url).get(styles).expect(200).expect('Content-Type', /css/);
  });

  it('a message that was asked for stands in the mailbox, and its link opens', async () => {
    await request(server.url)
      .post('/v1/request')
      .send({ ...asked, contacts: ['bea@example.com'] })
      .expect(201);
    const mailbox = '/playground/mailbox?to=bea@example.com';
    const found = await until(
      async () => {
        const { body } = await request(server.url).get(mailbox).set('Accept', 'application/json').expect(200);
        return (body as { data: { text: string }[] }).data;
      },
      ({ length }) => length > 0,
    );
    const [link] = /\/link\/[0-9a-f]{24}/.exec(found[0].text)!;
    expect((await request(server.url).get(link).expect(200)).text).toContain('Meridian Travel, Lda.');
  });
});

describe('With a database of its own', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('nobody is anonymous: a call without a key is refused, from this machine as well', async () => {
    expect(() => server.app.get<unknown>(ANONYMOUS_CALLERS, { strict: false })).toThrow();
    const { body } = await request(server.url).post('/v1/request').send(asked).expect(401);
    expect((body as Refused).code).toBe('missing_credentials');
  });

  it.each(['/', '/playground', '/playground/mailbox', '/playground/credentials'])('there is nothing at %s', (path) =>
    request(server.url).get(path).expect(404),
  );
});

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
}
