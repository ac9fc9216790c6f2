import { createHash } from 'node:crypto';
import { aDocument, sql, type Created, type Refused } from '../support/asking';
import { aPdf, pdfs } from '../support/pdfs';
import { approved, sealed, shown } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

interface Told {
  sha256: string;
  originalSha256?: string;
  changes?: object[];
  embeddedFiles?: object[];
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const asking = (pdf: Buffer, more: object = {}) =>
  organization.asks({ contacts: ['ana@example.com'], credentials: [aDocument(pdf)], ...more });
const tells = async ({ credentials: [{ id }] }: Created): Promise<Told> =>
  ((await shown(organization, id)).credential as unknown as { data: Told[] }).data[0];

it('A PDF that cannot be used as it is is asked, shown and sealed as a copy, and says so wherever it is described', async () => {
  const upload = pdfs.encrypted();
  const asked = await approved(server, organization, { credentials: [aDocument(upload)] });
  const told = await tells(asked);
  expect(told).toMatchObject({ originalSha256: sha256Of(upload), changes: [{ what: 'DECRYPTED' }] });
  expect(told.sha256).not.toBe(told.originalSha256);
  const { w3cCredential } = await sealed(organization, asked.credentials[0].id);
  expect(JSON.stringify(w3cCredential.credentialSubject)).toContain(`"originalSha256":"${sha256Of(upload)}"`);
  const path = `/v1/resource/download/${asked.credentials[0].id}?sha256=${told.originalSha256}`;
  const { body } = await organization.call('get', path).expect(200);
  expect(Buffer.from((body as { fileContent: string }).fileContent, 'base64').equals(upload)).toBe(true);
  const [kept] = await sql<{ content: Buffer; copy: string }>(
    server.database,
    `SELECT content, encode(copy_sha256, 'hex') AS copy FROM document_originals WHERE org_id = $1`,
    [organization.id],
  );
  expect(kept.content.equals(upload)).toBe(true);
  expect(kept.copy).toBe(told.sha256);
});

it('One original has one copy, however often and in which form it is uploaded', async () => {
  const upload = pdfs.scriptByName();
  const first = await tells((await asking(upload).expect(201)).body as Created);
  const inAnotherForm = { ...aDocument(upload) };
  inAnotherForm.data = [
    { label: 'pdf', type: 'pdf', value: `data:application/pdf;base64,${upload.toString('base64')}` },
  ];
  const twice = { contacts: ['ana@example.com'], credentials: [aDocument(upload), inAnotherForm] };
  const again = (await organization.asks(twice).expect(201)).body as Created;
  expect(again.credentials).toHaveLength(1);
  expect((await tells(again)).sha256).toBe(first.sha256);
});

it('A request that forbids changes is refused with what would have to be done, inline and from the catalogue', async () => {
  const inline = (await asking(pdfs.launch(), { documentChanges: 'REFUSE' }).expect(400)).body as Refused;
  expect(inline.errors).toEqual([
    { field: 'credentials[0].data', message: expect.stringContaining('(ACTIONS_REMOVED)') as string },
  ]);
  const content = pdfs.launch().toString('base64');
  const resource = { type: 'DOCUMENT', name: 'Contract', internalId: 'launch', content };
  const { id } = (await organization.call('post', '/v1/resource', resource).expect(201)).body as { id: string };
  const body = { contacts: ['ana@example.com'], resourcesIds: [id], documentChanges: 'REFUSE' };
  const refused = (await organization.asks(body).expect(400)).body as Refused;
  expect(refused.errors[0].field).toBe('resourcesIds');
  await asking(pdfs.a4(), { documentChanges: 'REFUSE' }).expect(201);
  const strict = await server.organization({ documentChanges: 'REFUSE' });
  const asked = { contacts: ['ana@example.com'], credentials: [aDocument(pdfs.launch())] };
  await strict.asks(asked).expect(400);
  await strict.asks({ ...asked, documentChanges: 'ALLOW' }).expect(201);
});

it('Files that a PDF carries are named to the asker and to the person', async () => {
  const asked = (await asking(pdfs.carrying('factur-x.xml', '<Invoice/>')).expect(201)).body as Created;
  expect((await tells(asked)).embeddedFiles).toEqual([{ name: 'factur-x.xml', size: 10 }]);
  const [{ link, code }] = asked.subjects;
  const ana = new VisitorByHttp(server.url, new URL(link!).pathname, code!);
  await ana.enters();
  expect((await ana.get('/answer/1').expect(200)).text).toMatch(/This document carries files.*factur-x\.xml/s);
  const program = (await asking(aPdf().build()).expect(201)).body as Created;
  expect((await tells(program)).embeddedFiles).toBeUndefined();
});
