import { newId } from '../../src/platform/ids';
import { OneTimeCodes } from '../../src/platform/secrets';
import { aConsent, rowsAtRest, sql, type Created } from '../support/asking';
import { Person } from '../support/answering';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { codeIn, linkIn, sentBy } from '../support/mailbox';
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
const ask = async (body: object = {}, by = organization): Promise<Created> =>
  (await by.asks({ contacts: [aPerson()], credentials: [aConsent()], ...body }).expect(201)).body as Created;
const wrongFor = (code: string, n = 1) => String((Number(code) + n) % 1_000_000).padStart(6, '0');
const entryOf = async ({ subjects: [{ id }] }: Created) =>
  (await sql(server.database, 'SELECT * FROM request_subjects WHERE id = $1', [id]))[0];
const sessionsOf = async ({ subjects: [{ id }] }: Created) =>
  (await sql(server.database, 'SELECT FROM page_sessions WHERE entry_id = $1', [id])).length;
/** The message with the newest code of a contact, once nothing waits to be sent to it any more. */
const newestMessage = (contact: string) =>
  eventually(async () => {
    const waiting = `SELECT FROM notifications WHERE recipient = $1 AND status = 'PENDING'`;
    expect(await sql(server.database, waiting, [contact])).toEqual([]);
    return sentBy(server).findLast(({ to }) => to === contact)!;
  });
const newestCode = async (contact: string) => codeIn((await newestMessage(contact)).text)!;
/** A second contact of the person behind the first one of a request. */
async function alsoReachedBy({ subjects: [{ contact }] }: Created, value: string, type = 'PHONE'): Promise<void> {
  await sql(
    server.database,
    `INSERT INTO contacts (org_id, value, type, subject_id, created_at) SELECT org_id, $2, $3, subject_id, $4 FROM contacts WHERE value = $1`,
    [contact, value, type, clock.now()],
  );
}

describe('The doorstep', () => {
  it('changes nothing, whoever looks, and knows no wrong token', async () => {
    const created = await ask();
    const person = Person.of(server, created);
    await newestCode(created.subjects[0].contact);
    await eventually(async () =>
      expect(await sql(server.database, `SELECT FROM notifications WHERE status = 'PENDING'`)).toEqual([]),
    );
    const before = await rowsAtRest(server.database);
    for (let look = 0; look < 5; look++) await person.doorstep();
    for (const token of [newId(), 'x', '', person.token.toUpperCase() + 'A']) {
      const stranger = Object.assign(Person.of(server, created), { token });
      expect([await stranger.doorstep(), await stranger.maySee()]).toEqual([null, null]);
      await stranger.opens();
      expect(await stranger.tries('123456')).toEqual({ entered: false, reason: 'closed' });
    }
    expect(await rowsAtRest(server.database)).toBe(before);
  });

  it('hides who is asked', async () => {
    const created = await ask({ contacts: ['+351912345678'] });
    await alsoReachedBy(created, 'secret.name@example.com', 'EMAIL');
    const doorstep = await Person.of(server, created).doorstep();
    expect(doorstep).toMatchObject({
      contact: '+351 ••• •• 678',
      contactType: 'PHONE',
      otherContacts: [{ type: 'EMAIL', contact: 's•••@example.com' }],
      nextCodeAt: new Date(clock.now().getTime() + 30_000),
    });
    expect(JSON.stringify(doorstep)).not.toMatch(/912345|secret/);
  });
});

