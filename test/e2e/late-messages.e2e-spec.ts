import { randomUUID } from 'node:crypto';
import { NotificationQueue } from '../../src/modules/notifications/notification-queue';
import { DeliverySignal } from '../../src/platform/delivery';
import { OneTimeCodes } from '../../src/platform/secrets';
import { aConsent, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { freshDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { aMailServer, type MailServer } from '../support/mail-server';
import { codeIn, linkIn } from '../support/mailbox';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let clock: TestClock;
let database: TestDatabase;
let mail: MailServer;
/** Takes calls and delivers nothing. */
let desk: TestServer;
let organization: TestOrganization;
const postmen: TestServer[] = [];

beforeEach(async () => {
  clock = new TestClock();
  [database, mail] = await Promise.all([freshDatabase(), aMailServer()]);
  desk = await startServer({ clock, database, environment: { ...sending(), DELIVERY: 'off' } });
  organization = await desk.organization();
});
afterEach(async () => {
  for (const server of [...postmen.splice(0), desk]) await server.stop();
  await Promise.all([mail.close(), database.drop()]);
});

const sending = () => ({ MAIL_DELIVERY: 'smtp', SMTP_URL: mail.url, MAIL_FROM: 'Placet <no-reply@placet.example>' });
async function aPostman(): Promise<TestServer> {
  const server = await startServer({ clock, database, environment: sending() });
  postmen.push(server);
  return server;
}
const wake = (server: TestServer) => server.app.get(DeliverySignal).due('notifications');
let asks = 0;
const ask = async (body: object = {}): Promise<Created> => {
  const contacts = [`p${++asks}@example.com`];
  return (await organization.asks({ contacts, credentials: [aConsent()], ...body }).expect(201)).body as Created;
};

interface Row {
  id: string;
  status: string;
  content: Buffer | null;
  attempts: number;
  next_attempt_at: Date;
  code_expires_at: Date;
  error_code: string | null;
}
const rowOf = async ({ id }: Created): Promise<Row> =>
  (await sql<Row>(database, 'SELECT * FROM notifications WHERE request_id = $1', [id]))[0];
const reaches = (created: Created, status: string) =>
  eventually(async () => {
    const row = await rowOf(created);
    expect(row.status).toBe(status);
    return row;
  });
async function codeHolds({ subjects: [{ id }] }: Created, code: string): Promise<boolean> {
  const [entry] = await sql<{ code_hash: Buffer }>(database, 'SELECT code_hash FROM request_subjects WHERE id = $1', [
    id,
  ]);
  return desk.app.get(OneTimeCodes).matches(id, code, entry.code_hash);
}

describe('A message that the mail server puts off', () => {
  it('waits longer each time, comes with the same Message-ID, and keeps its code and link', async () => {
    mail.refuse({ code: 451, text: '4.7.1 Greylisted, come back later' });
    const created = await ask();
    const postman = await aPostman();
    const first = await eventually(async () => {
      const row = await rowOf(created);
      expect(row).toMatchObject({ status: 'PENDING', attempts: 1, error_code: 'UNAVAILABLE' });
      return row;
    });
    const wait = (row: Row) => (row.next_attempt_at.getTime() - clock.now().getTime()) / 1000;
    expect(wait(first)).toBeGreaterThanOrEqual(2.5);
    expect(wait(first)).toBeLessThanOrEqual(5);

    clock.advance({ seconds: 5 });
    wake(postman);
    const second = await eventually(async () => {
      const row = await rowOf(created);
      expect(row).toMatchObject({ attempts: 2, error_code: 'UNAVAILABLE' });
      expect(wait(row)).toBeLessThanOrEqual(15); // longer is the lease of an attempt that is still under way
      return row;
    });
    expect(wait(second)).toBeGreaterThanOrEqual(7.5);

    mail.refuse(null);
    clock.advance({ seconds: 15 });
    wake(postman);
    const sent = await reaches(created, 'SENT');
    expect(sent).toMatchObject({ content: null, attempts: 3, error_code: null });
    expect(mail.tried.map(({ messageId }) => messageId)).toEqual([sent.id, sent.id, sent.id]);
    expect(mail.received).toHaveLength(1);
    expect(codeIn(mail.received[0].text)).toBe(created.subjects[0].code);
    expect(linkIn(mail.received[0].text)).toBe(created.subjects[0].link);
  });

  it('is not tried before its time, however often somebody is woken', async () => {
    mail.refuse({ code: 451, text: '4.3.0 Later' });
    const created = await ask();
    const postman = await aPostman();
    await eventually(async () => expect((await rowOf(created)).error_code).toBe('UNAVAILABLE'));
    for (let i = 0; i < 10; i++) wake(postman);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(mail.tried).toHaveLength(1);
  });
});

describe('A message that nobody has taken for very long', () => {
  it('is tried again, and is not given up at the first refusal after the outage', async () => {
    mail.refuse({ code: 451, text: '4.3.0 Later' });
    const created = await ask();
    await sql(database, 'UPDATE notifications SET attempts = 32767');
    const postman = await aPostman();
    await eventually(async () =>
      expect(await rowOf(created)).toMatchObject({ status: 'PENDING', attempts: 9, error_code: 'UNAVAILABLE' }),
    );
    mail.refuse({ code: 451, text: '4.7.0 Too many messages, slow down' });
    clock.advance({ minutes: 10 });
    wake(postman);
    await eventually(async () =>
      expect(await rowOf(created)).toMatchObject({ status: 'PENDING', attempts: 10, error_code: 'RATE_LIMITED' }),
    );
  });
});

describe('A message whose code expired before it could leave', () => {
  it('leaves with a fresh code that holds a day, and the link of the request', async () => {
    const created = await ask();
    const [{ code, link }] = created.subjects;
    clock.advance({ hours: 25 });
    await aPostman();
    const sent = await reaches(created, 'SENT');
    const text = mail.received[0].text;
    expect(linkIn(text)).toBe(link);
    const fresh = codeIn(text)!;
    expect(fresh).not.toBe(code);
    expect([await codeHolds(created, fresh), await codeHolds(created, code!)]).toEqual([true, false]);
    expect(sent.code_expires_at).toEqual(new Date(clock.now().getTime() + 24 * 3_600_000));
  });

  it('keeps its code to the last moment', async () => {
    const created = await ask();
    clock.advance({ hours: 24, milliseconds: -1 });
    await aPostman();
    await reaches(created, 'SENT');
    expect(codeIn(mail.received[0].text)).toBe(created.subjects[0].code);
  });

  it('is not sent at all when its request is over, and is forgotten', async () => {
    const [expired, canceled] = [await ask({ expiresAt: new Date(clock.now().getTime() + 3_600_000) }), await ask()];
    await sql(database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [canceled.id]);
    const open = await ask();
    clock.advance({ hours: 25 });
    await aPostman();
    await reaches(open, 'SENT');
    for (const over of [expired, canceled])
      expect(await rowOf(over)).toMatchObject({ status: 'DROPPED', content: null });
    expect(mail.received.map(({ to }) => to)).toEqual([[open.subjects[0].contact]]);
  });

  it('nor while its code would still hold, whichever way the request is over: canceled, settled or expired', async () => {
    const [canceled, completed, rejected] = [await ask(), await ask(), await ask()];
    const expired = await ask({ expiresAt: new Date(clock.now().getTime() + 60_000) });
    await sql(database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [canceled.id]);
    for (const [status, { id }] of Object.entries({ COMPLETED: completed, REJECTED: rejected }))
      await sql(database, 'UPDATE requests SET status = $1, settled_at = now() WHERE id = $2', [status, id]);
    await sql(database, `UPDATE notifications SET code_expires_at = code_expires_at + interval '1 day'`);
    clock.advance({ minutes: 1 });
    const open = await ask();
    await aPostman();
    await reaches(open, 'SENT');
    for (const over of [canceled, completed, rejected, expired])
      expect(await rowOf(over)).toMatchObject({ status: 'DROPPED', content: null, lease_token: null });
    expect(mail.tried.map(({ messageId }) => messageId)).toEqual([(await rowOf(open)).id]);
  });

  it('does not hold up the others when it cannot be opened any more', async () => {
    const broken = await ask();
    await sql(database, `UPDATE notifications SET content = '\\x00' WHERE request_id = $1`, [broken.id]);
    const [stale, fresh] = [await ask(), await ask()];
    clock.advance({ hours: 25 });
    await aPostman();
    await Promise.all([reaches(stale, 'SENT'), reaches(fresh, 'SENT')]);
    expect(await rowOf(broken)).toMatchObject({ status: 'PENDING', error_code: 'UNDELIVERABLE', attempts: 1 });
  });
});

describe('A message in the hands of a process that died', () => {
  const claimAll = (server: TestServer, token: string) =>
    server.app.get(NotificationQueue, { strict: false }).claim(10, token, 30);

  it('is taken over when the lease is over, not before', async () => {
    const created = await ask();
    expect(await claimAll(desk, randomUUID())).toHaveLength(1); // and nothing more is heard of it
    const postman = await aPostman();
    clock.advance({ seconds: 29 });
    wake(postman);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(mail.tried).toEqual([]);
    clock.advance({ seconds: 1 });
    wake(postman);
    expect(await reaches(created, 'SENT')).toMatchObject({ attempts: 2 });
    expect(mail.received).toHaveLength(1);
  });

  it('cannot be changed by that process when it comes back', async () => {
    const created = await ask();
    const token = randomUUID();
    const [row] = await claimAll(desk, token);
    clock.advance({ seconds: 30 });
    await aPostman();
    const sent = await reaches(created, 'SENT');
    const queue = desk.app.get(NotificationQueue, { strict: false });
    await queue.record(token, [
      { row, outcome: { sent: false, permanent: true, code: 'UNDELIVERABLE', message: 'x' } },
    ]);
    expect(await rowOf(created)).toEqual(sent);
    const [entry] = await sql(database, 'SELECT status FROM request_subjects WHERE request_id = $1', [created.id]);
    expect(entry).toEqual({ status: 'INVITED' });
  });
});

it('A hundred people are written to once each by three processes side by side', async () => {
  const contacts = Array.from({ length: 100 }, (_, index) => `crowd-${index}@example.com`);
  const created = await ask({ contacts });
  await Promise.all([aPostman(), aPostman(), aPostman()]);
  await eventually(() => expect(mail.received.length).toBeGreaterThanOrEqual(100), 20_000);
  for (const { contact, code, link } of created.subjects) {
    const mails = mail.received.filter(({ to }) => to.includes(contact));
    expect(mails).toHaveLength(1);
    expect([codeIn(mails[0].text), linkIn(mails[0].text)]).toEqual([code, link]);
  }
  await eventually(async () =>
    expect(
      await sql(
        database,
        'SELECT status, count(*)::int AS rows, count(content)::int AS kept FROM notifications GROUP BY 1',
      ),
    ).toEqual([{ status: 'SENT', rows: 100, kept: 0 }]),
  );
});
