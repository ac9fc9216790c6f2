import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { OneTimeCodes } from '../../src/platform/secrets';
import { aConsent, sql, type Created } from '../support/asking';
import { until } from '../support/eventually';
import { freshDatabase, type TestDatabase } from '../support/database';
import { startServer, type TestServer } from '../support/server';

/** Closed after the servers that keep connections to them. */
const mailServers: (() => Promise<void>)[] = [];

/** A real SMTP server on loopback that keeps what it takes, or answers as it is told to. */
async function aMailServer(reply?: () => Error | undefined) {
  const mails: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refusal = reply?.();
        if (!refusal) mails.push(Buffer.concat(chunks).toString());
        done(refusal);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => smtp.close(resolve));
  mailServers.push(close);
  return { mails, url: `smtp://127.0.0.1:${port}`, close };
}

const ask = (contact: string) => ({ contacts: [contact], credentials: [aConsent()] });
const plain = (mail: string) => mail.replace(/=\r\n/g, '').replace(/=3D/g, '=');

let database: TestDatabase;
const servers: TestServer[] = [];
const serving = async (environment: Record<string, string>): Promise<TestServer> => {
  const server = await startServer({
    database,
    environment: { MAIL_FROM: 'Placet <no-reply@example.com>', MAIL_DELIVERY: 'smtp', ...environment },
  });
  servers.push(server);
  return server;
};
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const close of mailServers.splice(0)) await close();
  await database.drop();
});

const row = async (entryId: string) =>
  (
    await sql<{ status: string; content: Buffer | null; attempts: number; error_code: string | null; id: string }>(
      database,
      'SELECT id, status, content, attempts, error_code FROM notifications WHERE entry_id = $1',
      [entryId],
    )
  )[0];

describe('A message', () => {
  it('arrives with the code and the link of the answer, and is then forgotten', async () => {
    const mail = await aMailServer();
    const server = await serving({ SMTP_URL: mail.url });
    const caller = await server.organization({ name: 'Meridian Travel' });
    const { subjects } = (await caller.asks(ask('ana@example.com')).expect(201)).body as Created;
    const [arrived] = await until(
      () => mail.mails,
      ({ length }) => length === 1,
    );
    expect(plain(arrived)).toContain(subjects[0].link);
    expect(plain(arrived)).toContain(subjects[0].code);
    expect(arrived).toMatch(/^From: .*Meridian Travel/m);
    const sent = await until(
      () => row(subjects[0].id),
      ({ status }) => status === 'SENT',
    );
    expect(sent).toMatchObject({ content: null, attempts: 1 });
    expect(arrived).toContain(sent.id);
  });

  it('waits while nobody answers, without holding up a create, and goes out once somebody does', async () => {
    const gone = await aMailServer();
    await gone.close();
    const server = await serving({ SMTP_URL: gone.url });
    const caller = await server.organization();
    const { subjects } = (await caller.asks(ask('ana@example.com')).expect(201)).body as Created;
    await until(
      () => row(subjects[0].id),
      ({ error_code }) => error_code === 'UNAVAILABLE',
    );
    const back = await aMailServer();
    await sql(database, 'UPDATE notifications SET next_attempt_at = now()');
    await serving({ SMTP_URL: back.url });
    await until(
      () => row(subjects[0].id),
      ({ status }) => status === 'SENT',
    );
    expect(back.mails).toHaveLength(1);
  });

  it('is given up when it can never arrive, and its entry says so', async () => {
    const mail = await aMailServer(() => Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }));
    const server = await serving({ SMTP_URL: mail.url });
    const { subjects } = (await (await server.organization()).asks(ask('nobody@example.com')).expect(201))
      .body as Created;
    expect(
      await until(
        () => row(subjects[0].id),
        ({ status }) => status === 'DEAD',
      ),
    ).toMatchObject({ content: null });
    const [entry] = await sql(database, 'SELECT status FROM request_subjects WHERE id = $1', [subjects[0].id]);
    expect(entry).toEqual({ status: 'DELIVERY_FAILED' });
  });

  it('whose code expired while it waited carries a fresh one; whose request closed is dropped', async () => {
    const mail = await aMailServer();
    const silent = await serving({ SMTP_URL: mail.url, DELIVERY: 'off' });
    const caller = await silent.organization();
    const late = ((await caller.asks(ask('late@example.com')).expect(201)).body as Created).subjects[0];
    const closed = ((await caller.asks(ask('closed@example.com')).expect(201)).body as Created).subjects[0];
    await sql(database, `UPDATE notifications SET code_expires_at = now() - interval '1 second'`);
    await sql(
      database,
      `UPDATE requests SET expires_at = now() - interval '1 second' WHERE id = (SELECT request_id FROM request_subjects WHERE id = $1)`,
      [closed.id],
    );
    const server = await serving({ SMTP_URL: mail.url });
    await until(
      () => row(late.id),
      ({ status }) => status === 'SENT',
    );
    expect(await row(closed.id)).toMatchObject({ status: 'DROPPED', content: null });
    expect(mail.mails).toHaveLength(1);
    const text = plain(mail.mails[0]);
    expect(text).toContain(late.link);
    expect(text).not.toContain(late.code);
    const [{ code_hash }] = await sql<{ code_hash: Buffer }>(
      database,
      'SELECT code_hash FROM request_subjects WHERE id = $1',
      [late.id],
    );
    const codes = server.app.get(OneTimeCodes);
    const candidates = [...text.matchAll(/\b(\d{3}) ?(\d{3})\b/g)].map(([, a, b]) => a + b);
    expect(candidates.some((code) => codes.matches(late.id, code, code_hash))).toBe(true);
  });

  it('is sent once by two servers that run side by side', async () => {
    const mail = await aMailServer();
    const [one] = [await serving({ SMTP_URL: mail.url }), await serving({ SMTP_URL: mail.url })];
    const caller = await one.organization();
    const contacts = Array.from({ length: 60 }, (_, i) => `p${i}@example.com`);
    await caller.asks({ contacts, credentials: [aConsent()] }).expect(201);
    await until(
      async () =>
        (
          await sql<{ left: number }>(
            database,
            `SELECT count(*)::int AS left FROM notifications WHERE status <> 'SENT'`,
          )
        )[0].left,
      (left) => left === 0,
    );
    expect(mail.mails).toHaveLength(60);
  });
});