describe('A code', () => {
  it('lets in once; a used one never again; a second browser needs a code of its own', async () => {
    const created = await ask();
    const [{ code, contact }] = created.subjects;
    const person = await Person.inside(server, created);
    expect(await Person.of(server, created).tries(code!)).toEqual({ entered: false, reason: 'expired' });
    expect(await entryOf(created)).toMatchObject({ status: 'VERIFIED', code_used_at: clock.now() });
    clock.advance({ seconds: 30 });
    expect(await person.asksForCode()).toMatchObject({ sent: true });
    const second = Person.of(server, created);
    await second.enters(await newestCode(contact));
    expect(await second.sees()).toMatchObject({ finished: false });
    expect(await person.sees()).toMatchObject({ finished: false });
    const [{ verified_at }] = await sql(server.database, 'SELECT verified_at FROM contacts WHERE value = $1', [
      contact,
    ]);
    expect(verified_at).not.toBeNull();
  });

  it('that is right the fifth time lets in; after five wrong ones it is dead', async () => {
    const [fifth, sixth] = [await ask(), await ask()];
    for (const [created, wrong] of [[fifth, 4] as const, [sixth, 5] as const]) {
      for (let n = 1; n <= wrong; n++)
        expect(await Person.of(server, created).tries(wrongFor(created.subjects[0].code!, n))).toEqual({
          entered: false,
          reason: 'wrong',
          triesLeft: 5 - n,
        });
    }
    await Person.inside(server, fifth);
    expect(await Person.of(server, sixth).tries(sixth.subjects[0].code!)).toEqual({
      entered: false,
      reason: 'wrong',
      triesLeft: 0,
    });
  });

  it('expires', async () => {
    const created = await ask();
    clock.advance({ hours: 24 });
    expect(await Person.of(server, created).tries(created.subjects[0].code!)).toEqual({
      entered: false,
      reason: 'expired',
    });
  });

  it('guessed a hundred times at once is evaluated five times', async () => {
    const created = await ask();
    const matches = jest.spyOn(server.app.get(OneTimeCodes), 'matches');
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        Person.of(server, created).tries(wrongFor(created.subjects[0].code!, n + 1)),
      ),
    );
    expect(matches).toHaveBeenCalledTimes(5);
    matches.mockRestore();
    expect(outcomes.filter((outcome) => 'triesLeft' in outcome && outcome.triesLeft > 0)).toHaveLength(4);
    expect(await entryOf(created)).toMatchObject({ code_tries: 5, wrong_codes: 5 });
  });

  it('entered fifty times at once lets in once', async () => {
    const created = await ask();
    const person = () => Person.of(server, created).tries(created.subjects[0].code!);
    const outcomes = await Promise.all(Array.from({ length: 50 }, person));
    expect(outcomes.filter(({ entered }) => entered)).toHaveLength(1);
    expect(await sessionsOf(created)).toBe(1);
  });

  it('wrong twenty-five times over all codes locks the entry of this request, and no other', async () => {
    const [created, other] = [await ask(), await ask()];
    await sql(server.database, 'UPDATE request_subjects SET wrong_codes = 24 WHERE id = $1', [created.subjects[0].id]);
    const person = Person.of(server, created);
    const { code } = created.subjects[0];
    const locked = { entered: false, reason: 'locked' };
    expect(await person.tries(wrongFor(code!))).toEqual(locked);
    expect(await person.tries(code!)).toEqual(locked);
    clock.advance({ minutes: 5 });
    expect(await person.asksForCode()).toEqual({ sent: false, reason: 'locked' });
    expect(await person.doorstep()).toMatchObject({ locked: true });
    const kinds = await sql(
      server.database,
      `SELECT kind FROM evidence WHERE subject_id = $1 AND kind NOT LIKE 'notification.%' ORDER BY id`,
      [created.id],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['request.created', 'code.locked']);
    await Person.inside(server, other);
  });

  it('of another entry lets nobody in', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()] });
    const [, { code }] = created.subjects;
    expect(await Person.of(server, created, 0).tries(code!)).toMatchObject({ entered: false, reason: 'wrong' });
  });
});

