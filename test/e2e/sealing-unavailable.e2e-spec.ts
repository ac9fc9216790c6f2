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

/** Two ways in which sealing stops, and what mends each. */
const troubles: [string, string, () => () => void][] = [
  [
    'there is no seal key, as in production without SEAL_ settings',
    'there is no seal key: set SEAL_P12, or SEAL_CERTIFICATE and SEAL_KEY',
    () => {
      const keyed = health as unknown as { signer: DocumentSigner | null };
      const { signer } = keyed;
      keyed.signer = null;
      return () => (keyed.signer = signer);
    },
  ],
  [
    'the key does not answer',
    'the key service is away',
    () => {
      const signer = server.app.get<DocumentSigner>(DOCUMENT_SIGNER);
      const away = jest.spyOn(signer, 'sign').mockRejectedValue(new Error('the key service is away'));
      return () => away.mockRestore();
    },
  ],
];

describe.each(troubles)('While %s', (_, words, break_) => {
  it('nothing is decided, what was chosen is kept, and health tells why', async () => {
    const credentials = [aDocument(pdfs.a4(), `While ${words}`), aConsent(`While ${words}`)];
    const asked = (await organization.asks({ contacts: ['ana@example.com'], credentials }).expect(201)).body as Created;
    const person = await Person.inside(server, asked);
    for (const { id } of asked.credentials) await person.accepts(id);
    expect(await ready()).toMatchObject({ status: 'ok', sealing: 'ok' });

    const mend = break_();
    await health.probe();
    expect((await ready()).sealing).toContain(words);
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
