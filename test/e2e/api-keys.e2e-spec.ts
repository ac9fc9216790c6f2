import { Envelopes } from '../../src/platform/secrets';
import { aConsent, dump, sql, type Refused } from '../support/asking';
import { startServer, TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Key {
  id: string;
  name: string;
  status: string;
  hint: string;
  apiKey: string;
  signatureSecret: string;
  previousSecretUntil: string | null;
  revokedAt: string | null;
}

const ask = { contacts: ['ana@example.com'], credentials: [aConsent()] };
const signed = { version: 2 } as const;
const makes = async (by: TestOrganization, body: object = { name: 'Booking' }): Promise<Key> =>
  (await by.call('post', '/v1/api-keys', body, signed).expect(201)).body as Key;
const lists = async (by: TestOrganization, query = ''): Promise<{ data: Key[]; totalCount: number }> =>
  (await by.call('get', `/v1/api-keys${query}`).expect(200)).body as { data: Key[]; totalCount: number };
const holding = (by: TestOrganization, { id, apiKey, signatureSecret }: Key): TestOrganization =>
  new TestOrganization(server.url, by.entity, { id, key: apiKey, signatureSecret });

const evidenceOf = async ({
  id: org,
}: TestOrganization): Promise<{ kind: string; subjectId: string; details: object }[]> => {
  const rows = await sql<{ id: string; kind: string; subject_id: string; content: Buffer }>(
    server.database,
    `SELECT e.id, e.kind, e.subject_id, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id
     WHERE e.org_id = $1 ORDER BY e.id`,
    [org],
  );
  const opened = ({ id, content }: (typeof rows)[number]) =>
    JSON.parse(server.app.get(Envelopes).open({ purpose: 'evidence.details', row: id }, content).toString()) as object;
  return rows.map((row) => ({ kind: row.kind, subjectId: row.subject_id, details: opened(row) }));
};

describe('API keys by the API', () => {
  it('makes a key that works, shows its secrets once and never in a list', async () => {
    const organization = await server.organization();
    const key = await makes(organization, { name: 'Booking', description: 'asks', minSignatureVersion: 2 });
    expect(key).toMatchObject({ name: 'Booking', status: 'ACTIVE', minSignatureVersion: 2, revokedAt: null });
    expect(key.apiKey).toMatch(/^placet_[0-9A-Za-z]{30}$/);
    const other = holding(organization, key);
    await other.asks(ask, signed).expect(201);
    expect((await other.asks(ask).expect(401)).body).toMatchObject({ code: 'signature_version_required' });

    const { data, totalCount } = await lists(organization);
    expect(data.map(({ name }) => name)).toEqual(['Booking', 'test']); // newest first
    expect(totalCount).toBe(2);
    expect(data[0].hint).toBe(key.apiKey.slice(-4));
    const listed = JSON.stringify(data);
    for (const secret of [key.apiKey, key.signatureSecret, organization.key.key]) expect(listed).not.toContain(secret);
    expect(Object.keys(data[0]).filter((name) => /hash|secret$|apiKey/i.test(name))).toEqual([]);
  });

  it('keeps no secret in the clear, not even in the stored answer', async () => {
    const organization = await server.organization();
    const key = await makes(organization);
    const everything = await dump(server.database);
    for (const secret of [key.apiKey, key.signatureSecret]) expect(everything).not.toContain(secret);
  });

  it('makes one key of one Idempotency-Key, and shows its secrets again to who repeats the call', async () => {
    const organization = await server.organization();
    const call = () =>
      organization.call('post', '/v1/api-keys', { name: 'once' }, { ...signed, headers: { 'Idempotency-Key': 'k1' } });
    const [first, second] = [await call().expect(201), await call().expect(201)];
    expect(second.text).toBe(first.text);
    expect(second.headers).toMatchObject({ 'idempotent-replayed': 'true', 'cache-control': 'no-store' });
    expect((await lists(organization)).totalCount).toBe(2);
  });

  it.each([
    ['no name', {}, 'name'],
    ['an end in the past', { name: 'x', expiresAt: '2020-01-01' }, 'expiresAt'],
    ['an end that is none', { name: 'x', expiresAt: 'soon' }, 'expiresAt'],
    ['a third version', { name: 'x', minSignatureVersion: 3 }, 'minSignatureVersion'],
    ['a key of its own', { name: 'x', key: 'k'.repeat(40) }, 'key'],
  ])('refuses %s by name, and makes nothing', async (_what, body, field) => {
    const organization = await server.organization();
    const { body: refused } = await organization.call('post', '/v1/api-keys', body, signed).expect(400);
    expect((refused as Refused).errors.map((error) => error.field)).toContain(field);
    expect((await lists(organization)).totalCount).toBe(1);
  });

  it('pages and searches, in any case and as it stands', async () => {
    const organization = await server.organization();
    for (const name of ['a%b', 'Booking', 'c', 'd', 'e']) await makes(organization, { name });
    const page = (await organization.call('get', '/v1/api-keys?pageSize=5').expect(200)).body;
    expect(page).toMatchObject({ totalPages: 2, totalCount: 6, totalExact: true, pageIndex: 0, pageSize: 5 });
    const next = await lists(organization, `?pageSize=5&cursor=${page.nextCursor}`);
    expect(next.data.map(({ name }) => name)).toEqual(['test']);
    expect((await lists(organization, '?search=BOOK')).data.map(({ name }) => name)).toEqual(['Booking']);
    expect((await lists(organization, '?search=%25')).data.map(({ name }) => name)).toEqual(['a%b']);
  });

  it('replaces a secret, and lets the old one sign while they overlap', async () => {
    const organization = await server.organization();
    const key = await makes(organization);
    const old = holding(organization, key);
    const path = `/v1/api-keys/${key.id}/rotate`;
    const before = Date.now();
    const { body } = await organization.call('post', path, { overlapHours: 1 }, signed).expect(200);
    const rotated = body as Key;
    const rotatedAt = Date.parse(rotated.previousSecretUntil!) - 3_600_000;
    expect([rotatedAt >= before, rotatedAt <= Date.now()]).toEqual([true, true]);
    const renewed = holding(organization, { ...key, signatureSecret: rotated.signatureSecret });
    for (const caller of [old, renewed]) await caller.call('get', '/v1/me').expect(200);
    const { body: again } = await organization.call('post', path, { overlapHours: 0 }, signed).expect(200);
    expect((again as Key).previousSecretUntil).toBeNull();
    for (const caller of [old, renewed]) await caller.call('get', '/v1/me').expect(401);
    await organization.call('post', path, { overlapHours: 169 }, signed).expect(400);
    await organization.call('post', path, undefined, signed).expect(200); // a day
  });

  it('gives an expired key no new secret, because it would stay expired', async () => {
    const organization = await server.organization();
    const key = await makes(organization);
    await sql(server.database, "UPDATE api_keys SET expires_at = '2026-01-31' WHERE id = $1", [key.id]);
    const { body } = await organization.call('post', `/v1/api-keys/${key.id}/rotate`, {}, signed).expect(409);
    expect(body).toMatchObject({ code: 'key_stays_expired', detail: expect.stringContaining('2026-01-31T00:00:00') });
  });

  it('makes no key with more rights, a weaker demand for signatures or a later end than its own', async () => {
    const end = '2099-06-01T00:00:00.000Z';
    const organization = await server.organization({
      key: { role: 'ADMIN', minSignatureVersion: 2, expiresAt: new Date(end) },
    });
    const refused = { minSignatureVersion: 1, requireSignature: false, expiresAt: '2099-06-01T00:00:01Z' };
    const answer = await organization.call('post', '/v1/api-keys', { name: 'x', ...refused }, signed).expect(400);
    expect((answer.body as Refused).errors.map(({ field }) => field).sort()).toEqual(Object.keys(refused).sort());

    const asWeak = await makes(organization, { name: 'x', role: 'ADMIN', expiresAt: end });
    expect(asWeak).toMatchObject({ role: 'ADMIN', minSignatureVersion: 2, expiresAt: end });
    expect(await makes(organization, { name: 'y' })).toMatchObject({
      role: 'ASK',
      minSignatureVersion: 2,
      expiresAt: end,
    });
  });

  it('repeats its secrets to the key that called and to no other', async () => {
    const organization = await server.organization();
    const other = holding(organization, await makes(organization, { name: 'other', role: 'ADMIN' }));
    const once = { ...signed, headers: { 'Idempotency-Key': 'same' } };
    const [mine, theirs] = [
      (await organization.call('post', '/v1/api-keys', { name: 'new' }, once).expect(201)).body as Key,
      (await other.call('post', '/v1/api-keys', { name: 'new' }, once).expect(201)).body as Key,
    ];
    expect(theirs.id).not.toBe(mine.id);
    const path = `/v1/api-keys/${mine.id}/rotate`;
    const first = (await organization.call('post', path, {}, once).expect(200)).body as Key;
    expect((await organization.call('post', path, {}, once).expect(200)).body).toEqual(first);
    const second = (await other.call('post', path, {}, once).expect(200)).body as Key;
    expect(second.signatureSecret).not.toBe(first.signatureSecret);
  });

  it('leaves in the evidence who made, rotated and revoked which key', async () => {
    const organization = await server.organization();
    const key = await makes(organization, { name: 'Booking', minSignatureVersion: 2 });
    await organization.call('post', `/v1/api-keys/${key.id}/rotate`, {}, signed).expect(200);
    await organization.call('delete', `/v1/api-keys/${key.id}`, undefined, signed).expect(200);
    const facts = await evidenceOf(organization);
    const about = (id: string) => facts.filter(({ subjectId }) => subjectId === id);
    expect(about(organization.key.id)).toMatchObject([
      { kind: 'key.made', details: { by: 'administrator', role: 'ADMIN' } },
    ]);
    const by = organization.key.id;
    expect(about(key.id)).toMatchObject([
      { kind: 'key.made', details: { by, name: 'Booking', role: 'ASK', minSignatureVersion: 2, hint: key.hint } },
      { kind: 'key.rotated', details: { by, oldSecretSignsUntil: expect.any(String) } },
      { kind: 'key.revoked', details: { by } },
    ]);
    for (const secret of [key.apiKey, key.signatureSecret]) expect(JSON.stringify(facts)).not.toContain(secret);
  });

  it('takes null for what is left out', async () => {
    const organization = await server.organization();
    const nothing = {
      description: null,
      role: null,
      expiresAt: null,
      requireSignature: null,
      minSignatureVersion: null,
    };
    const { body } = await organization.call('post', '/v1/api-keys', { name: 'x', ...nothing }, signed).expect(201);
    expect(body).toMatchObject({
      description: null,
      expiresAt: null,
      requireSignature: true,
      minSignatureVersion: 1,
      role: 'ASK',
    });
  });

  it('ends a key at once, itself too, and twice is like once', async () => {
    const organization = await server.organization();
    const key = await makes(organization, { name: 'Keeper', role: 'ADMIN' });
    const other = holding(organization, key);
    const first = await other.call('delete', `/v1/api-keys/${key.id}`, undefined, signed).expect(200);
    expect(first.body).toMatchObject({ status: 'REVOKED', revokedAt: expect.any(String) });
    expect((await other.call('get', '/v1/me').expect(401)).body).toMatchObject({ code: 'unknown_api_key' });
    const second = await organization.call('delete', `/v1/api-keys/${key.id}`, undefined, signed).expect(200);
    expect(second.body).toMatchObject({ revokedAt: first.body.revokedAt });
    await organization.call('post', `/v1/api-keys/${key.id}/rotate`, {}, signed).expect(404);
  });

  it('leaves the last active key, however many ask at the same time', async () => {
    const organization = await server.organization();
    const own = `/v1/api-keys/${organization.key.id}`;
    expect((await organization.call('delete', own, undefined, signed).expect(409)).body).toMatchObject({
      code: 'last_api_key',
    });
    const expired = await makes(organization);
    await sql(server.database, `UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      expired.id,
    ]);
    await organization.call('delete', own, undefined, signed).expect(409); // an expired key is no other key
    await organization.call('delete', `/v1/api-keys/${expired.id}`, undefined, signed).expect(200);

    await makes(organization, { name: 'Asks', role: 'ASK' }); // nor is one that may not make keys
    await organization.call('delete', own, undefined, signed).expect(409);
    const other = await makes(organization, { name: 'Keeper', role: 'ADMIN' });
    const answers = await Promise.all([
      organization.call('delete', own, undefined, signed),
      holding(organization, other).call('delete', `/v1/api-keys/${other.id}`, undefined, signed),
    ]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const active = await sql(
      server.database,
      'SELECT FROM api_keys WHERE org_id = $1 AND role = $2 AND revoked_at IS NULL AND expires_at IS NULL',
      [organization.id, 'ADMIN'],
    );
    expect(active).toHaveLength(1);
  });

  it('knows nothing of keys of others', async () => {
    const [mine, theirs] = await Promise.all([server.organization(), server.organization()]);
    const calls = [
      mine.call('delete', `/v1/api-keys/${theirs.key.id}`, undefined, signed),
      mine.call('post', `/v1/api-keys/${theirs.key.id}/rotate`, {}, signed),
    ];
    for (const call of calls) await call.expect(404);
    await theirs.call('get', '/v1/me').expect(200);
    await mine.call('delete', '/v1/api-keys/nonsense', undefined, signed).expect(400);
  });
});

describe('GET /v1/me', () => {
  it('tells who calls, with which key, signed how, and what the limits are', async () => {
    const organization = await server.organization({ name: 'Acme', createsPerMinute: 7 });
    const { body } = await organization.call('get', '/v1/me', undefined, signed).expect(200);
    expect(body).toMatchObject({
      organization: { id: organization.id, name: 'Acme', did: organization.entity.did },
      key: { id: organization.key.id, name: 'test', status: 'ACTIVE', role: 'ADMIN' },
      signature: { method: 'SIGNATURE', version: 2 },
      limits: { createsPerMinute: 7, bodyBytes: 1_048_576 },
    });
  });
});
