import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startServer, type TestServer } from '../support/server';

const run = promisify(execFile);
const FOLDER = join('test-output', `client-${process.pid}`);
const bin = (name: string) => join('node_modules', '.bin', name);

/** A program as somebody else would write it: types from openapi.json, calls through openapi-fetch, signed on the way. */
const PROGRAM = `
import createClient, { type Middleware } from 'openapi-fetch';
import { createHash, createHmac } from 'node:crypto';
import type { paths } from './api';

const { PLACET_URL, API_KEY, SIGNATURE_SECRET } = process.env as Record<string, string>;
const signing: Middleware = {
  async onRequest({ request }) {
    const body = Buffer.from(await request.clone().arrayBuffer());
    const { pathname, search } = new URL(request.url);
    const timestamp = String(Date.now());
    const digest = createHash('sha256').update(body).digest('hex');
    const signed = [request.method, pathname + search, timestamp, digest].join('\\n');
    request.headers.set('Authorization', 'Bearer ' + API_KEY);
    request.headers.set('X-Timestamp', timestamp);
    request.headers.set('X-Signature-Version', '2');
    request.headers.set('X-Signature', createHmac('sha256', SIGNATURE_SECRET).update(signed).digest('hex'));
    return request;
  },
};
const client = createClient<paths>({ baseUrl: PLACET_URL });
client.use(signing);
const must = <T>(what: string, { data, error }: { data?: T; error?: unknown }): T => {
  if (data === undefined) throw new Error(what + ': ' + JSON.stringify(error));
  return data;
};
const header = { 'X-Signature-Version': '2' } as const;
let requestId = '';
let keyId = '';

async function round(): Promise<void> {
`;

interface Step {
  title: string;
  source: string;
}

const STEPS: Step[] = [
  {
    title: 'asks who it is',
    source: `const me = must('me', await client.GET('/v1/me'));
      if (me.signature.version !== 2) throw new Error('not signed with version 2');`,
  },
  {
    title: 'creates',
    source: `const created = must('create', await client.POST('/v1/request', {
        params: { header: { 'Idempotency-Key': 'round-1' } },
        body: {
          contacts: ['ana@example.com'],
          name: 'A round',
          credentials: [{ type: 'CONSENT', name: 'Privacy', data: [{ label: 'text', type: 'string', value: 'I agree.' }] }],
        },
      }));
      requestId = created.id;
      const status: string = created.credentials[0].status;
      if (status !== 'PENDING') throw new Error(status);`,
  },
  {
    title: 'is told what is wrong',
    source: `const { error, response } = await client.POST('/v1/request', { body: { contacts: [] } });
      if (response.status !== 400 || error?.code !== 'validation_failed') throw new Error(JSON.stringify(error));`,
  },
  {
    title: 'finds',
    source: `const found = must('find', await client.GET('/v1/request', { params: { query: { search: 'a round', pageSize: 5 } } }));
      if (found.data[0].id !== requestId) throw new Error('not found');`,
  },
  {
    title: 'follows',
    source: `const shown = must('follow', await client.GET('/v1/request/{id}', { params: { path: { id: requestId } } }));
      if (shown.status !== 'PENDING') throw new Error(shown.status);`,
  },
  {
    title: 'asks for another code, too soon',
    source: `const { error, response } = await client.PATCH('/v1/request/resend/{id}', {
        params: { path: { id: requestId }, query: { contact: 'ana@example.com' } },
      });
      if (response.status !== 429 || error?.code !== 'resend_too_soon') throw new Error(JSON.stringify(error));
      if (!(Number(response.headers.get('Retry-After')) > 0)) throw new Error('not told how long to wait');`,
  },
  {
    title: 'cancels',
    source: `if (must('cancel', await client.DELETE('/v1/request/{id}', { params: { path: { id: requestId } } })) !== true)
        throw new Error('not canceled');
      const { response } = await client.GET('/v1/request/{id}', { params: { path: { id: requestId } } });
      if (response.status !== 404) throw new Error('still there');`,
  },
  {
    title: 'makes a key, replaces its secret, ends it',
    source: `const key = must('key', await client.POST('/v1/api-keys', { params: { header }, body: { name: 'Round' } }));
      keyId = key.id;
      const path = { id: keyId };
      const rotated = must('rotate', await client.POST('/v1/api-keys/{id}/rotate', {
        params: { header, path }, body: { overlapHours: 0 },
      }));
      if (rotated.signatureSecret === key.signatureSecret) throw new Error('the same secret');
      const ended = must('revoke', await client.DELETE('/v1/api-keys/{id}', { params: { header, path } }));
      if (ended.status !== 'REVOKED') throw new Error(ended.status);`,
  },
  {
    title: 'changes a setting',
    source: `const changed = must('settings', await client.PATCH('/v1/me/settings', { params: { header }, body: { colour: '#1f5f6b' } }));
      if (changed.colour !== '#1f5f6b') throw new Error('not changed');`,
  },
];

describe('A client generated from openapi.json', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    mkdirSync(FOLDER, { recursive: true });
  });
  afterAll(async () => {
    rmSync(FOLDER, { recursive: true });
    await server.stop();
  });

  it(`compiles and makes a full round: ${STEPS.map(({ title }) => title).join(', ')}`, async () => {
    const { key } = await server.organization();
    const parts = STEPS.map(({ title, source }) => `{ ${source} }\nconsole.log(${JSON.stringify(title)});`);
    writeFileSync(join(FOLDER, 'round.ts'), `${PROGRAM}${parts.join('\n')}\n}\nvoid round();\n`);
    // In its own folder: it would take our redocly.yaml for its own settings.
    await run(resolve(bin('openapi-typescript')), [resolve('openapi.json'), '--output', 'api.d.ts'], { cwd: FOLDER });
    const strict = ['--strict', '--skipLibCheck', '--types', 'node', '--target', 'es2022'];
    const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--ignoreConfig'];
    await run(bin('tsc'), [...strict, ...modules, join(FOLDER, 'round.ts')]).catch((error: { stdout: string }) => {
      throw new Error(error.stdout);
    });
    const environment = { PLACET_URL: server.url, API_KEY: key.key, SIGNATURE_SECRET: key.signatureSecret };
    const { stdout } = await run(process.execPath, [join(FOLDER, 'round.js')], {
      env: { ...process.env, ...environment },
    });
    expect(stdout.trim().split('\n')).toEqual(STEPS.map(({ title }) => title));
  });
});
