import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import request from 'supertest';
import { PROBLEMS } from '../../src/platform/http';
import { DEMO_IDS } from '../../src/playground/seeds';
import { describeWithJudge } from '../support/judges';
import { exampleOf } from '../support/journey';
import {
  COMMITTED,
  document,
  isPublic,
  jsonBodyOf,
  nameOf,
  operations,
  parametersOf,
  takes,
  type Callable,
  type Schema,
} from '../support/openapi-document';
import { startPlayground, type TestPlayground } from '../support/playground';

const run = promisify(execFile);
let server: TestPlayground;

beforeAll(async () => {
  server = await startPlayground();
});
afterAll(() => server.stop());

const { schemas, examples } = document.components;
const fields = Object.entries(schemas).flatMap(([name, { properties }]) =>
  Object.entries(properties).map(([field, schema]) => ({ at: `${name}.${field}`, schema })),
);

describe('The OpenAPI document', () => {
  it('is committed as openapi.json (if not: npm run openapi)', async () => {
    const { body } = await request(server.url)
      .get('/docs/json')
      .expect(200)
      .expect('Content-Type', /^application\/json/);
    expect(COMMITTED).toBe(`${JSON.stringify(body, null, 2)}\n`);
  });

  it('holds the API and nothing of the pages, the probes and the playground', () => {
    expect(operations.map(({ path }) => path).filter((path) => !path.startsWith('/v1/'))).toEqual([]);
    expect(document.servers).toMatchObject([{ url: '/' }]);
    expect(Object.keys(document.components.securitySchemes)).toEqual(['apiKey', 'timestamp', 'signature']);
    expect(document.tags.filter(({ description }) => !description)).toEqual([]);
  });

  it('tells of every operation what it does, and who may call it', () => {
    const groups = document.tags.map(({ name }) => name);
    for (const { name, operation } of operations) {
      expect([name, operation]).toMatchObject([
        name,
        { operationId: expect.any(String), summary: expect.any(String), description: expect.any(String) },
      ]);
      expect([name, operation.tags.filter((tag) => !groups.includes(tag)), operation.tags.length]).toEqual([
        name,
        [],
        1,
      ]);
      expect([name, operation.parameters.filter(({ description }) => !description)]).toEqual([name, []]);
      expect([name, operation.parameters.filter((one) => exampleOf(one) === undefined)]).toEqual([name, []]);
    }
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const guarded = operations.filter((one) => !isPublic(one));
    for (const { operation } of guarded)
      expect(operation.security).toEqual([{ apiKey: [], timestamp: [], signature: [] }]);
    expect(operations.filter(isPublic).map(({ name }) => name)).toEqual(
      operations.map(({ name }) => name).filter((name) => PUBLIC.test(name)),
    );
  });

  it.each(operations.map((one) => [one.name, one] as const))('declares what may go wrong with %s', (_name, one) => {
    const missing = statusesOf(one).filter((status) => !(status in one.operation.responses));
    expect(missing).toEqual([]);
  });

  it('speaks of limits exactly where calls are limited', () => {
    const limited = operations.filter(({ operation }) => '429' in operation.responses).map(({ name }) => name);
    expect(limited.filter((name) => !PUBLIC.test(name)).sort()).toEqual(LIMITED);
    expect(operations.filter(isPublic).filter(({ name }) => !limited.includes(name))).toEqual([]);
  });

  it('lets every write be repeated under a key', () => {
    const writes = operations.filter(
      ({ method, name }) => ['post', 'patch'].includes(method) && !(name in NOT_A_WRITE),
    );
    expect(writes.filter((one) => !takes(one, 'Idempotency-Key')).map(({ name }) => name)).toEqual([]);
  });

  it('shows of every body in JSON an example that can be sent', () => {
    const bare = operations.filter((one) => jsonBodyOf(one) && !Object.keys(jsonBodyOf(one)!.examples ?? {}).length);
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('has a description of every schema, and of every field a description and an example', () => {
    expect(Object.keys(schemas).filter((name) => !schemas[name].description)).toEqual([]);
    expect(fields.length).toBeGreaterThan(50);
    // What is one other schema shows the examples of that schema.
    const isOne = ({ $ref, allOf, oneOf }: Schema) => JSON.stringify([$ref, allOf, oneOf]).includes('#/components/');
    const bare = fields.filter(({ schema }) => !schema.description || (schema.example === undefined && !isOne(schema)));
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  it('shows an error of each code that fits its status, as the server writes it', () => {
    for (const { name, operation } of operations) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        if (Number(status) < 400 || NOT_A_PROBLEM.includes(`${name} ${status}`)) continue;
        expect(Object.keys(content)).toEqual(['application/json', 'application/problem+json']);
        for (const { schema, examples: shown } of Object.values(content)) {
          expect(nameOf(schema)).toBe('ProblemBody');
          const codes = Object.values(shown ?? {}).map(nameOf);
          expect(codes.filter((code) => statusOf(code) === Number(status))).toEqual(codes);
          expect(codes.length).toBeGreaterThan(0);
          for (const code of codes)
            expect(examples[code].value).toMatchObject({ statusCode: Number(status), status: Number(status), code });
        }
      }
    }
    for (const { value } of Object.values(examples))
      expect(Object.keys(value)).toEqual(Object.keys(schemas.ProblemBody.properties));
  });
});

/** Answers from 400 on that are no errors: these say, with a receipt, that something is not allowed. */
const NOT_A_PROBLEM = [
  'POST /v1/credential/verify 403',
  'POST /v1/via/mandates/{id}/authorize 403',
  'POST /v1/via/mandates/{id}/commit 403',
];

const statusOf = (code: string): number => PROBLEMS[code as keyof typeof PROBLEMS][0];

/** Who may call without a key. */
const PUBLIC = / \/v1\/via\/(dids|status|health)\b/;
/** What is limited although it needs a key. */
const LIMITED = [
  ...['GET /v1/events', 'GET /v1/request/{id}'], // how many wait
  ...['PATCH /v1/request/resend/{id}', 'POST /v1/debug/signature', 'POST /v1/request'],
  'POST /v1/webhooks/{id}/deliveries/{deliveryId}/replay',
  ...['POST /v1/webhooks/{id}/replay', 'POST /v1/webhooks/{id}/test'],
];
/** POSTs that make nothing, and what they do instead. */
const NOT_A_WRITE: Record<string, string> = {
  'POST /v1/debug/signature': 'explains a signature',
  'POST /v1/placements/check': 'looks at places',
  'POST /v1/credential/verify': 'verifies what is given',
};

/** The statuses that an operation of this kind can answer. */
function statusesOf(one: Callable): string[] {
  const hasBody = one.operation.requestBody !== undefined;
  const looksAtBody = hasBody && !one.name.startsWith('POST /v1/debug/');
  return [
    ...(isPublic(one) ? ['500'] : ['401', '500', '503']),
    ...(hasBody ? ['413', '415'] : []),
    ...(looksAtBody || parametersOf(one, 'query').length > 0 ? ['400'] : []),
    ...(parametersOf(one, 'path').length > 0 ? ['400', '404'] : []),
    ...(takes(one, 'Idempotency-Key') ? ['409', '422'] : []),
  ];
}

describe('What the server refuses', () => {
  const call = (headers: Record<string, string>, body: string) =>
    request(server.url)
      .post('/v1/request')
      .set({ 'Content-Type': 'application/json', ...headers })
      .send(body);

  it.each<[string, Record<string, string>, string]>([
    ['a broken rule', {}, '{}'],
    ['no JSON', {}, '{'],
    ['an unknown key', { Authorization: 'Bearer nobody' }, '{}'],
    ['another content type', { 'Content-Type': 'text/plain' }, 'x'],
    ['a body that is too large', {}, `"${'x'.repeat(33 * 1024 * 1024)}"`],
  ])('is declared and looks as declared: %s', async (_what, headers, body) => {
    const answer = await call(headers, body);
    const declared = document.paths['/v1/request'].post.responses[String(answer.status)];
    const codes = Object.values(declared.content!['application/json'].examples ?? {}).map(nameOf);
    expect(codes).toContain((answer.body as { code: string }).code);
    expect(Object.keys(answer.body as object)).toEqual(Object.keys(schemas.ProblemBody.properties));
  });
});

describe('The page of the document', () => {
  it('and all that it needs come compressed to who can read that, and plain to who cannot', async () => {
    for (const path of [
      '/docs/json',
      '/docs/assets/swagger-ui-bundle.js',
      '/docs/assets/docs.css',
      '/docs/assets/docs.js',
    ]) {
      const packed = await request(server.url).get(path).set('Accept-Encoding', 'gzip').expect(200);
      const plain = await request(server.url).get(path).set('Accept-Encoding', 'identity').expect(200);
      expect([path, packed.headers['content-encoding'], plain.headers['content-encoding']]).toEqual([
        path,
        'gzip',
        undefined,
      ]);
      expect(Number(packed.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 1.9);
      expect(packed.text).toBe(plain.text);
      const known = { 'If-None-Match': packed.headers['etag'], 'Accept-Encoding': 'gzip' };
      await request(server.url).get(path).set(known).expect(304);
    }
  });

  it('may run its own scripts and call its own server, and nothing else', async () => {
    const { headers, text } = await request(server.url)
      .get('/docs')
      .expect(200)
      .expect('Content-Type', /^text\/html/);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/<script(?! src="\/docs\/)|https?:\/\//);
    for (const [, file] of text.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g))
      await request(server.url).get(file).expect(200);
  });

  it.each([
    '/docs/assets/index.html',
    '/docs/assets/swagger-initializer.js',
    '/docs/assets/introduction.md',
    '/docs-json',
  ])('serves nothing that it does not need: %s', (path) => request(server.url).get(path).expect(404));

  it('finds key, secret and the ids of the demo in the playground', async () => {
    const { apiKey, signatureSecret } = server.card;
    const { body, headers } = await request(server.url).get('/playground/credentials').expect(200);
    expect(body).toEqual({ apiKey, signatureSecret, ids: DEMO_IDS });
    expect(headers['cache-control']).toBe('no-store');
  });
});

describeWithJudge('openssl', 'openssl', 'The commands of the introduction', () => {
  describeWithJudge('curl', 'curl', 'sign a call', () => {
    const commands = Array.from(document.info.description.matchAll(/```sh\n(.*?)```/gs), ([, command]) => command);

    it.each(commands.map((command, at) => [at + 1, command] as const))('of version %i', async (_version, command) => {
      const { url, apiKey, signatureSecret } = server.card;
      const env = { ...process.env, PLACET_URL: url, API_KEY: apiKey, SIGNATURE_SECRET: signatureSecret };
      const { stdout } = await run('bash', ['-c', command], { env, timeout: 120_000 });
      expect(JSON.parse(stdout)).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/) });
    });
  });
});
