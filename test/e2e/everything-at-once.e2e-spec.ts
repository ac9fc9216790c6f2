import { ApiKeysService } from '../../src/modules/auth';
import { OrganizationsService } from '../../src/modules/organizations';
import { seedDemo } from '../../src/playground/seeds';
import { aConsent, aDocument, sql, type Created } from '../support/asking';
import { aPdf } from '../support/pdfs';
import { startServer, TestOrganization, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';

let server: TestServer;
let caller: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  await seedDemo(server.database.url);
  const [demo] = await server.app.get(OrganizationsService).list();
  caller = new TestOrganization(
    server.url,
    demo,
    await server.app.get(ApiKeysService).create(demo.id, { name: 'test' }),
  );
});
afterAll(() => server.stop());

const ask = () => ({ contacts: ['ana@example.com'], credentials: [aConsent()] });

describe('A hundred contacts, a group, a resource, a document with places to sign and a consent, in one call', () => {
  it('is written whole, in as many statements as one contact and one consent', async () => {
    const everything = (contacts: string[]) => ({
      contacts,
      groupIds: ['507f1f77bcf86cd799439011'],
      resourcesIds: ['507f1f77bcf86cd799439012'],
      credentials: [aDocument(aPdf().page().build()), aConsent()],
      signaturePlacements: contacts.map((contact) => ({
        contact,
        inlineCredentialIndex: 0,
        pageIndex: 0,
        x: 1,
        y: 1,
        width: 10,
        height: 10,
      })),
    });
    await caller.asks(everything(['warm@example.com'])).expect(201); // prepares what is prepared once
    const small = await statementsOf(() => caller.asks(everything(['one@example.com'])).expect(201));
    const people = Array.from({ length: 100 }, (_, i) => `person-${i}@example.com`);
    let created: Created | undefined;
    const large = await statementsOf(async () => {
      created = (await caller.asks(everything(people)).expect(201)).body as Created;
    });
    expect(large).toEqual(small);
    expect(large.length).toBeLessThanOrEqual(20);
    expect(created!.credentials.map(({ name }) => name)).toEqual(['Identity Document', 'Contract', 'Privacy']);
    expect(created!.subjects.map(({ contact }) => contact)).toEqual(people);
    const [{ placements }] = await sql<{ placements: number }>(
      server.database,
      'SELECT count(*)::int AS placements FROM placements WHERE credential_id = $1',
      [created!.credentials[1].id],
    );
    expect(placements).toBe(100);
    console.log(
      `statements of a create with everything: ${large.length}; of one consent: ${(await statementsOf(() => caller.asks(ask()).expect(201))).length}`,
    );
  });
});
