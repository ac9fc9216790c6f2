import { aConsent, aDocument, rowCounts, sql, type Refused } from '../support/asking';
import { eventually } from '../support/eventually';
import { sentBy } from '../support/mailbox';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

let asks = 0;
const everything = () => ({
  contacts: [`p${++asks}@example.com`],
  credentials: [aDocument(pdfs.weighing(2000 + asks)), aConsent()],
  signaturePlacements: [
    { contact: `p${asks}@example.com`, inlineCredentialIndex: 0, pageIndex: 0, x: 1, y: 1, width: 9, height: 9 },
  ],
});
const twoContacts = () => ({
  contacts: [`p${++asks}@example.com`, `+3519123456${10 + (asks % 90)}`],
  credentials: [aConsent()],
});
const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

/** Every table that a create writes, in whatever order it does. */
const WRITTEN = [
  ...['contacts', 'subjects', 'documents', 'requests', 'request_subjects', 'credentials', 'placements'],
  ...['notifications', 'evidence', 'evidence_details', 'idempotency_records'],
];

/** Makes every insert into a table fail, at once or only at COMMIT. */
async function breaking(table: string, when: 'at once' | 'at commit', work: () => Promise<unknown>): Promise<void> {
  const timing = when === 'at once' ? 'TRIGGER broken BEFORE' : 'CONSTRAINT TRIGGER broken AFTER';
  const deferred = when === 'at once' ? '' : 'DEFERRABLE INITIALLY DEFERRED';
  await sql(
    server.database,
    `CREATE OR REPLACE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'injected'; END $$;
     CREATE ${timing} INSERT ON ${table} ${deferred} FOR EACH ROW EXECUTE FUNCTION break_it()`,
  );
  try {
    await work();
  } finally {
    await sql(server.database, `DROP TRIGGER broken ON ${table}`);
  }
}

describe('A create that fails', () => {
  it.each(WRITTEN)(
    'while it writes %s leaves nothing anywhere, says so, and may be repeated under its key',
    async (table) => {
      const [before, sent] = [await rowCounts(server.database), sentBy(server).length];
      const body = everything();
      await breaking(table, 'at once', async () => {
        const answer = await organization.asks(body, keyed(table)).expect(500);
        const { code, detail } = answer.body as Refused;
        expect([code, detail]).toEqual(['internal_error', 'Something went wrong on this side. Nothing was stored.']);
        expect(answer.text).not.toContain('injected');
      });
      expect(await rowCounts(server.database)).toEqual(before);
      expect(sentBy(server)).toHaveLength(sent);
      const again = await organization.asks(body, { ...keyed(table), timestamp: Date.now() + asks }).expect(201);
      expect(again.headers['idempotent-replayed']).toBeUndefined();
      await eventually(() => expect(sentBy(server)).toHaveLength(sent + 1));
    },
  );

  it('at the very commit leaves nothing either', async () => {
    const before = await rowCounts(server.database);
    await breaking('evidence', 'at commit', () => organization.asks(everything()).expect(500));
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('at its last step, of two contacts, leaves no message and works afterwards', async () => {
    const [before, sent] = [await rowCounts(server.database), sentBy(server).length];
    await breaking('idempotency_records', 'at once', () => organization.asks(twoContacts()).expect(500));
    expect(await rowCounts(server.database)).toEqual(before);
    expect(sentBy(server)).toHaveLength(sent);
    await organization.asks(twoContacts()).expect(201);
    await eventually(() => expect(sentBy(server)).toHaveLength(sent + 2));
  });

  it('is done again from the start when the database says so', async () => {
    await sql(
      server.database,
      `CREATE SEQUENCE tries;
       CREATE FUNCTION clash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('tries') < 3 THEN RAISE EXCEPTION 'injected' USING ERRCODE = 'serialization_failure'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER clash BEFORE INSERT ON requests FOR EACH ROW EXECUTE FUNCTION clash();
       GRANT USAGE ON SEQUENCE tries TO placet_app`,
    );
    const before = await rowCounts(server.database);
    await organization.asks(twoContacts()).expect(201);
    await sql(server.database, 'DROP TRIGGER clash ON requests');
    const after = await rowCounts(server.database);
    expect([after.requests - before.requests, after.request_subjects - before.request_subjects]).toEqual([1, 2]);
  });
});
