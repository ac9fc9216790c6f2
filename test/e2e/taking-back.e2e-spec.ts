import { aConsent, aDocument, aForm, aMandate, dump, sql, type Created } from '../support/asking';
import { Person } from '../support/answering';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { codeIn, sentBy } from '../support/mailbox';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock });
  organization = await server.organization();
});
afterAll(() => server.stop());

let people = 0;
const aPerson = () => `p${++people}@example.com`;
const pdf = aPdf().page().build();
const ask = async (body: object = {}): Promise<Created> =>
  (await organization.asks({ contacts: [aPerson()], credentials: [aConsent()], ...body }).expect(201)).body as Created;

/** Somebody who accepts everything and finishes. */
async function willing(created: Created, index = 0): Promise<Person> {
  const person = await Person.inside(server, created, index);
  const answers = new Map([['0', ['aisle']]]);
  for (const { id } of created.credentials) await person.accepts(id, { answers });
  expect(await person.finishes()).toEqual({ finished: true });
  return person;
}
/** The same person, weeks later, with nothing but the link. */
async function back(created: Created, index = 0): Promise<Person> {
  const person = Person.of(server, created, index);
  clock.advance({ hours: 1 });
  expect(await person.doorstep()).toMatchObject({ mayEnter: true });
  expect(await person.asksForCode()).toMatchObject({
    sent: true,
    expiresAt: new Date(clock.now().getTime() + 600_000),
  });
  const { contact } = created.subjects[index];
  const message = await eventually(() => {
    // That it came to nothing is told as well, and brings no code.
    const messages = sentBy(server).filter(({ to, text }) => to === contact && codeIn(text));
    expect(messages).toHaveLength(2);
    return messages[1];
  });
  await person.enters(codeIn(message.text)!);
  return person;
}
const statusOf = async ({ id }: Created): Promise<string[]> => {
  const rows = await sql<{ status: string }>(
    server.database,
    `SELECT concat_ws('/', status, status_reason) AS status FROM credentials WHERE request_id = $1 ORDER BY position`,
    [id],
  );
  const [{ status }] = await sql<{ status: string }>(server.database, 'SELECT status FROM requests WHERE id = $1', [
    id,
  ]);
  return [status, ...rows.map((row) => row.status)];
};

describe('Coming back later with a fresh code', () => {
  it('shows what was decided, hands out the document, and takes a consent back: once, with its evidence', async () => {
    const created = await ask({ credentials: [aDocument(pdf), aConsent(), aForm(), aMandate()] });
    const [contract, consent, form, mandate] = created.credentials.map(({ id }) => id);
    await willing(created);
    clock.advance({ hours: 24 * 10 });
    const ana = await back(created);
    const seen = await ana.sees();
    expect(seen).toMatchObject({ state: 'FINISHED', finished: true });
    expect(seen.items.map(({ decision, withdrawable }) => [decision?.action, withdrawable])).toEqual([
      ['ACCEPT', false],
      ['ACCEPT', true],
      ['ACCEPT', false],
      ['ACCEPT', true],
    ]);
    expect(await ana.downloads(contract)).toEqual({ name: 'Contract.pdf', bytes: pdf });
    for (const kept of [contract, form])
      expect(await ana.withdraws(kept)).toEqual({ withdrawn: false, reason: 'not_given' });

    const outcomes = await Promise.all(Array.from({ length: 5 }, () => ana.withdraws(consent, ' Changed my mind. ')));
    expect(outcomes.filter((outcome) => outcome?.withdrawn)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome?.withdrawn === false && outcome.reason === 'already')).toHaveLength(4);
    const mandateNow = () => sql(server.database, 'SELECT * FROM mandates WHERE credential_id = $1', [mandate]);
    expect(await mandateNow()).toEqual([expect.objectContaining({ scope: 'payments.hotel', revoked_at: null })]);
    expect(await ana.withdraws(mandate)).toEqual({ withdrawn: true });
    expect(await mandateNow()).toEqual([expect.objectContaining({ revoked_at: clock.now() })]);
    expect(await statusOf(created)).toEqual([
      ...['COMPLETED', 'APPROVED', 'REVOKED/WITHDRAWN', 'APPROVED', 'REVOKED/WITHDRAWN'],
    ]);
    expect((await ana.sees()).items[1]).toMatchObject({
      withdrawable: false,
      decision: { action: 'ACCEPT', withdrawnAt: clock.now() },
    });
    const facts = await sql(
      server.database,
      `SELECT kind FROM evidence WHERE subject_id = $1 AND kind = 'decision.withdrawn'`,
      [consent],
    );
    expect(facts).toHaveLength(1);
    const [{ reason }] = await sql(server.database, 'SELECT reason FROM withdrawals WHERE reason IS NOT NULL');
    expect(reason).toBe('Changed my mind.');
  });

  it('works after the request has expired or was canceled, for whoever has decided something in it', async () => {
    const both = () => ask({ contacts: [aPerson(), aPerson()], credentials: [aConsent(), aMandate()] });
    const [expired, canceled] = [await both(), await both()];
    for (const created of [expired, canceled]) {
      for (const index of [0, 1]) {
        const person = await Person.inside(server, created, index);
        await person.accepts(created.credentials[0].id);
        // The mandate is open until both have finished; Ben never does.
        if (index === 0) await person.accepts(created.credentials[1].id).then(() => person.finishes());
      }
    }
    clock.advance({ hours: 24 * 31 });
    await sql(server.database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [
      canceled.id,
    ]);
    for (const created of [expired, canceled]) {
      const ana = await back(created);
      expect((await ana.sees()).items[0]).toMatchObject({ decision: { action: 'ACCEPT' }, withdrawable: true });
      expect(await ana.withdraws(created.credentials[0].id)).toEqual({ withdrawn: true });
      const ben = Person.of(server, created, 1);
      expect(await ben.doorstep()).toMatchObject({ mayEnter: false });
      expect(await ben.asksForCode()).toEqual({ sent: false, reason: 'closed' });
    }
    for (const { id, credentials } of [expired, canceled]) {
      // The first reason stays: it expired. That Ana took it back afterwards is a fact of its own.
      const { body } = await organization.call('get', `/v1/credential/${credentials[0].id}`).expect(200);
      expect(body).toMatchObject({ credential: { status: 'REVOKED', statusReason: 'EXPIRED' } });
      const facts = `SELECT count(*)::int FROM evidence WHERE subject_id = $1 AND kind = 'decision.withdrawn'`;
      expect([id, await sql(server.database, facts, [credentials[0].id])]).toEqual([id, [{ count: 1 }]]);
    }
  });

  it('gives a copy of what this person decided, and of nothing that others did', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()], credentials: [aConsent(), aForm()] });
    const ana = await willing(created);
    const ben = await Person.inside(server, created, 1);
    const copy = (await ana.copies()) as { decisions: object[] };
    expect(copy).toMatchObject({
      request: { id: created.id, language: 'ENG' },
      person: { did: created.subjects[0].did, contact: created.subjects[0].contact },
    });
    expect(copy.decisions).toEqual([
      expect.objectContaining({
        credentialId: created.credentials[0].id,
        type: 'CONSENT',
        decision: expect.objectContaining({ action: 'ACCEPT', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      }),
      expect.objectContaining({ type: 'FORM' }),
    ]);
    expect(await ben.copies()).toMatchObject({ decisions: [] });
  });
});

