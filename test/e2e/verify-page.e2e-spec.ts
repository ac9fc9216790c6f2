import request from 'supertest';
import { aConsent, aDocument, sql, type Created } from '../support/asking';
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

const page = (address: string, query = '') => request(server.url).get(`/verify/${address}${query}`);

/** The address that the credential of an answered request says, once it is sealed: token and id. */
async function decided(credential: object, action: 'accepts' | 'rejects'): Promise<[address: string, id: string]> {
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [credential] }).expect(201);
  const created = body as Created;
  const person = await Person.inside(server, created);
  await person[action](created.credentials[0].id);
  await person.finishes();
  const [{ id }] = created.credentials;
  const { body: answer } = await until(
    () => organization.call('get', `/v1/credential/${id}`),
    ({ body: { w3cCredential } }: { body: { w3cCredential: object | null } }) => w3cCredential !== null,
  );
  const { w3cCredential } = answer as { w3cCredential: { id: string } };
  return [new URL(w3cCredential.id).pathname.slice('/verify/'.length), id];
}

describe('The page behind the code on a signed document', () => {
  it('says that a document stands, whose it is, and what its sealed file must be; never what it says', async () => {
    const [address, id] = await decided(aDocument(pdfs.a4(), 'A very private contract'), 'accepts');
    const { text, headers } = await page(address).expect(200);
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
    const rejected = await page((await decided(aConsent(), 'rejects'))[0]).expect(200);
    expect(rejected.text).toContain('nothing was agreed');
    expect(rejected.text).not.toContain('fingerprint');
    const [address, id] = await decided(aConsent('Terms'), 'accepts');
    await organization.call('delete', `/v1/credential/revoke/${id}`, {}).expect(200);
    expect((await page(address).expect(200)).text).toContain('it no longer stands');
  });

  it('speaks the language that is chosen, or that the browser prefers', async () => {
    const [address] = await decided(aConsent('Language'), 'accepts');
    expect((await page(address, '?lang=ARA')).text).toContain('dir="rtl"');
    expect((await page(address).set('Accept-Language', 'pl')).text).toContain('Jest autentyczny');
  });

  it('is the same page of nothing for what is unknown, malformed, or not decided yet', async () => {
    const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
    const [{ id }] = (body as Created).credentials;
    const [address, sealed] = await decided(aConsent('Secret'), 'accepts');
    const [token] = address.split('/');
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const nothing = [
      id,
      '0'.repeat(24),
      'x',
      '%00',
      sealed,
      `${'0'.repeat(32)}/${sealed}`,
      `${token}/${id}`,
      `x/${sealed}`,
    ];
    const pages = await Promise.all(nothing.map((each) => page(each).expect(404)));
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  });

  it('is still found at its old address, where that is what was sealed', async () => {
    const [address, id] = await decided(aConsent('Sealed long ago'), 'accepts');
    await sql(
      server.database,
      `ALTER TABLE sealings DISABLE TRIGGER sealings_are_final;
       UPDATE sealings SET credential = jsonb_set(credential::jsonb, '{id}', '"https://placet.example.com/verify/${id}"') WHERE credential_id = '${id}';
       ALTER TABLE sealings ENABLE TRIGGER sealings_are_final`,
    );
    await page(id).expect(200);
    await page(address).expect(404);
  });

  it('is not read one after another by whoever tries', async () => {
    const codes: number[] = [];
    for (let tried = 0; tried < 65; tried++) codes.push((await page(`${'0'.repeat(32)}/${tried}`)).status);
    expect([codes[0], codes.at(-1)]).toEqual([404, 429]);
    const refused = await page('x').expect(429).expect('Retry-After', /^\d+$/);
    expect(refused.text).toContain('minute');
  });
});
