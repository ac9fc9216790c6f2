import { createHash } from 'node:crypto';
import { PruneAttachments } from '../../src/modules/documents/prune-attachments';
import { aFormWithFiles, sql, type Created } from '../support/asking';
import { bundleOf } from '../support/bundle';
import { pdfs } from '../support/pdfs';
import { sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const file = (bytes: Buffer, name = 'diploma.pdf') => ({ name, bytes });

async function asked(by = organization, contacts = ['ana@example.com'], form: object = aFormWithFiles()) {
  const created = (await by.asks({ contacts, credentials: [form] }).expect(201)).body as Created;
  const people = created.subjects.map(
    ({ link, code }) => new VisitorByHttp(server.url, new URL(link!).pathname, code!),
  );
  for (const person of people) await person.enters();
  return { created, people, ana: people[0], id: created.credentials[0].id };
}

const attachments = () =>
  sql<{ sha256: string; name: string | null }>(
    server.database,
    `SELECT encode(sha256, 'hex') AS sha256, file_name AS name FROM attachments ORDER BY 1`,
  );
const documents = (sha256: string) =>
  sql(server.database, `SELECT FROM documents WHERE sha256 = decode($1, 'hex')`, [sha256]);

/** What stands attached on a page: hashes by path. */
const standing = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="a\.([\d.]+)" value="([0-9a-f]{64})"/g)].map(([, at, hash]) => [
      at,
      hash,
    ]),
  );

const FIRST = pdfs.pages(3);
const SECOND = pdfs.letter();