describe('Taking back', () => {
  it('while others still answer ends the item for all; a request that needs it is then refused', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()], credentials: [aConsent(), aMandate()] });
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    const ana = await willing(created);
    expect(await ana.withdraws(consent)).toEqual({ withdrawn: true });
    const ben = await Person.inside(server, created, 1);
    expect(await ben.accepts(consent)).toEqual({ kept: false, reason: 'closed' });
    await ben.accepts(mandate);
    expect(await ben.finishes()).toEqual({ finished: true });
    expect(await statusOf(created)).toEqual(['REJECTED', 'REVOKED/WITHDRAWN', 'APPROVED']);
    expect(await ben.withdraws(consent)).toEqual({ withdrawn: false, reason: 'not_given' });
  });

  it('of the last thing that was open settles the request', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()] });
    const ana = await willing(created);
    await ana.withdraws(created.credentials[0].id);
    expect(await statusOf(created)).toEqual(['REJECTED', 'REVOKED/WITHDRAWN']);
  });

  it('is over when the validity is, or when the organization has revoked it', async () => {
    const validUntil = new Date(clock.now().getTime() + 3_600_000).toISOString();
    const created = await ask({ credentials: [{ ...aConsent(), validUntil }, aMandate()] });
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    const ana = await willing(created);
    await sql(
      server.database,
      `UPDATE credentials SET status = 'REVOKED', status_reason = 'REVOKED', revoked_at = now() WHERE id = $1`,
      [mandate],
    );
    expect((await ana.sees()).items.map(({ withdrawable }) => withdrawable)).toEqual([true, false]);
    for (let minutes = 0; minutes < 60; minutes += 20) {
      clock.advance({ minutes: 20 });
      await ana.sees();
    }
    for (const id of [consent, mandate])
      expect(await ana.withdraws(id)).toEqual({ withdrawn: false, reason: 'already' });
  });

  it('is nothing for who has not given', async () => {
    const created = await ask();
    const ana = await Person.inside(server, created);
    expect(await ana.withdraws(created.credentials[0].id)).toEqual({ withdrawn: false, reason: 'not_given' });
    await ana.rejects(created.credentials[0].id);
    await ana.finishes();
    expect(await ana.withdraws(created.credentials[0].id)).toEqual({ withdrawn: false, reason: 'not_given' });
  });
});

it('Nothing secret is left behind: no code, no link, no secret of a session, nothing typed and not finished', async () => {
  const created = await ask({ credentials: [aForm(), aConsent()] });
  const ana = await Person.inside(server, created);
  await ana.accepts(created.credentials[0].id, { answers: new Map([['0', ['Unfinished seat']]]) });
  await ana.rejects(created.credentials[1].id, 'An unfinished reason');
  const stolen = await dump(server.database);
  const { code, link } = created.subjects[0];
  for (const secret of [
    code!,
    link!.slice(-24),
    ana.key.secret,
    'Unfinished seat',
    'An unfinished reason',
    'A browser',
  ])
    expect(stolen).not.toContain(secret);
  expect(stolen).not.toMatch(new RegExp(`(?<![\\w.])${code}(?!\\w)`)); // not by chance, inside a hash
});
