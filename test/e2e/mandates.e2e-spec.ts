import { MandatesService } from '../../src/modules/credentials';
import { UnitOfWork } from '../../src/platform/database';
import { aConsent, aMandate, sql, type Created, type Refused } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock(new Date('2026-11-23T09:00:00.000Z'));
let server: TestServer;
let [organization, stranger]: TestOrganization[] = [];

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  [organization, stranger] = [await server.organization({ name: 'Travel Ltd' }), await server.organization()];
});
afterAll(() => server.stop());

interface Mandate {
  mandate_id: string;
  user_id: string;
  scope: string;
  status: string;
  [other: string]: unknown;
}

const call = (path: string, by = organization) => by.call('get', `/v1/via/mandates${path}`);
const list = async (query = '', by = organization) => (await call(query, by).expect(200)).body as Mandate[];
const scopes = async (query = '') => (await list(query)).map(({ scope }) => scope);
const ask = async (credentials: object[], contacts = ['ana@example.com'], by = organization): Promise<Created> =>
  (await by.asks({ contacts, credentials, expiresAt: '2027-11-01T00:00:00Z' }).expect(201)).body as Created;
const approve = ({ credentials }: Created) =>
  sql(server.database, `UPDATE credentials SET status = 'APPROVED', decided_at = now() WHERE id = ANY($1)`, [
    credentials.map(({ id }) => id),
  ]);

/** Everybody who was asked accepts everything: what the decision code will call. */
async function grant(created: Created, { by = organization, kycRequired = false } = {}): Promise<void> {
  const acceptances = created.credentials.flatMap(({ id }) =>
    created.subjects.map(({ did }) => ({ credentialId: id, subjectId: did.slice(-24) })),
  );
  const mandates = server.app.get(MandatesService, { strict: false });
  await server.app
    .get(UnitOfWork)
    .run(by.entity.id, (tx) => mandates.grant(tx, by.entity.id, { acceptances, kycRequired, at: clock.now() }));
}
const revoke = (created: Created, reason: string | null, subjectId?: string) =>
  server.app.get(UnitOfWork).run(organization.entity.id, (tx) =>
    server.app.get(MandatesService, { strict: false }).revoke(tx, organization.entity.id, {
      credentialIds: created.credentials.map(({ id }) => id),
      subjectId,
      reason,
      at: clock.now(),
    }),
  );
async function given(scope: string, more: object = {}, contacts?: string[]): Promise<Created> {
  const created = await ask([{ ...aMandate(), scope, ...more }], contacts);
  await approve(created);
  await grant(created);
  clock.advance({ minutes: 1 });
  return created;
}