it('A person attaches PDFs without a script; they come out in the decision, the credential and the download', async () => {
  const { ana, id, created } = await asked();
  const page = (await ana.get('/answer/1').expect(200)).text;
  expect(page).toContain('enctype="multipart/form-data"');
  expect(page.match(/<input type="file"[^>]*accept="application\/pdf,.pdf"/g)).toHaveLength(3);
  const answers = { do: 'ACCEPT', 'a.0': 'Ana Łęcka', 'a.1': '', 'a.3.0.0': 'First aid' };
  const { headers } = await ana
    .upload('/answer/1', answers, {
      'f.1': file(FIRST, 'C:\\papers\\Diploma “2026” – año.pdf'),
      'f.2': null,
      'f.3.0.1': file(SECOND, 'aid.pdf'),
    })
    .expect(303);
  expect(headers.location).toBe(`${ana.path}/answer/review`);
  const review = (await ana.get('/answer/review').expect(200)).text;
  expect(review).toContain('Diploma “2026” – año.pdf');
  expect(review).toContain('PDF, pages: 3,');
  expect(review).toContain(`href="${ana.path}/answer/1/document/${hashOf(FIRST)}"`);
  expect(await documents(hashOf(FIRST))).toEqual([]); // not decided yet

  expect(await ana.sends('/answer/finish', {})).toBe('/done?now');
  const done = (await ana.get('/done').expect(200)).text;
  expect(done).toContain(`/answer/1/document/${hashOf(SECOND)}?save`);
  const copy = await ana
    .get(`/answer/1/document/${hashOf(FIRST)}?save`)
    .buffer(true)
    .expect(200);
  expect(hashOf(copy.body as Buffer)).toBe(hashOf(FIRST));
  expect(copy.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' });
  expect(copy.headers['content-disposition']).toContain(`filename*=UTF-8''Diploma%20`);
  expect(await attachments()).toEqual([]);

  const told = {
    ...{ label: 'Diploma', type: 'pdf', value: null, hidden: false, required: true },
    ...{ sha256: hashOf(FIRST), size: FIRST.length, pages: 3, fileName: 'Diploma “2026” – año.pdf' },
  };
  const inRow = expect.objectContaining({ value: null, sha256: hashOf(SECOND), size: SECOND.length, pages: 1 });
  const { credential, w3cCredential } = await sealed(organization, id);
  const [{ answers: decided, document }] = credential.decisions as unknown as {
    answers: object[];
    document: Decided;
  }[];
  const subject = w3cCredential.credentialSubject as unknown as { data: object[] };
  for (const fields of [decided, document.credentialSubject.answers, subject.data]) {
    expect(fields[1]).toEqual(told);
    expect(fields[2]).toMatchObject({ label: 'Curriculum', value: null });
    expect(fields[3]).toMatchObject({ value: [[expect.objectContaining({ value: 'First aid' }), inRow]] });
  }
  for (const bytes of [FIRST, SECOND]) {
    const path = `/v1/resource/download/${id}?sha256=${hashOf(bytes)}`;
    const { body } = await organization.call('get', path).expect(200);
    expect(Buffer.from((body as { fileContent: string }).fileContent, 'base64').equals(bytes)).toBe(true);
  }
  const bundle = await bundleOf(organization, id);
  for (const bytes of [FIRST, SECOND])
    expect(bundle.bytes(`attachments/${hashOf(bytes)}.pdf`).equals(bytes)).toBe(true);
  expect(bundle.bytes('README.txt').toString()).toContain(`attachments/${hashOf(FIRST)}.pdf`);
  const { body: whole } = await organization.call('get', `/v1/request/${created.id}`).expect(200);
  expect(JSON.stringify(whole)).toContain(hashOf(FIRST));
});

interface Decided {
  credentialSubject: { answers: object[] };
}

it('A draft keeps its files: shown when one goes back, replaced, removed, and gone without a trace', async () => {
  const { ana } = await asked();
  const name = { 'a.0': 'Ana', do: 'ACCEPT' };
  await ana.upload('/answer/1', name, { 'f.1': file(FIRST), 'f.2': file(SECOND, 'cv.pdf') }).expect(303);
  let page = (await ana.get('/answer/1').expect(200)).text;
  expect(standing(page)).toEqual({ 1: hashOf(FIRST), 2: hashOf(SECOND) });
  expect(page).toContain('cv.pdf');
  expect(page).toContain('Remove this file<span class="visually-hidden">: Curriculum</span>');

  const kept = { 'a.1': hashOf(FIRST), 'a.2': hashOf(SECOND) };
  await ana.upload('/answer/1', { ...name, ...kept }, { 'f.1': null }).expect(303); // sent again as it stands
  expect(await attachments()).toHaveLength(2);
  const third = pdfs.a4();
  await ana
    .upload('/answer/1', { ...name, ...kept, 'remove.2': 'true' }, { 'f.1': file(third, 'new.pdf') })
    .expect(303);
  page = (await ana.get('/answer/1').expect(200)).text;
  expect(standing(page)).toEqual({ 1: hashOf(third) });
  expect(await attachments()).toEqual([{ sha256: hashOf(third), name: 'new.pdf' }]);
  for (const gone of [FIRST, SECOND])
    expect((await ana.get(`/answer/1/document/${hashOf(gone)}`).expect(303)).headers.location).toBe(
      `${ana.path}/answer`,
    );

  await ana
    .upload('/answer/1', { do: 'REJECT', reason: 'No.', 'a.1': hashOf(third) }, { 'f.1': file(FIRST) })
    .expect(303);
  expect(standing((await ana.get('/answer/1').expect(200)).text)).toEqual({ 1: hashOf(third) }); // for a second thought
  await ana.sends('/answer/finish', {});
  expect(await attachments()).toEqual([]);
  expect(await documents(hashOf(third))).toEqual([]);
});

it('A question that must be answered refuses to go on without its file, and the other answers stay', async () => {
  const { ana } = await asked();
  const text = await ana.follows(await ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': null }));
  expect(text).toContain('<a href="#q-1"><bdi>Diploma</bdi></a>: This needs an answer.');
  expect(text).toContain('value="Ana"');
  expect(await ana.sends('/answer/finish', {})).toBe('/answer/review');
  const missing = (await ana.get('/answer/review').expect(200)).text;
  expect(missing).toContain('1 item still needs your choice.');
  // A digest that is not attached here is no file, whoever else has one.
  const other = await asked();
  await other.ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Bo' }, { 'f.1': file(FIRST) }).expect(303);
  const named = await ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana', 'a.1': hashOf(FIRST) }, {});
  expect(await ana.follows(named)).toContain('<bdi>Diploma</bdi></a>: This needs an answer.');
});

it('One more row keeps the files that were just chosen', async () => {
  const { ana } = await asked();
  const more = await ana.upload(
    '/answer/1',
    { do: 'MORE 3', 'a.0': '', 'a.3.0.0': 'Aid' },
    { 'f.1': null, 'f.3.0.1': file(SECOND, 'aid.pdf') },
  );
  const text = await ana.follows(more);
  expect(standing(text)).toEqual({ '3.0.1': hashOf(SECOND) });
  expect(text).toContain('name="f.3.1.1"');
  expect(text).not.toContain('class="error"');
  const { text: again } = await ana.get('/answer/1').expect(200);
  expect(again).toContain('value="Aid"');
  expect(standing(again)).toEqual({ '3.0.1': hashOf(SECOND) });
});

it('Only whoever attached a file sees it: no other person, request or organization', async () => {
  const { people, id } = await asked(organization, ['ana@example.com', 'bo@example.com']);
  const [ana, bo] = people;
  await ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': file(FIRST) }).expect(303);
  const own = `/answer/1/document/${hashOf(FIRST)}`;
  await ana.get(own).expect(200);
  const away = async (person: VisitorByHttp) =>
    expect((await person.get(own).expect(303)).headers.location).toMatch(/\/answer$/);
  await away(bo);
  await ana.sends('/answer/finish', {});
  await ana.get(own).expect(200);
  await away(bo);
  const stranger = new VisitorByHttp(server.url, ana.path, '');
  expect((await stranger.get(own).expect(303)).headers.location).toBe(ana.path);
  const others = await server.organization();
  await away((await asked(others)).ana);
  // Nothing is handed out before everybody has decided, nothing to anybody else, and nothing that is not part of it.
  const path = `/v1/resource/download/${id}`;
  const pending = await organization.call('get', `${path}?sha256=${hashOf(FIRST)}`).expect(409);
  expect(pending.body).toMatchObject({ code: 'not_decided_yet' });
  await bo.upload('/answer/1', { do: 'REJECT' }, {}).expect(303);
  await bo.sends('/answer/finish', {});
  await organization.call('get', `${path}?sha256=${hashOf(FIRST)}`).expect(200);
  await organization.call('get', `${path}?sha256=${hashOf(SECOND)}`).expect(404);
  await organization.call('get', `${path}?sha256=xyz`).expect(400);
  await others.call('get', `${path}?sha256=${hashOf(FIRST)}`).expect(404);
});

it('Whoever knows only the digest of a file cannot answer with it, nor see it', async () => {
  const { people } = await asked(organization, ['ana@example.com', 'bo@example.com']);
  const [ana, bo] = people;
  await ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': file(FIRST) }).expect(303);
  await ana.sends('/answer/finish', {});
  expect(await documents(hashOf(FIRST))).not.toEqual([]); // the organization has it by now
  for (const at of ['a.1', 'a.3.0.1']) {
    const named = { do: 'ACCEPT', 'a.0': 'Bo', [at]: hashOf(FIRST) };
    const text = await bo.follows(await bo.upload('/answer/1', named, {}));
    expect(text).toContain('<bdi>Diploma</bdi></a>: This needs an answer.');
    expect(standing(text)).toEqual({});
    const { text: again } = await bo.get('/answer/1').expect(200);
    expect(standing(again)).toEqual({});
    await bo.get(`/answer/1/document/${hashOf(FIRST)}`).expect(303);
  }
});

it('Bytes that were changed behind our back are not decided', async () => {
  const { ana } = await asked();
  const only = pdfs.pages(7);
  await ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': file(only) }).expect(303);
  await sql(
    server.database,
    `UPDATE attachments SET content = content || '\\x20'::bytea WHERE sha256 = decode($1, 'hex')`,
    [hashOf(only)],
  );
  expect(await ana.refused('/answer/finish', {}, 409)).toContain('Nothing was signed');
  expect(await documents(hashOf(only))).toEqual([]);
});

it('What nobody decided is deleted when its time is over', async () => {
  const { ana, created } = await asked();
  await ana.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': file(pdfs.pages(9)) }).expect(303);
  const left = () =>
    sql(
      server.database,
      `SELECT FROM attachments WHERE entry_id IN (SELECT id FROM request_subjects WHERE request_id = $1)`,
      [created.id],
    );
  const pruning = server.app.get(PruneAttachments, { strict: false });
  await pruning.prune();
  expect(await left()).toHaveLength(1);
  await sql(server.database, `UPDATE attachments SET until = now() - interval '1 second'`);
  await pruning.prune();
  expect(await left()).toHaveLength(0);
});
