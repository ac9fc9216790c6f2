import { Client } from 'pg';
import { EvidenceService } from '../../src/modules/evidence';
import { aConsent, aDocument, aMandate, rowCounts, sql, type Created } from '../support/asking';
import { Person, standingOf } from '../support/answering';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { aPdf } from '../support/pdfs';
import { whileUnderWay } from '../support/statements';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

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

const standing = (created: Created) => standingOf(server, created);

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
      const [{ status }, finished] = await whileUnderWay(
        () => organization.call('delete', `/v1/request/${created.id}`, true),
        round,
        () => ana.finishes(),
      );
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
    expect(await ana.sees()).toMatchObject({ levelMet: false, levelWithinReach: true });
    expect(await ana.accepts(id)).toEqual({ kept: false, reason: 'level' });
    await ana.saysWhoIsOnFile(true);
    expect(await ana.sees()).toMatchObject({ levelMet: true, personName: 'Ana Silva' });
    expect(await ana.accepts(id)).toEqual({ kept: true });
    await sql(server.database, 'DELETE FROM identities');
    expect(await ana.finishes()).toEqual({ finished: false, reason: 'level' });
    clock.advance({ seconds: 1 });
    await file();
    expect(await ana.finishes()).toEqual({ finished: true });
  });

  it.each([
    [
      'the text of a consent',
      `UPDATE credentials SET data_in_order = NULL, data = jsonb_set(data, '{0,value}', '"I give everything."')`,
    ],
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
