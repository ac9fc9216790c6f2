import { aConsent, aDocument, aForm, aMandate, sql, type Created, type Refused } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { TestClock } from '../support/clock';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
const contract = () => pdfs.pages(3);

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

let asks = 0;
const ask = async (body: object): Promise<Created> => {
  const name = `Request ${++asks}`;
  return (await organization.asks({ contacts: ['ana@example.com'], name, ...body }).expect(201)).body as Created;
};
const get = (path: string, by = organization) => by.call('get', path);

interface Told {
  id: string;
  status: string;
  issuer: { did: string; name: string };
  credentials: Record<string, unknown>[];
  subjects: Record<string, unknown>[];
}
const show = async (id: string): Promise<Told> => (await get(`/v1/request/${id}`).expect(200)).body as Told;
const set = (id: string, change: string) =>
  sql(server.database, `UPDATE credentials SET ${change} WHERE id = $1`, [id]);

const sha256 = { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string };

describe('A request by its id', () => {
  it('tells who asks, what is asked, and how far each person is', async () => {
    const created = await ask({ credentials: [aConsent(), aForm(), aMandate(), aDocument(contract())] });
    const { issuer, status, credentials, subjects } = await show(created.id);
    expect(issuer).toEqual({ did: organization.entity.did, name: 'Meridian Travel, Lda.' });
    expect(status).toBe('PENDING');
    expect(credentials.map(({ data: _, ...credential }) => credential)).toEqual(
      created.credentials.map((credential) => ({
        ...credential,
        proofs: [],
        decisions: [],
        sealedDocument: null,
        sealing: null,
        w3cCredential: null,
      })),
    );
    expect(credentials.map(({ data }) => data)).toEqual([
      [{ label: 'text', type: 'string', value: 'I agree.', hidden: false }],
      [
        { label: 'Seat', type: 'string', value: null, hidden: false, required: true, options: ['aisle', 'window'] },
        { label: 'Born', type: 'date', value: null, hidden: false },
      ],
      [
        { label: 'Maximum', type: 'number', value: 250, hidden: false },
        { label: 'Policy', type: 'string', value: 'v7', hidden: true },
      ],
      [{ label: 'pdf', type: 'pdf', value: null, hidden: false, ...sha256, size: contract().length, pages: 3 }],
    ]);
    const [{ id, contact, did }] = created.subjects;
    const known = { identityStatus: 'NONE', kyc: 'NONE' };
    expect(subjects).toEqual([{ id, contact, did, internalId: null, status: 'INVITED', ...known }]);
  });

  it('keeps what it was made with, when a resource is changed later', async () => {
    const catalogue = new Catalogue(server, organization);
    const privacy = await catalogue.consent('Privacy');
    const { id } = await ask({ resourcesIds: [privacy.id] });
    await catalogue.revise(privacy, 'Privacy 2', [{ label: 'text', type: 'string', value: 'Other', hidden: false }]);
    const [{ name, data }] = (await show(id)).credentials;
    expect([name, data]).toEqual([
      'Privacy',
      [{ label: 'text', type: 'string', value: 'Privacy: I agree.', hidden: false }],
    ]);
  });

  it('is not found when it is unknown or another organization’s, and 400 when it is no id', async () => {
    const { id } = await ask({ credentials: [aConsent()] });
    const other = await server.organization();
    const answers = [await get(`/v1/request/${id}`, other), await get('/v1/request/ffffffffffffffffffffffff', other)];
    for (const { status, body } of answers)
      expect([status, (body as Refused).message]).toEqual([404, 'Request not found']);
    await get('/v1/request/nonsense').expect(400);
    await get(`/v1/request/${id.toUpperCase()}`).expect(200);
  });

  it('has expired once its time is over, and so has what is undecided', async () => {
    const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const { id, credentials } = await ask({ credentials: [aConsent(), aForm()], expiresAt });
    await set(credentials[0].id, `status = 'APPROVED', decided_at = now()`);
    clock.advance({ minutes: 1 });
    const told = await show(id);
    expect(told.status).toBe('EXPIRED');
    expect(told.credentials.map(({ status, statusReason }) => [status, statusReason])).toEqual([
      ['APPROVED', undefined],
      ['REVOKED', 'EXPIRED'],
    ]);
  });
});

describe('A credential by its id', () => {
  it('is told with what it asks, and the document only when it is wanted', async () => {
    const { credentials } = await ask({ credentials: [{ ...aDocument(contract()), internalId: 'c-1' }, aConsent()] });
    const [document, consent] = credentials;
    const { body } = await get(`/v1/credential/${document.id}`).expect(200);
    const data = [
      { label: 'pdf', type: 'pdf', value: null, hidden: false, ...sha256, size: contract().length, pages: 3 },
    ];
    expect(body).toEqual({
      credential: {
        ...document,
        internalId: 'c-1',
        data,
        proofs: [],
        decisions: [],
        sealedDocument: null,
        sealing: null,
      },
      w3cCredential: null,
      internalId: 'c-1',
    });
    const { body: whole } = await get(`/v1/credential/${document.id}?includePdf=true`).expect(200);
    expect((whole as { pdf: string }).pdf).toBe(contract().toString('base64'));
    const { body: other } = await get(`/v1/credential/${consent.id}?includePdf=true`).expect(200);
    expect(other).not.toHaveProperty('pdf');
    await get(`/v1/credential/${document.id}?includePdf=perhaps`).expect(400);
  });

  it('is not found for an issuer that did not ask it', async () => {
    const { credentials } = await ask({ credentials: [aConsent()] });
    const other = await server.organization();
    for (const path of ['credential', 'resource/download'].map((route) => `/v1/${route}/${credentials[0].id}`)) {
      const { body } = await get(path, other).expect(404);
      expect((body as Refused).message).toBe('Credential not found for issuer');
    }
    await get('/v1/credential/nonsense').expect(400);
  });
});

describe('The download of a document', () => {
  it('waits for the decision, then answers the document', async () => {
    const { id, credentials } = await ask({ credentials: [{ ...aDocument(contract()), internalId: 'c-2' }] });
    const path = `/v1/resource/download/${credentials[0].id}`;
    expect(((await get(path).expect(409)).body as Refused).code).toBe('not_decided_yet');
    await set(credentials[0].id, `status = 'APPROVED', decided_at = now()`);
    const { body } = await get(path).expect(200);
    expect(body).toEqual({ fileContent: contract().toString('base64'), internalId: 'c-2' });
    await organization.call('delete', `/v1/request/${id}`).expect(200);
    await get(path).expect(200);
  });

  it('says what else a credential is that has no file', async () => {
    const { credentials } = await ask({ credentials: [aForm()] });
    const { body } = await get(`/v1/resource/download/${credentials[0].id}`).expect(404);
    expect((body as Refused).message).toBe(
      'This credential is a FORM: only a DOCUMENT has a file to download without a sha256',
    );
  });

  it('brings a document of the catalogue as well', async () => {
    const onTheShelf = await new Catalogue(server, organization).document(pdfs.a4());
    const { credentials } = await ask({ resourcesIds: [onTheShelf.id] });
    await set(credentials[0].id, `status = 'REJECTED', decided_at = now()`);
    const { body } = await get(`/v1/resource/download/${credentials[0].id}`).expect(200);
    expect((body as { fileContent: string }).fileContent).toBe(pdfs.a4().toString('base64'));
  });
});
