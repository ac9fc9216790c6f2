import request from 'supertest';
import { aConsent, aDocument, type Created } from '../support/asking';
import { Person } from '../support/answering';
import { until } from '../support/eventually';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization({ name: 'Meridian, <Lda.>' });
});
afterAll(() => server.stop());

const page = (id: string, query = '') => request(server.url).get(`/verify/${id}${query}`);

async function decided(credential: object, action: 'accepts' | 'rejects'): Promise<string> {
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [credential] }).expect(201);
  const created = body as Created;
  const person = await Person.inside(server, created);
  await person[action](created.credentials[0].id);
  await person.finishes();
  return created.credentials[0].id;
}
const sealed = (id: string) =>
  until(
    () => page(id),
    ({ status }) => status === 200,
  );

describe('The page behind the code on a signed document', () => {
  it('says that a document stands, whose it is, and what its sealed file must be; never what it says', async () => {
    const id = await decided(aDocument(pdfs.a4(), 'A very private contract'), 'accepts');
    const { text, headers } = await sealed(id);
    const { body } = await organization.call('get', `/v1/credential/${id}`).expect(200);
    const { sha256 } = (body as { credential: { sealedDocument: { sha256: string } } }).credential.sealedDocument;
    expect(text).toContain('This is genuine, and it stands');
    expect(text).toContain('Meridian, &lt;Lda.>');
    expect(text).toContain(`<code class="fingerprint">${sha256}</code>`);
    expect(text).not.toContain('private contract');
    expect(text).not.toContain('ana@example.com');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['cache-control']).toBe('no-store');
  });

  it('says that a reject agreed to nothing, and what was revoked no longer stands', async () => {
    const rejected = await sealed(await decided(aConsent(), 'rejects'));
    expect(rejected.text).toContain('nothing was agreed');
    expect(rejected.text).not.toContain('fingerprint');
    const id = await decided(aConsent('Terms'), 'accepts');
    await sealed(id);
    await organization.call('delete', `/v1/credential/revoke/${id}`, {}).expect(200);
    expect((await page(id).expect(200)).text).toContain('it no longer stands');
  });

  it('speaks the language that is chosen, or that the browser prefers', async () => {
    const id = await decided(aConsent('Language'), 'accepts');
    await sealed(id);
    expect((await page(id, '?lang=ARA')).text).toContain('dir="rtl"');
    expect((await page(id).set('Accept-Language', 'pl')).text).toContain('Jest autentyczny');
  });

  it('is the same page of nothing for what is unknown, malformed, or not decided yet', async () => {
    const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
    const [{ id }] = (body as Created).credentials;
    const pages = await Promise.all([id, '0'.repeat(24), 'x', '%00'].map((each) => page(each).expect(404)));
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  });
});
