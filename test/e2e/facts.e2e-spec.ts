import { ExpireRequests } from '../../src/modules/requests/expire-requests';
import { EvidenceService, type LoggedFact } from '../../src/modules/evidence';
import { UnitOfWork } from '../../src/platform/database';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent, aMandate, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { PostOffice } from '../support/post-office';
import { approved } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

interface Row {
  id: string;
  kind: string;
  content: Buffer;
}

async function factsOf(server: TestServer, subjectId: string, kind: string): Promise<Record<string, unknown>[]> {
  const rows = await sql<Row>(
    server.database,
    `SELECT e.id, e.kind, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id
     WHERE e.subject_id = $1 AND e.kind = $2 ORDER BY e.id`,
    [subjectId, kind],
  );
  const opened = ({ id, content }: Row) =>
    server.app.get(Envelopes).open({ purpose: 'evidence.details', row: id }, content).toString('utf8');
  return rows.map((row) => JSON.parse(opened(row)) as Record<string, unknown>);
}

describe('What became of a message', () => {
  let office: PostOffice;
  beforeEach(async () => {
    office = await PostOffice.open();
  });
  afterEach(() => office.close());

  it('is a fact of its request when it was sent, for each organization its own', async () => {
    const other = await office.desk.organization();
    const mine = await office.ask();
    const body = { contacts: ['o@example.com'], credentials: [aConsent()] };
    const theirs = (await other.asks(body).expect(201)).body as Created;
    await office.postman();
    for (const [created, org] of [
      [mine, office.organization],
      [theirs, other],
    ] as const) {
      const { id } = await office.reaches(created, 'SENT');
      const [{ contact, id: entryId }] = created.subjects;
      expect(await factsOf(office.desk, created.id, 'notification.sent')).toEqual([
        { notificationId: id, entryId, message: 'INVITATION', channel: 'EMAIL', contact },
      ]);
      const owners = await sql(office.database, 'SELECT DISTINCT org_id FROM evidence WHERE subject_id = $1', [
        created.id,
      ]);
      expect(owners).toEqual([{ org_id: org.id }]);
    }
  });

  it('is a fact with the reason when it was given up', async () => {
    office.mail.refuse({ code: 550, text: '5.1.1 no such user' });
    const created = await office.ask();
    await office.postman();
    await office.reaches(created, 'DEAD');
    const [{ error }] = await factsOf(office.desk, created.id, 'notification.failed');
    expect(error).toMatchObject({ code: 'INVALID_EMAIL' });
  });
});

describe('The end of a request and of a mandate', () => {
  const clock = new TestClock();
  let server: TestServer;
  let organization: TestOrganization;
  beforeAll(async () => {
    server = await startServer({ clock });
    organization = await server.organization();
  });
  afterAll(() => server.stop());

  it('is a fact, once, when the time to answer was over', async () => {
    const expiresAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
    const body = { contacts: ['ana@example.com'], credentials: [aConsent()] };
    const short = (await organization.asks({ ...body, expiresAt }).expect(201)).body as Created;
    const long = (await organization.asks(body).expect(201)).body as Created;
    clock.advance({ hours: 2 });
    const job = server.app.get(ExpireRequests, { strict: false });
    await Promise.all([job.prune(), job.prune()]);
    await job.prune();
    expect(await factsOf(server, short.id, 'request.expired')).toEqual([{ expiresAt }]);
    expect(await factsOf(server, long.id, 'request.expired')).toEqual([]);
  });

  it('is a fact when a mandate was revoked with its credential', async () => {
    const asked = await approved(server, organization, { credentials: [aMandate()] });
    const [{ id }] = asked.credentials;
    await organization.call('delete', `/v1/credential/revoke/${id}`, { reason: 'Trip is off' }).expect(200);
    const [mandate] = await sql<{ id: string }>(server.database, 'SELECT id FROM mandates WHERE credential_id = $1', [
      id,
    ]);
    expect(await factsOf(server, mandate.id, 'mandate.revoked')).toEqual([{ credentialId: id, reason: 'Trip is off' }]);
  });

  it('is heard in the transaction that logs it: all facts of one append, and nothing of what is rolled back', async () => {
    const evidence = server.app.get(EvidenceService, { strict: false });
    const heard: LoggedFact[][] = [];
    const followed: string[] = [];
    evidence.onFact(['item.viewed', 'link.opened'], (tx, org, facts) => {
      heard.push(facts);
      tx.afterCommit(() => followed.push(org));
    });
    const [unitOfWork, sealer] = [server.app.get(UnitOfWork), server.app.get(Envelopes).sealer()];
    const fact = { occurredAt: clock.now(), details: {} };
    const log = (fails: boolean) =>
      unitOfWork.run(organization.entity.id, (tx) => {
        const kinds = ['item.viewed', 'code.sent', 'link.opened'] as const;
        const facts = kinds.map((kind) => ({ ...fact, kind, subjectId: 'a'.repeat(24) }));
        evidence.append(tx, organization.entity.id, facts, sealer);
        return fails ? Promise.reject(new Error('Not today')) : Promise.resolve();
      });
    await expect(log(true)).rejects.toThrow('Not today');
    expect([heard.length, followed]).toEqual([1, []]);
    await log(false);
    expect(heard[1].map(({ kind }) => kind)).toEqual(['item.viewed', 'link.opened']);
    expect(followed).toEqual([organization.id]);
    const stored = await sql<{ id: string }>(server.database, 'SELECT id FROM evidence WHERE subject_id = $1', [
      'a'.repeat(24),
    ]);
    expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(heard[1].map((one) => one.id)));
    expect(stored).toHaveLength(3);
  });
});
