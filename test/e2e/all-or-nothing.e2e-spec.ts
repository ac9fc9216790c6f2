import { readdirSync } from 'node:fs';
import { aConsent, rowCounts, sql } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

const ask = () => ({ contacts: ['ana@example.com', '+351912345678'], credentials: [aConsent()] });

describe('A create that fails at its last step', () => {
  it('leaves no row and no message', async () => {
    await sql(
      server.database,
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'injected'; END $$;
       CREATE TRIGGER injected BEFORE INSERT ON idempotency_records FOR EACH ROW EXECUTE FUNCTION fail()`,
    );
    const before = await rowCounts(server.database);
    await organization.asks(ask()).expect(500);
    expect(await rowCounts(server.database)).toEqual(before);
    await sql(server.database, 'DROP TRIGGER injected ON idempotency_records');
    expect(readdirSync(server.mailbox)).toEqual([]);
    await organization.asks(ask()).expect(201);
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
    await organization.asks(ask()).expect(201);
    await sql(server.database, 'DROP TRIGGER clash ON requests');
    const after = await rowCounts(server.database);
    expect([after.requests - before.requests, after.request_subjects - before.request_subjects]).toEqual([1, 2]);
  });
});
