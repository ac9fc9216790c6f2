import { randomUUID } from 'node:crypto';
import { NotificationQueue } from '../../src/modules/notifications/notification-queue';
import { OneTimeCodes } from '../../src/platform/secrets';
import { sql, type Created } from '../support/asking';
import { eventually } from '../support/eventually';
import { codeIn, linkIn } from '../support/mailbox';
import { looksForWork, PostOffice, wake } from '../support/post-office';
import type { TestServer } from '../support/server';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

async function codeHolds({ subjects: [{ id }] }: Created, code: string): Promise<boolean> {
  const [entry] = await sql<{ code_hash: Buffer }>(
    office.database,
    'SELECT code_hash FROM request_subjects WHERE id = $1',
    [id],
  );
  return office.desk.app.get(OneTimeCodes).matches(id, code, entry.code_hash);
}

describe('A message whose code expired before it could leave', () => {
  it('leaves with a fresh code that holds a day, and the link of the request', async () => {
    const created = await office.ask();
    const [{ code, link }] = created.subjects;
    office.clock.advance({ hours: 25 });
    await office.postman();
    const sent = await office.reaches(created, 'SENT');
    const text = office.mail.received[0].text;
    expect(linkIn(text)).toBe(link);
    const fresh = codeIn(text)!;
    expect(fresh).not.toBe(code);
    expect([await codeHolds(created, fresh), await codeHolds(created, code!)]).toEqual([true, false]);
    expect(sent.code_expires_at).toEqual(new Date(office.clock.now().getTime() + 24 * 3_600_000));
  });

  it('keeps its code to the last moment', async () => {
    const created = await office.ask();
    office.clock.advance({ hours: 24, milliseconds: -1 });
    await office.postman();
    await office.reaches(created, 'SENT');
    expect(codeIn(office.mail.received[0].text)).toBe(created.subjects[0].code);
  });

  it('is not sent at all when its request is over, and is forgotten', async () => {
    const [expired, canceled] = [
      await office.ask({ expiresAt: new Date(office.clock.now().getTime() + 3_600_000) }),
      await office.ask(),
    ];
    await sql(office.database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [
      canceled.id,
    ]);
    const open = await office.ask();
    office.clock.advance({ hours: 25 });
    await office.postman();
    await office.reaches(open, 'SENT');
    for (const over of [expired, canceled])
      expect(await office.message(over)).toMatchObject({ status: 'DROPPED', content: null });
    expect(office.mail.received.map(({ to }) => to)).toEqual([[open.subjects[0].contact]]);
  });

  it('nor while its code would still hold, whichever way the request is over: canceled, settled or expired', async () => {
    const [canceled, completed, rejected] = [await office.ask(), await office.ask(), await office.ask()];
    const expired = await office.ask({ expiresAt: new Date(office.clock.now().getTime() + 60_000) });
    await sql(office.database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [
      canceled.id,
    ]);
    for (const [status, { id }] of Object.entries({ COMPLETED: completed, REJECTED: rejected }))
      await sql(office.database, 'UPDATE requests SET status = $1, settled_at = now() WHERE id = $2', [status, id]);
    await sql(office.database, `UPDATE notifications SET code_expires_at = code_expires_at + interval '1 day'`);
    office.clock.advance({ minutes: 1 });
    const open = await office.ask();
    await office.postman();
    await office.reaches(open, 'SENT');
    for (const over of [canceled, completed, rejected, expired])
      expect(await office.message(over)).toMatchObject({ status: 'DROPPED', content: null, lease_token: null });
    expect(office.mail.tried.map(({ messageId }) => messageId)).toEqual([(await office.message(open)).id]);
  });

  it('does not hold up the others when it cannot be opened any more', async () => {
    const broken = await office.ask();
    await sql(office.database, `UPDATE notifications SET content = '\\x00' WHERE request_id = $1`, [broken.id]);
    const [stale, fresh] = [await office.ask(), await office.ask()];
    office.clock.advance({ hours: 25 });
    await office.postman();
    await Promise.all([office.reaches(stale, 'SENT'), office.reaches(fresh, 'SENT')]);
    expect(await office.message(broken)).toMatchObject({ status: 'PENDING', error_code: 'UNDELIVERABLE', attempts: 1 });
  });
});

describe('A message in the hands of a process that died', () => {
  const claimAll = (server: TestServer, token: string) =>
    server.app.get(NotificationQueue, { strict: false }).claim(10, token, 30);

  it('is taken over when the lease is over, not before', async () => {
    const created = await office.ask();
    expect(await claimAll(office.desk, randomUUID())).toHaveLength(1); // and nothing more is heard of it
    const postman = await office.postman();
    office.clock.advance({ seconds: 29 });
    await looksForWork(postman);
    expect(office.mail.tried).toEqual([]);
    office.clock.advance({ seconds: 1 });
    wake(postman);
    expect(await office.reaches(created, 'SENT')).toMatchObject({ attempts: 2 });
    expect(office.mail.received).toHaveLength(1);
  });

  it('cannot be changed by that process when it comes back', async () => {
    const created = await office.ask();
    const token = randomUUID();
    const [row] = await claimAll(office.desk, token);
    office.clock.advance({ seconds: 30 });
    await office.postman();
    const sent = await office.reaches(created, 'SENT');
    const queue = office.desk.app.get(NotificationQueue, { strict: false });
    await queue.record(token, [
      { row, outcome: { sent: false, permanent: true, code: 'UNDELIVERABLE', message: 'x' } },
    ]);
    expect(await office.message(created)).toEqual(sent);
    const [entry] = await sql(office.database, 'SELECT status FROM request_subjects WHERE request_id = $1', [
      created.id,
    ]);
    expect(entry).toEqual({ status: 'INVITED' });
  });
});

it('A hundred people are written to once each by three processes side by side', async () => {
  const contacts = Array.from({ length: 100 }, (_, index) => `crowd-${index}@example.com`);
  const created = await office.ask({ contacts });
  await Promise.all([office.postman(), office.postman(), office.postman()]);
  await eventually(() => expect(office.mail.received.length).toBeGreaterThanOrEqual(100));
  for (const { contact, code, link } of created.subjects) {
    const mails = office.mail.received.filter(({ to }) => to.includes(contact));
    expect(mails).toHaveLength(1);
    expect([codeIn(mails[0].text), linkIn(mails[0].text)]).toEqual([code, link]);
  }
  await eventually(async () =>
    expect(
      await sql(
        office.database,
        'SELECT status, count(*)::int AS rows, count(content)::int AS kept FROM notifications GROUP BY 1',
      ),
    ).toEqual([{ status: 'SENT', rows: 100, kept: 0 }]),
  );
});
