import { Client } from 'pg';
import { EvidenceService } from '../../src/modules/evidence';
import { aConsent, aDocument, aForm, aMandate, rowCounts, sql, type Created } from '../support/asking';
import { Person } from '../support/answering';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

let people = 0;
const aPerson = () => `p${++people}@example.com`;
const ask = async (body: object = {}): Promise<Created> =>
  (await organization.asks({ contacts: [aPerson()], credentials: [aConsent()], ...body }).expect(201)).body as Created;
const inside = (created: Created) =>
  Promise.all(created.subjects.map((_, index) => Person.inside(server, created, index)));
const optional = <T extends object>(item: T) => ({ ...item, required: false });

async function standing({ id }: Created) {
  const [[{ request }], credentials, subjects, [{ decisions }]] = await Promise.all([
    sql<{ request: string }>(server.database, 'SELECT status AS request FROM requests WHERE id = $1', [id]),
    sql<{ status: string }>(
      server.database,
      `SELECT concat_ws('/', status, status_reason) AS status FROM credentials WHERE request_id = $1 ORDER BY position`,
      [id],
    ),
    sql<{ status: string }>(
      server.database,
      'SELECT status FROM request_subjects WHERE request_id = $1 ORDER BY position',
      [id],
    ),
    sql<{ decisions: number }>(
      server.database,
      `SELECT count(*)::int AS decisions FROM decisions d JOIN credentials c ON c.id = d.credential_id WHERE c.request_id = $1`,
      [id],
    ),
  ]);
  const status = (row: { status: string }) => row.status;
  return { request, credentials: credentials.map(status), subjects: subjects.map(status), decisions };
}

describe('Finishing', () => {
  it('twice, ten times at once, from two browsers: decides once, and everybody is told the same', async () => {
    const created = await ask({ credentials: [aConsent(), aMandate()] });
    const [ana] = await inside(created);
    for (const { id } of created.credentials) await ana.accepts(id);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => ana.finishes()));
    expect(outcomes).toEqual(Array(10).fill({ finished: true }));
    expect(await ana.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toEqual({
      request: 'COMPLETED',
      credentials: ['APPROVED', 'APPROVED'],
      subjects: ['DECIDED'],
      decisions: 2,
    });
    expect(await ana.rejects(created.credentials[0].id)).toEqual({ kept: false, reason: 'decided' });
  });

  it('keeps a reason with a reject; one required reject makes the request REJECTED', async () => {
    const created = await ask({ credentials: [aConsent(), optional(aMandate())] });
    const [ana] = await inside(created);
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    await ana.rejects(consent, '  Too broad.\r\nSorry.  ');
    await ana.accepts(mandate);
    expect(await ana.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toMatchObject({ request: 'REJECTED', credentials: ['REJECTED', 'APPROVED'] });
    expect((await ana.sees()).items[0].decision).toMatchObject({ action: 'REJECT', reason: 'Too broad.\nSorry.' });
  });

  it('may leave out what is optional, and nothing else', async () => {
    const created = await ask({ credentials: [aConsent(), optional(aMandate()), optional(aForm())] });
    const [ana] = await inside(created);
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    expect(await ana.skips(consent)).toEqual({ kept: false, reason: 'required' });
    expect(await ana.skips(mandate)).toEqual({ kept: true });
    expect(await ana.finishes()).toEqual({ finished: false, reason: 'missing', credentialIds: [consent] });
    await ana.accepts(consent);
    expect(await ana.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toMatchObject({
      request: 'COMPLETED',
      credentials: ['APPROVED', 'REVOKED/SKIPPED', 'REVOKED/SKIPPED'],
    });
  });

  it('takes as many statements for thirty documents of a hundred people as for one consent', async () => {
    const [small, large] = [
      await ask(),
      await ask({
        contacts: Array.from({ length: 100 }, aPerson),
        credentials: [...Array(10).fill(aDocument(aPdf().page().build())), ...Array(20).fill(aForm())],
        allowDuplicates: true,
      }),
    ];
    const steps = async (created: Created) => {
      const ana = await Person.inside(server, created);
      const answers = new Map([['0', ['aisle']]]);
      for (const { id } of created.credentials) await ana.accepts(id, { answers });
      await ana.sees();
      const looked = await statementsOf(() => ana.sees());
      return [looked, await statementsOf(async () => expect(await ana.finishes()).toEqual({ finished: true }))];
    };
    await steps(await ask());
    const [[smallLook, smallFinish], [largeLook, largeFinish]] = [await steps(small), await steps(large)];
    expect([...largeLook].sort()).toEqual([...smallLook].sort());
    // The first settles its request, the second waits for 99 others: that is all the difference.
    const settling = ['answering.settle', 'credentials.close', 'evidence.append'];
    expect([...largeFinish, ...settling].sort()).toEqual([...smallFinish].sort());
    console.log(`statements of a look: ${largeLook.length}; of a finish: ${smallFinish.length}`);
    expect(await standing(large)).toMatchObject({ request: 'PENDING', decisions: 30 });
  });
});

describe('Several people', () => {
  it('approve together: the last accept does', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()] });
    const [ana, ben] = await inside(created);
    const [{ id }] = created.credentials;
    await Promise.all([ana.accepts(id), ben.accepts(id)]);
    await ana.finishes();
    expect(await standing(created)).toEqual({
      request: 'PENDING',
      credentials: ['PENDING'],
      subjects: ['DECIDED', 'VERIFIED'],
      decisions: 1,
    });
    await ben.finishes();
    expect(await standing(created)).toMatchObject({ request: 'COMPLETED', credentials: ['APPROVED'], decisions: 2 });
  });

  it('who finish at the same moment are both counted', async () => {
    for (let round = 0; round < 5; round++) {
      const created = await ask({ contacts: [aPerson(), aPerson(), aPerson()], credentials: [aConsent(), aMandate()] });
      const everybody = await inside(created);
      for (const person of everybody) for (const { id } of created.credentials) await person.accepts(id);
      const outcomes = await Promise.all(everybody.map((person) => person.finishes()));
      expect(outcomes).toEqual(Array(3).fill({ finished: true }));
      expect(await standing(created)).toMatchObject({ request: 'COMPLETED', decisions: 6 });
    }
  });

  it('are bound by the first reject: what it closed nobody decides any more', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()], credentials: [aConsent(), aMandate()] });
    const [ana, ben] = await inside(created);
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    await ben.accepts(consent);
    await ana.rejects(consent);
    await ana.accepts(mandate);
    await ana.finishes();
    expect((await ben.sees()).items[0]).toMatchObject({ status: 'REJECTED', draft: null, decision: null });
    expect(await ben.accepts(consent)).toEqual({ kept: false, reason: 'closed' });
    await ben.accepts(mandate);
    expect(await ben.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toEqual({
      request: 'REJECTED',
      credentials: ['REJECTED', 'APPROVED'],
      subjects: ['DECIDED', 'DECIDED'],
      decisions: 3,
    });
  });

  it('who are one person with two contacts decide once, through either', async () => {
    const [first, second] = [aPerson(), aPerson()];
    await ask({ contacts: [first] });
    await organization.call('post', '/v1/user/contact', { contact: first, newContact: second }).expect(200);
    const created = await ask({ contacts: [first, second] });
    expect(created.subjects[0].did).toBe(created.subjects[1].did);
    const [here, there] = await inside(created);
    await here.accepts(created.credentials[0].id);
    await there.rejects(created.credentials[0].id);
    expect(await Promise.all([here.finishes(), there.finishes()])).toEqual([{ finished: true }, { finished: true }]);
    const after = await standing(created);
    expect(after).toMatchObject({ subjects: ['DECIDED', 'DECIDED'], decisions: 1 });
    expect(['COMPLETED', 'REJECTED']).toContain(after.request);
    for (const person of [here, there]) expect(await person.sees()).toMatchObject({ finished: true });
  });
});