describe('A new code', () => {
  it('may be sent after 30 seconds, five times an hour, however many ask at once, and holds ten minutes', async () => {
    const created = await ask();
    const person = Person.of(server, created);
    const soon = { sent: false, reason: 'too_soon', nextCodeAt: new Date(clock.now().getTime() + 30_000) };
    expect(await person.asksForCode()).toEqual(soon);
    for (let send = 1; send <= 5; send++) {
      clock.advance({ seconds: 30 });
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => person.asksForCode()));
      const sent = outcomes.filter((outcome) => outcome.sent);
      expect(sent).toEqual([
        { sent: true, to: expect.stringMatching(/^p•••@/), expiresAt: new Date(clock.now().getTime() + 600_000) },
      ]);
    }
    clock.advance({ seconds: 30 });
    expect(await person.asksForCode()).toMatchObject({ sent: false, reason: 'too_often' });
    const code = await newestCode(created.subjects[0].contact);
    clock.advance({ minutes: 9 });
    await person.enters(code);
    const { contact } = created.subjects[0];
    expect(linkIn((await newestMessage(contact)).text)).toBe(created.subjects[0].link);
  });

  it('goes to another channel of the same person, and that contact is the one that is proved', async () => {
    const created = await ask();
    await alsoReachedBy(created, '+351911111111');
    const person = Person.of(server, created);
    expect(await person.asksForCode('PHONE')).toMatchObject({ sent: false, reason: 'too_soon' });
    clock.advance({ seconds: 30 });
    expect(await person.asksForCode('PHONE')).toMatchObject({ sent: true, to: '+351 ••• •• 111' });
    await person.enters(await newestCode('+351911111111'));
    const proved = await sql(
      server.database,
      `SELECT c.value, c.verified_at IS NOT NULL AS verified FROM contacts c JOIN contacts o USING (subject_id)
       WHERE o.value = '+351911111111' ORDER BY 1`,
    );
    expect(proved).toEqual([
      { value: '+351911111111', verified: true },
      { value: created.subjects[0].contact, verified: false },
    ]);
    const [session] = await sql(server.database, 'SELECT * FROM page_sessions WHERE entry_id = $1', [
      created.subjects[0].id,
    ]);
    expect(session).toMatchObject({ contact: '+351911111111', code_channel: 'SMS', code_seen_by: 'PERSON' });
  });

  it('to a channel that the person does not have is not sent', async () => {
    const created = await ask();
    clock.advance({ seconds: 30 });
    expect(await Person.of(server, created).asksForCode('PHONE')).toEqual({ sent: false, reason: 'unreachable' });
  });

  it('comes from the organization where it delivers codes itself', async () => {
    const returning = await server.organization({ codeDelivery: 'RETURN' });
    const created = await ask({}, returning);
    const person = Person.of(server, created);
    expect(await person.doorstep()).toMatchObject({
      codesComeFrom: 'ORGANIZATION',
      otherContacts: [],
      nextCodeAt: null,
    });
    clock.advance({ minutes: 5 });
    expect(await person.asksForCode()).toEqual({ sent: false, reason: 'organization_delivers' });
    await person.enters(created.subjects[0].code!);
    const [session] = await sql(server.database, 'SELECT * FROM page_sessions WHERE entry_id = $1', [
      created.subjects[0].id,
    ]);
    expect(session).toMatchObject({ code_channel: 'ORGANIZATION', code_seen_by: 'ORGANIZATION_TOO' });
    const [contact] = await sql(server.database, 'SELECT verified_at FROM contacts WHERE value = $1', [
      created.subjects[0].contact,
    ]);
    expect(contact).toEqual({ verified_at: null });
  });
});

describe('A session', () => {
  it('ends after thirty idle minutes, is kept alive by use, and lets nobody into another request', async () => {
    const [created, other] = [await ask(), await ask()];
    const person = await Person.inside(server, created);
    for (let visit = 0; visit < 3; visit++) {
      clock.advance({ minutes: 29 });
      await person.sees();
    }
    const elsewhere = Object.assign(await Person.inside(server, other), { token: person.token });
    expect(await elsewhere.maySee()).toBeNull();
    clock.advance({ minutes: 30 });
    expect(await person.maySee()).toBeNull();
    expect(await person.accepts(created.credentials[0].id)).toBeNull();
    expect(await person.finishes()).toBeNull();
  });

  it('ends after twelve hours, however busy it is', async () => {
    const person = await Person.inside(server, await ask());
    for (let passed = 20; passed < 12 * 60; passed += 20) {
      clock.advance({ minutes: 20 });
      await person.sees();
    }
    clock.advance({ minutes: 20 });
    expect(await person.maySee()).toBeNull();
  });

  it('ends when the person leaves, and old ones go when a new one comes', async () => {
    const created = await ask();
    const person = await Person.inside(server, created);
    await person.leaves();
    expect(await person.maySee()).toBeNull();
    clock.advance({ seconds: 30 });
    await person.asksForCode();
    await person.enters(await newestCode(created.subjects[0].contact));
    expect(await sessionsOf(created)).toBe(1);
  });
});
