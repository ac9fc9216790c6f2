import { aFormWithFiles, sql, type Created } from '../support/asking';
import { bombs, pdfs } from '../support/pdfs';
import { signedByHand } from '../support/signed-by-hand';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const MB = 1024 * 1024;
const file = (bytes: Buffer, name = 'diploma.pdf') => ({ name, bytes });

async function ana(form: object = aFormWithFiles()): Promise<VisitorByHttp> {
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [form] }).expect(201);
  const [{ link, code }] = (body as Created).subjects;
  const person = new VisitorByHttp(server.url, new URL(link!).pathname, code!);
  await person.enters();
  return person;
}

/** The page that says why a form with these files is no acceptance. */
async function refused(
  person: VisitorByHttp,
  fields: Record<string, string>,
  files: Parameters<VisitorByHttp['upload']>[2],
  query = '',
): Promise<string> {
  const answer = await person.upload(`/answer/1${query}`, { ...fields, do: 'ACCEPT' }, files).expect(303);
  expect(answer.headers.location).toBe(`${person.path}/answer/1`);
  return person.follows(answer);
}

/** What is said beside a question. */
const saidAt = (html: string, path: string): string | undefined =>
  new RegExp(`<p class="error" id="q-${path.replaceAll('.', '-')}-error">([^<]+)</p>`).exec(html)?.[1];
const attached = async () => (await sql(server.database, 'SELECT FROM attachments')).length;

describe('A file that cannot be taken', () => {
  it.each<[string, Buffer, RegExp]>([
    ['has a password', pdfs.encrypted(), /^This PDF is protected\. Save it without a password/],
    [
      'is certified against changes',
      signedByHand(pdfs.a4(), { name: 'Notary', certifies: 1 }),
      /^This PDF is protected\./,
    ],
    ['is one byte too big', pdfs.weighing(10 * MB + 1), /^This file is too big: up to 10 MB\./],
    ['is far too big', Buffer.alloc(45 * MB, ' '), /^This file is too big/],
    ['is no PDF', Buffer.from('Dear Sir or Madam'), /^This is not a PDF\. Save your file as a PDF/],
    ['is empty', Buffer.alloc(0), /^This is not a PDF/],
    ['has too many pages', pdfs.pages(501), /^This PDF has more than 500 pages/],
    ['is damaged', pdfs.truncated(), /^This PDF cannot be read\. Print it as a new PDF/],
    ['has no pages', pdfs.noPages(), /^This PDF cannot be read/],
    ['takes all memory', bombs.endlessTable(), /^This PDF cannot be read/],
    ['has a script', pdfs.scriptOnPage(), /^This PDF holds programs or other files/],
    ['starts a program', pdfs.launch(), /^This PDF holds programs or other files/],
    ['has a program inside', pdfs.carrying('setup.exe'), /^This PDF holds programs or other files/],
    ['has a form of another kind', pdfs.xfa(), /^This PDF holds programs or other files/],
  ])('because it %s is said so beside its question, and everything else stays', async (_, bytes, words) => {
    const person = await ana();
    const before = await attached();
    const good = file(pdfs.a4(), 'cv.pdf');
    // The file comes first: what stands behind it in the form is not lost.
    const text = await refused(person, { 'a.0': 'Ana Silva' }, { 'f.1': file(bytes), 'f.2': good });
    expect(saidAt(text, '1')).toMatch(words);
    expect(text).toContain('value="Ana Silva"');
    expect(text).toContain('cv.pdf');
    expect(await attached()).toBe(before + 1);
    const { text: again } = await person.get('/answer/1').expect(200);
    expect(again).toContain('value="Ana Silva"');
    expect(again).toContain('cv.pdf');
    expect(await person.sends('/answer/finish', {})).toBe('/answer/review'); // nothing is complete yet
  });

  it('leaves the one that was there before', async () => {
    const person = await ana();
    await person.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': file(pdfs.a4()) }).expect(303);
    const [, hash] = /name="a\.1" value="([0-9a-f]{64})"/.exec((await person.get('/answer/1')).text)!;
    const fields = { do: 'ACCEPT', 'a.0': 'Ana', 'a.1': hash };
    const text = await refused(person, fields, { 'f.1': file(pdfs.encrypted(), 'b.pdf') });
    expect(text).toContain(`name="a.1" value="${hash}"`);
    expect(text).not.toContain('b.pdf');
    await person.upload('/answer/1', fields, { 'f.1': null }).expect(303);
  });

  it('is one of two for one question', async () => {
    const person = await ana();
    const two = [file(pdfs.a4(), 'one.pdf'), file(pdfs.letter(), 'two.pdf')];
    const text = await refused(person, { 'a.0': 'Ana' }, { 'f.1': two });
    expect(saidAt(text, '1')).toBe('Choose one file only.');
  });

  it('is too much together with the others, however they come', async () => {
    const data = [0, 1, 2, 3].map((index) => ({ label: `File ${index}`, type: 'pdf' }));
    const person = await ana({ type: 'FORM', name: 'Heavy', data });
    const heavy = [0, 1, 2, 3].map((index) => file(pdfs.weighing(9 * MB), `${index}.pdf`));
    const three = { 'f.0': heavy[0], 'f.1': heavy[1], 'f.2': heavy[2] };
    const { headers } = await person.upload('/answer/1', { do: 'ACCEPT' }, three).expect(303);
    expect(headers.location).toMatch(/review$/);
    const page = (await person.get('/answer/1')).text;
    const kept = Object.fromEntries(
      [...page.matchAll(/name="(a\.\d)" value="([0-9a-f]{64})"/g)].map(([, at, hash]) => [at, hash]),
    );
    expect(Object.keys(kept)).toHaveLength(3);
    const text = await refused(person, kept, { 'f.3': heavy[3] });
    expect(saidAt(text, '3')).toMatch(/^All files together are too big: up to 32 MB/);
    const replaced = await person.upload('/answer/1', { do: 'ACCEPT', ...kept }, { 'f.2': heavy[3] }).expect(303);
    expect(replaced.headers.location).toMatch(/review$/); // one in place of another
  });

  it('is told in the language of the page', async () => {
    const person = await ana();
    const text = await refused(person, { 'a.0': 'Ana' }, { 'f.1': file(pdfs.encrypted()) }, '?lang=DEU');
    expect(saidAt(text, '1')).toMatch(/^Dieses PDF ist geschützt\./);
  });
});