describe('A request that is over', () => {
  /** A cancel as the API does it, `until` which it holds what it took. */
  async function cancel({ id }: Created, until: () => Promise<unknown> = () => Promise.resolve()): Promise<boolean> {
    const client = new Client({ connectionString: server.database.url });
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query(`SELECT FROM requests WHERE id = $1 AND status = 'PENDING' FOR UPDATE`, [id]);
    if (rows.length > 0) {
      await client.query(`UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [id]);
      await client.query(
        `UPDATE credentials SET status = 'REVOKED', status_reason = 'CANCELED' WHERE request_id = $1 AND status = 'PENDING'`,
        [id],
      );
    }
    await until();
    await client.query('COMMIT');
    await client.end();
    return rows.length > 0;
  }
  const waitingForAnother = () =>
    eventually(async () => {
      const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(await sql(server.database, blocked)).toHaveLength(1);
    });

  it('by a cancel that came a moment earlier is not decided: finishing waits for it and then sees it', async () => {
    const created = await ask();
    const [ana] = await inside(created);
    await ana.accepts(created.credentials[0].id);
    let finishing: ReturnType<typeof ana.finishes> | undefined;
    await cancel(created, () => {
      finishing = ana.finishes();
      return waitingForAnother();
    });
    expect(await finishing).toEqual({ finished: false, reason: 'closed' });
    expect(await standing(created)).toMatchObject({ request: 'CANCELED', decisions: 0 });
  });

  it('by a cancel in the same moment was either canceled or decided, never both', async () => {
    for (let round = 0; round < 15; round++) {
      const created = await ask();
      const [ana] = await inside(created);
      await ana.accepts(created.credentials[0].id);
      const wait = new Promise((resolve) => setTimeout(resolve, 2 * round));
      const [finished, { status }] = await Promise.all([
        wait.then(() => ana.finishes()),
        organization.call('delete', `/v1/request/${created.id}`, true),
      ]);
      const canceled = status === 200;
      const { request, decisions } = await standing(created);
      expect(canceled).toBe(request === 'CANCELED');
      expect(finished).toEqual(canceled ? { finished: false, reason: 'closed' } : { finished: true });
      expect(decisions).toBe(canceled ? 0 : 1);
    }
  });

  it('can still be looked at by who is inside, and nothing in it decided', async () => {
    const [canceled, expired] = [await ask(), await ask({ expiresAt: new Date(clock.now().getTime() + 600_000) })];
    const [[ana], [ben]] = [await inside(canceled), await inside(expired)];
    await ana.accepts(canceled.credentials[0].id);
    await ben.accepts(expired.credentials[0].id);
    await cancel(canceled);
    clock.advance({ minutes: 10 });
    for (const [person, created, statusReason] of [
      [ana, canceled, 'CANCELED'],
      [ben, expired, 'EXPIRED'],
    ] as const) {
      expect((await person.sees()).items[0]).toMatchObject({ status: 'REVOKED', statusReason, draft: null });
      expect(await person.accepts(created.credentials[0].id)).toEqual({ kept: false, reason: 'closed' });
      expect(await person.finishes()).toEqual({ finished: false, reason: 'closed' });
      expect(await person.doorstep()).toMatchObject({ mayEnter: false });
      expect(await person.tries('123456')).toEqual({ entered: false, reason: 'closed' });
      expect(await person.asksForCode()).toEqual({ sent: false, reason: 'closed' });
    }
  });
});

describe('A decision is refused', () => {
  it('while the level is not met, whatever the page shows', async () => {
    const created = await ask({ securityLevel: 'ORGANIZATION_KYC' });
    const [ana] = await inside(created);
    const [{ id }] = created.credentials;
    expect(await ana.sees()).toMatchObject({ levelMet: false, personName: null });
    expect(await ana.accepts(id)).toEqual({ kept: false, reason: 'level' });
    const identity = { fullName: 'Ana Silva', birth: '1990-05-31', docId: '12345678', countryAlpha3: 'PRT' };
    const file = () =>
      organization.call('post', '/v1/user', [{ contact: created.subjects[0].contact, identity }]).expect(200);
    await file();
    expect(await ana.sees()).toMatchObject({ levelMet: true, personName: 'Ana Silva' });
    expect(await ana.accepts(id)).toEqual({ kept: true });
    await sql(server.database, 'DELETE FROM identities');
    expect(await ana.finishes()).toEqual({ finished: false, reason: 'level' });
    clock.advance({ seconds: 1 });
    await file();
    expect(await ana.finishes()).toEqual({ finished: true });
  });

  it.each([
    ['the text of a consent', `UPDATE credentials SET data = jsonb_set(data, '{0,value}', '"I give everything."')`],
    ['a name', `UPDATE credentials SET name = 'Another'`],
    ['whether it is required', 'UPDATE credentials SET required = false'],
    ['the digest', `UPDATE credentials SET digest = sha256('x')`],
  ])('when somebody changed %s behind our back', async (_, change) => {
    const created = await ask();
    const [ana] = await inside(created);
    await ana.accepts(created.credentials[0].id);
    await sql(server.database, `${change} WHERE id = $1`, [created.credentials[0].id]);
    expect(await ana.finishes()).toEqual({ finished: false, reason: 'changed' });
    expect(await standing(created)).toMatchObject({ request: 'PENDING', decisions: 0 });
  });

  it('when the bytes of a document changed, though its hash did not', async () => {
    const pdf = aPdf().page({ content: '0 0 10 10 re f' }).build();
    const created = await ask({ credentials: [aDocument(pdf)] });
    const [ana] = await inside(created);
    await ana.accepts(created.credentials[0].id);
    await sql(server.database, `UPDATE documents SET content = set_byte(content, 100, 0) WHERE org_id = $1`, [
      organization.id,
    ]);
    expect(await ana.finishes()).toEqual({ finished: false, reason: 'changed' });
  });

  it('whole, when its evidence cannot be written', async () => {
    const created = await ask({ credentials: [aConsent(), aMandate()] });
    const [ana] = await inside(created);
    for (const { id } of created.credentials) await ana.accepts(id);
    const before = [await rowCounts(server.database), await standing(created)];
    const append = jest.spyOn(server.app.get(EvidenceService, { strict: false }), 'append').mockImplementation(() => {
      throw new Error('no ink');
    });
    await expect(ana.finishes()).rejects.toThrow('no ink');
    append.mockRestore();
    expect([await rowCounts(server.database), await standing(created)]).toEqual(before);
    expect(await ana.finishes()).toEqual({ finished: true });
  });

  it('for good: the database changes and deletes no decision, mark or withdrawal, not even for its owner', async () => {
    for (const table of ['decisions', 'decision_marks', 'withdrawals']) {
      for (const change of [`UPDATE ${table} SET org_id = org_id`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(sql(server.database, change)).rejects.toThrow(/never change/);
    }
  });
});

it('What another organization asks is unknown here', async () => {
  const other = await server.organization();
  const theirs = (await other.asks({ contacts: [aPerson()], credentials: [aConsent()] })).body as Created;
  const [ana] = await inside(await ask());
  expect(await ana.accepts(theirs.credentials[0].id)).toEqual({ kept: false, reason: 'unknown' });
  expect(await ana.withdraws(theirs.credentials[0].id)).toEqual({ withdrawn: false, reason: 'unknown' });
  expect(await ana.downloads(theirs.credentials[0].id)).toBeNull();
});
