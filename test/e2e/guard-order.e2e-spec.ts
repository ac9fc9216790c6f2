import { Body, Controller, Delete, Get, Module, Patch, Post } from '@nestjs/common';
import request from 'supertest';
import { ApiKeysService } from '../../src/modules/auth';
import { CurrentOrganization, Public, type CallingOrganization } from '../../src/platform/http';
import { aConsent, sql, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { rawCall } from '../support/raw-call';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** Routes as a later module would add them: they say nothing of who may call, but for the last. */
@Controller('v1/probe')
class ProbeController {
  @Get() read(@CurrentOrganization() { id }: CallingOrganization): object {
    return { id };
  }
  @Delete() remove(@CurrentOrganization() { id }: CallingOrganization): object {
    return { id };
  }
  @Patch() change(@CurrentOrganization() { id }: CallingOrganization): object {
    return { id };
  }
  @Post() size(@Body() body: { text: string }): object {
    return { size: body.text.length };
  }
  @Public() @Get('open') open(): object {
    return { open: true };
  }
}
@Module({ controllers: [ProbeController] })
class ProbeModule {}

const clock = new TestClock(new Date('2026-11-23T09:00:00.000Z'));
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, additions: [ProbeModule], environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

let asks = 0;
const ask = () => ({ contacts: [`p${++asks}@example.com`], credentials: [aConsent()] });
const code = (body: unknown) => (body as Refused).code;

describe('A route', () => {
  it('that says nothing of who may call is shut', async () => {
    for (const method of ['get', 'post', 'patch', 'delete'] as const)
      expect(code((await request(server.url)[method]('/v1/probe').expect(401)).body)).toBe('missing_credentials');
    await request(server.url).get('/v1/probe/open').expect(200, { open: true });
  });

  it('knows whose key it is', async () => {
    const other = await server.organization();
    for (const caller of [organization, other]) await caller.call('get', '/v1/probe').expect(200, { id: caller.id });
  });

  it.each(['get', 'delete', 'patch'] as const)('by %s takes an empty body that is declared as JSON', (method) =>
    organization
      .call(method, '/v1/probe', undefined, { headers: { 'Content-Type': 'application/json' } })
      .expect(200, { id: organization.id }),
  );

  it('takes a megabyte and not a byte more, unless it says otherwise', async () => {
    const text = 'x'.repeat(1024 * 1024 - '{"text":""}'.length);
    await organization.call('post', '/v1/probe', { text }).expect(201, { size: text.length });
    const { body } = await organization.call('post', '/v1/probe', { text: `${text}x` }).expect(413);
    expect((body as Refused).detail).toContain('1048576 bytes');
  });
});

describe('A timestamp', () => {
  const at = (offset: number) => organization.asks(ask(), { timestamp: clock.now().getTime() + offset });

  it('may be 300,000 ms away, either way, and no more', async () => {
    await at(300_000).expect(201);
    await at(-300_000).expect(201);
    expect(code((await at(300_001).expect(401)).body)).toBe('stale_timestamp');
    const { body } = await at(-300_001).expect(401);
    expect((body as Refused).detail).toContain("300 seconds behind this server's clock");
  });
});

describe('A stranger costs nothing:', () => {
  const head = (more: string[]) => [
    'POST /v1/request HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    ...more,
  ];
  const huge = `Content-Length: ${32 * 1024 * 1024}`;

  it.each([
    ['no key', [huge], 'missing_credentials'],
    ['an unknown key', ['Authorization: Bearer placet_nobody', huge], 'unknown_api_key'],
    [
      'an unknown key, of no known length',
      ['Authorization: Bearer placet_nobody', 'Transfer-Encoding: chunked'],
      'unknown_api_key',
    ],
  ])('%s is answered before the body comes, and the line is closed', async (_what, headers, expected) => {
    const answer = await rawCall(server.url, head(headers), '');
    expect(answer).toMatchObject({ status: 401, closed: true });
    expect(answer.head.toLowerCase()).toContain('connection: close');
    expect(code(JSON.parse(answer.body))).toBe(expected);
  });

  it('a known key with a stale or no timestamp, too', async () => {
    const bearer = `Authorization: Bearer ${organization.key.key}`;
    const unsigned = await rawCall(server.url, head([bearer, huge]));
    expect([unsigned.status, unsigned.closed, code(JSON.parse(unsigned.body))]).toEqual([
      401,
      true,
      'missing_credentials',
    ]);
    const stale = await rawCall(
      server.url,
      head([bearer, huge, 'X-Timestamp: 1757160000000', `X-Signature: ${'0'.repeat(64)}`]),
    );
    expect([stale.status, stale.closed, code(JSON.parse(stale.body))]).toEqual([401, true, 'stale_timestamp']);
  });

  it('a body that is announced as too large is refused unread', async () => {
    const signature = organization.sign('POST', '/v1/request', 'x');
    const headers = Object.entries(signature).map(([name, value]) => `${name}: ${value}`);
    const answer = await rawCall(server.url, head([...headers, `Content-Length: ${32 * 1024 * 1024 + 1}`]));
    expect([answer.status, answer.closed, code(JSON.parse(answer.body))]).toEqual([413, true, 'body_too_large']);
  });
});

describe('Of several things that are wrong, the first counts:', () => {
  const deep = '['.repeat(33) + ']'.repeat(33);
  const wrongly = (body: string, headers: Record<string, string> = {}) =>
    organization.call('post', '/v1/request', body, { headers: { 'X-Signature': '0'.repeat(64), ...headers } });

  it.each<[string, () => request.Test, number, string]>([
    ['the size before the signature', () => wrongly('x'.repeat(32 * 1024 * 1024 + 1)), 413, 'body_too_large'],
    [
      'the type before the signature',
      () => wrongly('{}', { 'Content-Type': 'text/plain' }),
      415,
      'unsupported_media_type',
    ],
    ['the depth before the signature', () => wrongly(deep), 400, 'too_deep'],
    ['the number of values before the signature', () => wrongly(`[${'1,'.repeat(60_000)}1]`), 400, 'too_many_values'],
    ['the signature before the JSON', () => wrongly('{"contacts":'), 401, 'signature_mismatch'],
    ['the signature before the fields', () => wrongly('{"colour":1}'), 401, 'signature_mismatch'],
    [
      'the signature before the Idempotency-Key',
      () => wrongly('{}', { 'Idempotency-Key': '' }),
      401,
      'signature_mismatch',
    ],
  ])('%s', async (_what, call, status, expected) => {
    const answer = await call();
    expect([answer.status, code(answer.body)]).toEqual([status, expected]);
  });
});

describe('A key', () => {
  it('expires by the clock of the server, to the millisecond', async () => {
    const expiresAt = new Date(clock.now().getTime() + 1000);
    const caller = await server.organization({ key: { expiresAt } });
    await caller.asks(ask()).expect(201);
    clock.advance({ milliseconds: 999 });
    await caller.asks(ask()).expect(201);
    clock.advance({ milliseconds: 1 });
    expect(code((await caller.asks(ask()).expect(401)).body)).toBe('expired_api_key');
  });

  it('has its last use noted once a minute', async () => {
    const caller = await server.organization();
    const lastUse = async () =>
      (
        await sql<{ at: Date | null }>(server.database, 'SELECT last_used_at AS at FROM api_keys WHERE id = $1', [
          caller.key.id,
        ])
      )[0].at;
    expect(await lastUse()).toBeNull();
    const first = clock.now();
    await caller.asks(ask()).expect(201);
    await eventually(async () => expect(await lastUse()).toEqual(first));
    clock.advance({ seconds: 59 });
    await caller.asks(ask()).expect(201);
    expect(await lastUse()).toEqual(first);
    clock.advance({ seconds: 1 });
    await caller.asks(ask()).expect(201);
    await eventually(async () => expect(await lastUse()).toEqual(clock.now()));
  });

  it('loses its old secret when the overlap of a rotation is over', async () => {
    const caller = await server.organization();
    const renewed = await server.app.get(ApiKeysService).rotate(caller.entity.id, caller.key.id, 2);
    expect(renewed).toMatch(/^placet_[0-9A-Za-z]{30}$/);
    clock.advance({ hours: 2, milliseconds: -1 });
    await caller.asks(ask()).expect(201);
    clock.advance({ milliseconds: 1 });
    expect(code((await caller.asks(ask()).expect(401)).body)).toBe('signature_mismatch');
  });

  it('cannot be rotated or revoked by another organization', async () => {
    const [caller, thief] = [await server.organization(), await server.organization()];
    const keys = server.app.get(ApiKeysService);
    expect(await keys.rotate(thief.entity.id, caller.key.id)).toBeNull();
    expect(await keys.revoke(thief.entity.id, caller.key.id)).toBe(false);
    expect((await keys.list(thief.entity.id)).map(({ id }) => id)).toEqual([thief.key.id]);
    await caller.asks(ask()).expect(201);
  });

  it('is stored as a hash, its secret sealed', async () => {
    const [row] = await sql<{ row: string }>(server.database, 'SELECT k::text AS row FROM api_keys k WHERE id = $1', [
      organization.key.id,
    ]);
    for (const secret of [organization.key.key, organization.key.signatureSecret])
      for (const form of [secret, Buffer.from(secret).toString('hex')]) expect(row.row).not.toContain(form);
  });

  it('and its secret have at least 32 characters, when an administrator brings his own', async () => {
    const keys = server.app.get(ApiKeysService);
    const short = { name: 'x', key: 'k'.repeat(31), signatureSecret: 's'.repeat(32) };
    await expect(keys.create(organization.entity.id, short)).rejects.toThrow('32 characters');
    const own = await keys.create(organization.entity.id, { ...short, key: 'k'.repeat(32) });
    expect(own).toMatchObject({ key: 'k'.repeat(32), signatureSecret: 's'.repeat(32) });
  });
});
