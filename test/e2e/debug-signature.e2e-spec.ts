import { createHash, createHmac } from 'node:crypto';
import request from 'supertest';
import { TestClock } from '../support/clock';
import { withinOneMinute } from '../support/one-minute';
import { startPlayground } from '../support/playground';
import { startServer, TestOrganization, type CallOptions, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ clock });
});
afterAll(() => server.stop());

const now = () => clock.now().getTime();
const PATH = '/v1/debug/signature';
interface Report {
  valid: boolean;
  received: { bytes: number; sha256: string; skew: number | null; method: string; url: string };
  checks: { check: string; result: string; code: string | null; message: string }[];
  signedString: string;
  hint: string | null;
}
const explain = async (by: TestOrganization, body: unknown, options: CallOptions = {}): Promise<Report> =>
  (await by.call('post', PATH, body, options).expect(200)).body as Report;
const withSecret = (caller: TestOrganization, signatureSecret: string) =>
  new TestOrganization(server.url, caller.entity, { ...caller.key, signatureSecret });
const failures = ({ checks }: Report) => checks.filter(({ result }) => result === 'fail').map(({ code }) => code);

describe('POST /v1/debug/signature', () => {
  it('says of a well-signed call, in either version, that it would be let in', async () => {
    const caller = await server.organization();
    const body = JSON.stringify({ hello: 'wörld' });
    for (const version of [1, 2] as const) {
      const report = await explain(caller, body, { version, timestamp: now() });
      expect(report).toMatchObject({ valid: true, hint: null });
      expect(report.checks.map(({ result }) => result)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
      const sha256 = createHash('sha256').update(body).digest('hex');
      expect(report.received).toMatchObject({ bytes: Buffer.byteLength(body), sha256, method: 'POST', url: PATH });
      expect(report.received.skew).toBe(0);
    }
    expect(await explain(caller, undefined)).toMatchObject({ valid: true, received: { bytes: 0 } });
  });

  it('says which check fails, and what else would', async () => {
    const caller = await server.organization();
    expect(failures(await explain(withSecret(caller, 'x'.repeat(40)), '{}'))).toEqual(['signature_mismatch']);
    const late = await explain(caller, '{}', { timestamp: now() - 600_000 });
    expect(failures(late)).toEqual(['stale_timestamp']);
    expect(late.received.skew).toBe(-600_000);
    expect(failures(await explain(caller, '{}', { timestamp: Math.floor(now() / 1000) }))).toEqual([
      'malformed_timestamp',
    ]);
    expect(failures(await explain(caller, '{"a":'))).toEqual(['malformed_json']);
    expect(failures(await explain(caller, '{}', { headers: { 'X-Signature-Version': '3' } }))).toContain(
      'signature_version_required',
    );
    const bare = await request(server.url).post(PATH).set('Authorization', `Bearer ${caller.key.key}`).expect(200);
    expect((bare.body as Report).checks.map(({ result }) => result)).toEqual(['fail', 'skip', 'skip', 'pass', 'skip']);
    const strict = await server.organization({ key: { minSignatureVersion: 2 } });
    expect(failures(await explain(strict, '{}'))).toEqual(['signature_version_required']);
  });

  it.each<[string, (secret: string, key: string, timestamp: string, body: string) => string, RegExp]>([
    ['the key instead of the secret', (_s, key, t, body) => hmac(key, `${t}.${body}`), /API key/],
    ['base64', (s, _k, t, body) => createHmac('sha256', s).update(`${t}.${body}`).digest('base64'), /hex/],
    ['no body', (s, _k, t) => hmac(s, t), /leaves out the body/],
    ['the body alone', (s, _k, _t, body) => hmac(s, body), /body alone/],
    ['a line break too much', (s, _k, t, body) => hmac(s, `${t}.${body}\n`), /line break/],
  ])('knows a common mistake: %s', async (_what, sign, hint) => {
    const caller = await server.organization();
    const timestamp = String(now());
    const signature = sign(caller.key.signatureSecret, caller.key.key, timestamp, '{"a":1}');
    const report = await explain(caller, '{"a":1}', { timestamp, headers: { 'X-Signature': signature } });
    expect(report).toMatchObject({ valid: false, hint: expect.stringMatching(hint) });
  });

  it('never tells the secret or the expected signature', async () => {
    const caller = await server.organization();
    const timestamp = now();
    const right = caller.sign('POST', PATH, '{}', { timestamp })['X-Signature'];
    const report = await explain(withSecret(caller, 'x'.repeat(40)), '{}', { timestamp });
    const text = JSON.stringify(report);
    for (const secret of [right, caller.key.signatureSecret, caller.key.key]) expect(text).not.toContain(secret);
  });

  it('needs a key that it knows, in the playground too', async () => {
    await request(server.url).post(PATH).expect(401);
    await request(server.url).post(PATH).set('Authorization', 'Bearer nobody').expect(401);
    const playground = await startPlayground();
    await request(playground.url).post(PATH).expect(401);
    await playground.stop();
  });

  it('explains sixty times a minute for a key, exactly, whichever process is asked', async () => {
    const second = await startServer({ database: server.database, clock });
    await withinOneMinute(server.database, async () => {
      const [caller, other] = [await server.organization(), await server.organization()];
      const answers = await Promise.all(
        Array.from({ length: 70 }, (_, n) => caller.at(n % 2 ? server : second).call('post', PATH, '{}')),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(10);
      expect(refused[0].headers).toMatchObject({ 'retry-after': expect.any(String), 'ratelimit-limit': '60' });
      await explain(other, '{}');
    });
    await second.stop();
  });
});

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