describe('Mandates', () => {
  it('are none at first', async () => {
    expect(await list()).toEqual([]);
  });

  it('come of approved credentials with a scope: one a person, whatever else was asked', async () => {
    const shelf = await new Catalogue(server, organization).json(
      'Cars',
      [{ label: 'Class', type: 'string', value: 'compact', hidden: false }],
      { scope: 'payments.car', validUntil: new Date('2027-01-01T00:00:00Z') },
    );
    const created = (
      await organization
        .asks({
          contacts: ['ana@example.com', 'ben@example.com'],
          credentials: [aMandate(), aConsent()],
          resourcesIds: [shelf.id],
        })
        .expect(201)
    ).body as Created;
    await grant(created);
    expect(await list()).toEqual([]); // nothing is approved yet
    await approve(created);
    await grant(created, { kycRequired: true });
    await grant(created); // again: nothing twice
    const granted = await list('?scope=payments.hotel');
    expect(granted.map(({ user_id }) => user_id).sort()).toEqual(created.subjects.map(({ did }) => did).sort());
    const [mandate] = granted;
    const id = mandate.mandate_id;
    expect(id).toMatch(/^mdt_[0-9a-f-]{36}$/);
    const told = {
      mandate_id: id,
      user_id: mandate.user_id,
      scope: 'payments.hotel',
      constraints: { Maximum: 250 },
      authorized_agents: [],
      valid_from: '2026-11-23T09:00:00.000Z',
      valid_until: null,
      kyc_required: true,
      status: 'active',
      created_at: '2026-11-23T09:00:00.000Z',
    };
    expect(mandate).toEqual({ ...told, id, validUntil: null, revoked_at: null, revokedAt: null });
    expect((await call(`/${id.toUpperCase().replace('MDT', 'mdt')}`).expect(200)).body).toEqual(told);
    const cars = await list('?scope=payments.car');
    expect(cars[0]).toMatchObject({ constraints: { Class: 'compact' }, validUntil: '2027-01-01T00:00:00.000Z' });
    expect(await list()).toHaveLength(4);
  });

  it('stand in a list with the active ones first, then the newest', async () => {
    const scope = 'order.test';
    await given(scope, { validUntil: '2026-11-24T00:00:00Z' });
    const revoked = await given(scope);
    await given(scope);
    await given(scope);
    expect(await revoke(revoked, 'No longer needed')).toHaveLength(1);
    expect(await revoke(revoked, 'Twice')).toEqual([]);
    clock.advance({ hours: 24 });
    const all = await list(`?scope=${scope}`);
    expect(all.map(({ status }) => status)).toEqual(['active', 'active', 'revoked', 'expired']);
    expect(String(all[0].created_at) > String(all[1].created_at)).toBe(true);
    expect(all[2]).toMatchObject({ revoked_reason: 'No longer needed', revokedAt: all[2].revoked_at });
    const { body } = await call(`/${all[2].mandate_id}`).expect(200);
    expect(body).toMatchObject({ status: 'revoked', revoked_reason: 'No longer needed' });
  });

  it('are revoked for one person alone, or for all', async () => {
    const created = await given('two.people', {}, ['ana@example.com', 'ben@example.com']);
    const [ana, ben] = created.subjects.map(({ did }) => did);
    await revoke(created, null, ana.slice(-24));
    const held = async () => (await list('?scope=two.people')).map(({ user_id, status }) => [user_id, status]);
    expect(await held()).toEqual([
      [ben, 'active'],
      [ana, 'revoked'],
    ]);
    await revoke(created, null);
    expect((await held()).map(([, status]) => status)).toEqual(['revoked', 'revoked']);
  });

  it('are found by scope, by tool and by person', async () => {
    for (const scope of ['tools.mail.send', 'send', 'tools.Send', 'tools.mail', 'resend']) await given(scope);
    expect((await scopes('?toolName=SEND')).sort()).toEqual(['send', 'tools.Send', 'tools.mail.send']);
    expect(await scopes('?toolName=tools.mail.send')).toEqual(['tools.mail.send']);
    expect(await scopes('?toolName=tools')).toEqual([]);
    expect(await scopes('?toolName=%25')).toEqual([]);
    expect(await scopes('?scope=tools')).toEqual([]);
    expect(await scopes('?scope=send&toolName=send')).toEqual(['send']);
    const carl = await given('send', {}, ['carl@example.com']);
    expect(await list(`?toolName=send&did=${carl.subjects[0].did}`)).toHaveLength(1);
  });

  it('are told as a credential, in both versions of the data model', async () => {
    await given('vc.test');
    const [{ mandate_id, user_id }] = await list('?scope=vc.test');
    const modern = (await call(`/${mandate_id}/vc`).expect(200)).body as object;
    expect(modern).toMatchObject({
      issuer: { id: organization.entity.did, name: 'Travel Ltd' },
      validFrom: expect.any(String) as string,
      credentialSubject: { id: user_id, mandate: { mandateId: mandate_id, constraints: { Maximum: 250 } } },
      credentialStatus: { type: 'BitstringStatusListEntry' },
      proof: { cryptosuite: 'eddsa-jcs-2022' },
    });
    const older = (await call(`/${mandate_id}/vc?version=1.1`).expect(200)).body as object;
    expect(older).toMatchObject({ issuanceDate: expect.any(String) as string });
    await call(`/${mandate_id}/vc?version=3`).expect(400);
  });

  it('of another organization look unknown', async () => {
    await given('secret.test');
    const [{ mandate_id, user_id }] = await list('?scope=secret.test');
    expect(await list('', stranger)).toEqual([]);
    expect(await list(`?did=${user_id}`, stranger)).toEqual([]);
    for (const path of ['', '/vc']) {
      const told = async (id: string) => {
        const { body } = (await call(`/${id}${path}`, stranger).expect(404)) as {
          body: Refused & { instance: string };
        };
        return { ...body, requestId: '', instance: body.instance.replace(id, '') };
      };
      expect(await told(mandate_id)).toEqual(await told('mdt_00000000-0000-4000-8000-000000000000'));
    }
  });

  it.each([
    ['/mdt_1', 'malformed_id', 400],
    ['/507f1f77bcf86cd799439011', 'malformed_id', 400],
    ['?scope=', 'validation_failed', 400],
    ['?toolName=a&toolName=b', 'validation_failed', 400],
    ['?tool=a', 'validation_failed', 400],
    ['?toolName=%00', 'validation_failed', 400],
    ['?scope=a%00', 'validation_failed', 400],
    ['?did=%00', 'validation_failed', 400],
  ])('%s is answered with %s', async (path, code, status) => {
    expect((await call(path).expect(status)).body).toMatchObject({ code });
  });
});

it('A mandate that holds only later allows nothing yet: the list leaves it out unless asked, and by id it says so', async () => {
  const validFrom = new Date(clock.now().getTime() + 3_600_000).toISOString();
  await given('later.on', { validFrom });
  expect(await scopes('?scope=later.on')).toEqual([]);
  expect(await scopes('?toolName=on&includeFuture=false')).toEqual([]);
  const [found] = await list('?scope=later.on&includeFuture=true');
  expect(found).toMatchObject({ not_yet_valid: true, valid_from: validFrom });
  expect((await call(`/${found.mandate_id}`).expect(200)).body).toMatchObject({ not_yet_valid: true });
  await call('?includeFuture=maybe').expect(400);
  clock.advance({ hours: 2 });
  const [now] = await list('?scope=later.on');
  expect(now.mandate_id).toBe(found.mandate_id);
  expect(now).not.toHaveProperty('not_yet_valid');
});
