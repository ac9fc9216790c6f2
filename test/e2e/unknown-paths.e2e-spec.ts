import request from 'supertest';
import type { Refused } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options'] as const;
const code = ({ body }: request.Response) => (body as Refused).code;

describe('Below /v1 a stranger learns nothing:', () => {
  it.each(['/v1', '/v1/nothing', '/v1/request/deep/down/here'])('%s is a 401 by every method', async (path) => {
    for (const method of METHODS)
      expect(code(await request(server.url)[method](path).expect(401))).toBe('missing_credentials');
  });

  it('a known path is no different by a method that it does not have, nor by a wrong signature', async () => {
    expect(code(await request(server.url).put('/v1/request').expect(401))).toBe('missing_credentials');
    const wrong = { headers: { 'X-Signature': '0'.repeat(64) } };
    expect(code(await organization.call('put', '/v1/request', {}, wrong).expect(401))).toBe('signature_mismatch');
  });
});

/** What Express keeps of a route. */
interface Layer {
  route?: { path: string };
}

it('What answers the rest comes after every route', () => {
  const { router } = server.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  const paths = router.stack.flatMap(({ route }) => (route ? [route.path] : []));
  const rest = paths.filter((path) => /^\/(v1)?\{\/?\*rest\}$/.test(path));
  expect(rest).toHaveLength(2);
  expect(paths.slice(-2)).toEqual(rest);
  expect(paths).toEqual(expect.arrayContaining(['/metrics', '/v1/resource/:id', '/verify/:credentialId']));
});

describe('Who is known is told', () => {
  it('that there is nothing, by a 404', async () => {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const answer = await organization.call(method, '/v1/nothing').expect(404);
      expect(code(answer)).toBe('not_found');
      expect(answer.headers.allow).toBeUndefined();
    }
  });

  it('which methods a path has, by a 405 and Allow', async () => {
    const answer = await organization.call('put', '/v1/request', {}).expect(405);
    expect(code(answer)).toBe('method_not_allowed');
    expect(answer.headers.allow.split(', ')).toContain('POST');
    expect(answer.headers.allow.split(', ')).not.toContain('PUT');
    expect((answer.body as Refused).detail).toContain('PUT');
  });
});

describe('Outside /v1', () => {
  it('a path that nobody knows is a 404 for everybody, and a known one names its methods', async () => {
    expect(code(await request(server.url).post('/favicon.ico').expect(404))).toBe('not_found');
    const answer = await request(server.url).post('/health/live').expect(405);
    expect([code(answer), answer.headers.allow]).toEqual(['method_not_allowed', 'GET, HEAD']);
  });
});