describe('Files go where a question asks for them, from whom it asks', () => {
  it('nowhere else: a file for a text, a hidden field or no field at all is dropped', async () => {
    const data = [
      { label: 'Name', type: 'string' },
      { label: 'Secret', type: 'pdf', hidden: true },
      { label: 'Given', type: 'pdf', value: pdfs.a4().toString('base64') },
      { label: 'Photo', type: 'pdf' },
    ];
    const person = await ana({ type: 'FORM', name: 'Odd', data });
    const before = await attached();
    const files = Object.fromEntries(['f.1', 'f.2', 'f.9', 'f.x', 'x'].map((name) => [name, file(pdfs.letter())]));
    await person.upload('/answer/1', { do: 'ACCEPT' }, files).expect(303);
    expect(await attached()).toBe(before);
  });

  it('not from another page, and not from whoever is not in', async () => {
    const person = await ana();
    const sent = (headers: Record<string, string>) =>
      person.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'x' }, { 'f.1': file(pdfs.letter()) }).set(headers);
    await sent({ 'Sec-Fetch-Site': 'cross-site' }).expect(403);
    await sent({ Origin: 'https://evil.example' }).expect(403);
    expect((await sent({ Cookie: '' }).expect(303)).headers.location).toBe(person.path);
    const [name] = ['placet-0123456789ab=none'];
    await sent({ Cookie: name }).expect(303);
  });

  it('not with anything that is no form', async () => {
    const person = await ana({
      type: 'CONSENT',
      name: 'Privacy',
      data: [{ label: 'text', type: 'string', value: 'I agree.' }],
    });
    await person.upload('/answer/1', { do: 'ACCEPT' }, { 'f.0': file(pdfs.a4()) }).expect(415);
    await person.upload('/code', { code: '123456' }, {}).expect(415);
  });
});
