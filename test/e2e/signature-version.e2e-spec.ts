import request from 'supertest';
import { idsOf, kindOf } from '../support/api-ids';
import { jsonBodyOf, operations, parametersOf, type Callable } from '../support/openapi-document';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const demands = ({ operation }: Callable): boolean =>
  operation.parameters.some(({ name, schema }) => name === 'X-Signature-Version' && schema.enum?.join() === '2');
/** What changes keys, secrets or settings: by path, so that a route which forgets to demand it is found. */
const CHANGES = operations.filter(
  ({ method, path }) => method !== 'get' && /^\/v1\/(api-keys|me|webhooks\/secrets)\b/.test(path),
);

async function send(one: Callable, caller: TestOrganization, version: 1 | 2) {
  const ids = await idsOf(server, await server.organization());
  const path = parametersOf(one, 'path').reduce(
    (url, parameter) => url.replace(`{${parameter.name}}`, ids[kindOf(one, parameter)!]),
    one.path,
  );
  return caller.call(one.method, path, Object.values(jsonBodyOf(one)?.examples ?? {}).at(0)?.value, { version });
}

describe('Signature version 2', () => {
  it('is demanded, in the document, where keys or settings change, and nowhere else', () => {
    expect(CHANGES.length).toBeGreaterThan(3);
    expect(operations.filter(demands).map(({ name }) => name)).toEqual(CHANGES.map(({ name }) => name));
  });

  it.each(CHANGES.map((one) => [one.name, one] as const))('is demanded by %s', async (_name, one) => {
    const caller = await server.organization();
    const refused = await send(one, caller, 1);
    expect(refused.body).toMatchObject({ statusCode: 401, code: 'signature_version_required' });
    expect((await send(one, caller, 2)).status).not.toBe(401);

    const trusting = await server.organization({ key: { requireSignature: false } });
    const bare = await request(server.url)
      [one.method](one.path.replaceAll(/\{\w+\}/g, 'f'.repeat(24)))
      .set('Authorization', `Bearer ${trusting.key.key}`);
    expect(bare.body).toMatchObject({ statusCode: 401, code: 'signature_version_required' });
    expect((await send(one, trusting, 1)).status).toBe(401);
  });

  it('is not demanded to look', async () => {
    const caller = await server.organization();
    for (const path of ['/v1/me', '/v1/me/settings', '/v1/api-keys']) await caller.call('get', path).expect(200);
  });
});
