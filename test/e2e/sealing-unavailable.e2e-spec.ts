import request from 'supertest';
import { SealingHealth } from '../../src/modules/credentials';
import { DOCUMENT_SIGNER, type DocumentSigner } from '../../src/modules/keys';
import { Person } from '../support/answering';
import { aConsent, aDocument, sql, type Created } from '../support/asking';
import { pdfs } from '../support/pdfs';
import { sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let health: SealingHealth;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
  health = server.app.get(SealingHealth);
});
afterAll(() => server.stop());

const ready = async () =>
  (await request(server.url).get('/health/ready').expect(200)).body as { status: string; sealing: string };

/** Breaks the key, and answers how to mend it. */
function breakKey(): () => void {
  const signer = server.app.get<DocumentSigner>(DOCUMENT_SIGNER);
  const away = jest.spyOn(signer, 'sign').mockRejectedValue(new Error(WORDS));
  return () => away.mockRestore();
}

const WORDS = 'the key service is away';

describe('While the key that seals does not answer', () => {
  it('nothing is decided, what was chosen is kept, and health tells why', async () => {
    const credentials = [aDocument(pdfs.a4(), 'While it is away'), aConsent('While it is away')];
    const asked = (await organization.asks({ contacts: ['ana@example.com'], credentials }).expect(201)).body as Created;
    const person = await Person.inside(server, asked);
    for (const { id } of asked.credentials) await person.accepts(id);
    expect(await ready()).toMatchObject({ status: 'ok', sealing: 'ok' });

    const mend = breakKey();
    await health.probe();
    expect((await ready()).sealing).toContain(WORDS);
    expect(await person.finishes()).toEqual({ finished: false, reason: 'unavailable' });
    const ids = asked.credentials.map(({ id }) => id);
    expect(await sql(server.database, 'SELECT FROM decisions WHERE credential_id = ANY($1)', [ids])).toEqual([]);

    mend();
    await health.probe();
    expect(await ready()).toMatchObject({ sealing: 'ok' });
    expect(await person.finishes()).toEqual({ finished: true });
    for (const id of ids) expect((await sealed(organization, id)).credential.status).toBe('APPROVED');
  });
});
