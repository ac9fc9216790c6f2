import request from 'supertest';
import { AnsweringService } from '../../src/modules/requests';
import { aConsent, aDocument, aForm, aMandate, sql, type Created } from '../support/asking';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { otherThan, placesIn, VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

const SIGNED = aDocument(aPdf().page().build());
const PLACES = ['SIGNATURE', 'NAME'].map((type, index) => ({
  ...{ type, contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0 },
  ...{ x: 10, y: 10 + index * 20, width: 30, height: 5 },
}));

async function asked(credentials: object[], more: object = {}): Promise<VisitorByHttp & { created: Created }> {
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials, ...more }).expect(201);
  const created = body as Created;
  const [{ link, code }] = created.subjects;
  return Object.assign(new VisitorByHttp(server.url, new URL(link!).pathname, code!), { created });
}

it('Without a script, a person signs, agrees, answers, approves and is done', async () => {
  const ana = await asked([SIGNED, aConsent(), aForm(), aMandate()], {
    signaturePlacements: PLACES,
    redirectUrl: 'https://app.example.com/back?x=1&y=2',
  });
  expect((await ana.enters()).headers.location).toBe(`${ana.path}/answer?entered`);
  const { text } = await ana.get('/answer/1').expect(200);
  const [, nameField] = /name="(p\.[^"]+)"/.exec(text)!;
  const marks = { at: placesIn(text), 'SIGNATURE.text': 'Ana Silva', 'SIGNATURE.kind': 'TYPED', 'SIGNATURE.image': '' };
  expect(await ana.sends('/answer/1', { do: 'ACCEPT', ...marks, [nameField]: 'Ana Silva' })).toBe('/answer/2');
  expect(await ana.sends('/answer/2', { do: 'ACCEPT' })).toBe('/answer/3');
  expect(await ana.sends('/answer/3', { do: 'ACCEPT', 'a.0': 'window', 'a.1': '1990-05-17' })).toBe('/answer/4');
  expect(await ana.sends('/answer/4', { do: 'ACCEPT' })).toBe('/answer/review');
  const review = (await ana.get('/answer/review').expect(200)).text;
  expect(review).toContain('Accept and sign');
  expect(review).toContain('Ana Silva');
  expect(await ana.sends('/answer/finish', {})).toBe('/done?now');
  const done = (await ana.get('/done?now').expect(200)).text;
  expect(done).toContain('href="https://app.example.com/back?x=1&amp;y=2"');
  expect(done.match(/Accepted/g)).toHaveLength(4);
  // Later: everything leads to what was decided, and pressing the button again changes nothing.
  for (const at of ['/answer', '/answer/review'])
    expect((await ana.get(at).expect(303)).headers.location).toBe(`${ana.path}/done`);
  expect(await ana.sends('/answer/finish', {})).toBe('/done?now');
  expect((await ana.get('').expect(303)).headers.location).toBe(`${ana.path}/answer`);
});

it('What is still open, wrong or missing comes back with what was typed', async () => {
  const ana = await asked([SIGNED, aForm()], { signaturePlacements: PLACES });
  await ana.enters();
  const empty = await ana.refused('/answer/1', { do: 'ACCEPT' });
  expect(empty).toContain('Please look at 2 answers again');
  expect(empty).toMatch(/href="#mark-SIGNATURE">Signature, page 1<\/a>: This place still needs/);
  const wrong = await ana.refused('/answer/2', { do: 'ACCEPT', 'a.0': 'wing', 'a.1': 'the day before' });
  expect(wrong).toContain('Please look at 2 answers again');
  expect(wrong).toContain('<a href="#q-0"><bdi>Seat</bdi></a>: Choose one of the answers offered.');
  expect(wrong).toContain('value="the day before"');
  expect((await ana.get('/answer/2')).text).toContain('value="the day before"'); // kept for when one comes back
  expect(await ana.refused('/answer/1', { do: 'SKIP' })).toContain('This one cannot be skipped');
  expect((await ana.get('/answer/1')).text).not.toContain('This one cannot be skipped'); // said once
  const review = (await ana.get('/answer/review').expect(200)).text;
  expect(review).toContain('2 items still need your choice.');
  expect(review).not.toContain('/answer/finish');
  expect(await ana.sends('/answer/finish', {})).toBe('/answer/review');
});

it('A consent is taken back as easily as it was given; a copy is there to be kept', async () => {
  const ana = await asked([aConsent(), SIGNED], { redirectUrl: 'https://app.example.com/' });
  await ana.enters();
  await ana.sends('/answer/1', { do: 'ACCEPT' });
  await ana.sends('/answer/2', { do: 'REJECT', reason: 'Not like this.' });
  await ana.sends('/answer/finish', {});
  expect((await ana.get('/answer/1/withdraw').expect(200)).text).toContain('Take back: Privacy');
  expect(await ana.sends('/answer/1/withdraw', { reason: 'I moved.' })).toBe('/done');
  expect(await ana.sends('/answer/1/withdraw', {})).toBe('/done');
  expect((await ana.get('/done').expect(200)).text).toContain('Withdrawn');
  const pdf = await ana.get('/answer/2/document?save').expect(200).expect('Content-Type', 'application/pdf');
  expect(pdf.headers['content-disposition']).toMatch(/^attachment; filename="Contract.pdf"/);
  expect(pdf.headers['cache-control']).toBe('no-store');
  const record = await ana.get('/record').expect(200);
  expect(record.headers['content-disposition']).toMatch(/^attachment; filename="record.json"/);
  expect(record.text).toContain('Not like this.');
});

describe('The door', () => {
  it('tells how many tries are left, and what to do when there are none', async () => {
    const ana = await asked([aConsent()]);
    expect(await ana.refused('/code', { code: '' })).toContain('Enter the digits of the code');
    const [{ code }] = ana.created.subjects;
    const wrong = { code: otherThan(code!) };
    expect(await ana.refused('/code', wrong)).toContain('You can try 4 more times.');
    for (let left = 3; left > 0; left -= 1) await ana.refused('/code', wrong);
    expect(await ana.refused('/code', wrong)).toContain('This code was tried too often');
    expect(await ana.refused('/code', { code: code! })).toContain('This code was tried too often');
  });

  it('takes a code as it was copied', async () => {
    const ana = await asked([aConsent(), aForm()]);
    const [{ code }] = ana.created.subjects;
    await ana.post('/code', { code: ` ${code!.slice(0, 3)} ${code!.slice(3)}.` }).expect(303);
  });

  it('sends no code so soon after the last, and says when', async () => {
    const ana = await asked([aConsent()]);
    const text = await ana.refused('/send', { to: 'EMAIL' });
    expect(text).toContain('A code was sent only a moment ago.');
    expect(text).toMatch(/data-wait="[^"]+"/);
  });

  it('sets a cookie for this link alone, that no script reads', async () => {
    const ana = await asked([aConsent(), aForm()]);
    const [cookie] = (await ana.enters()).get('Set-Cookie')!;
    expect(cookie).toMatch(/^placet-[0-9a-f]{12}=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(ana.path.split('/')[2]);
  });

  it('leads a person who was away back in, and one who never was in to the door', async () => {
    const ana = await asked([aConsent(), aForm()]);
    expect((await ana.get('/answer').expect(303)).headers.location).toBe(ana.path);
    await ana.enters();
    await server.app.get(AnsweringService).leave({ token: ana.path.split('/')[2], secret: '' });
    await sql(server.database, `UPDATE page_sessions SET expires_at = now() - interval '1 minute'`);
    expect(await ana.refused('/answer/1', { do: 'ACCEPT' }, 403)).toContain('You were away for a while');
    expect((await ana.get('/answer').expect(303)).headers.location).toBe(ana.path); // told once
  });
});

describe('A form from anywhere else', () => {
  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['no origin at all', { Origin: 'nonsense' }],
  ])('%s is refused, and nothing changes', async (_, headers) => {
    const ana = await asked([aConsent()]);
    const [{ code }] = ana.created.subjects;
    const { text } = await ana.post('/code', { code: code! }, headers).expect(403);
    expect(text).toContain('This could not be accepted');
    await ana.enters();
  });

  it('is refused when it is too large, of another type or has too many fields', async () => {
    const ana = await asked([aConsent()]);
    await ana.post('/code', { code: '1'.repeat(1024 * 1024) }).expect(413);
    await request(server.url).post(`${ana.path}/code`).send({ code: '1' }).expect(415);
    const fields = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`f${index}`, '']));
    await ana.post('/code', fields).expect(413);
  });
});

it('A request that is canceled while somebody answers says so, whatever is pressed', async () => {
  const ana = await asked([aConsent(), aForm()]);
  await ana.enters();
  await sql(server.database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [
    ana.created.id,
  ]);
  expect(await ana.sends('/answer/1', { do: 'ACCEPT' })).toBe('/answer');
  expect(await ana.sends('/answer/finish', {})).toBe('/answer');
  for (const at of ['/answer', '/answer/1', '/answer/review'])
    expect((await ana.get(at).expect(200)).text).toContain('This request was withdrawn');
});

it('The language is the person’s choice, remembered by the browser and carried into the evidence', async () => {
  const ana = await asked([aConsent(), aForm()]);
  const { text, headers } = await ana.get('?lang=PRT').expect(200);
  expect(text).toContain('<html lang="pt-PT"');
  expect(headers['set-cookie'][0]).toMatch(/^placet-language=PRT; Path=\/; HttpOnly; SameSite=Lax$/);
  const again = await request(server.url).get(ana.path).set('Cookie', 'placet-language=PRT');
  expect(again.text).toContain('<html lang="pt-PT"');
  const odd = await request(server.url).get(`${ana.path}?lang=__proto__`).set('Cookie', 'placet-language=constructor');
  expect(odd.text).toContain('<html lang="en-GB"');
});

it('A browser that enters a newer code is let in by that one alone', async () => {
  const ana = await asked([aConsent()]);
  await ana.enters();
  await ana.get('/answer').expect(200);
  const answering = server.app.get(AnsweringService, { strict: false });
  jest.spyOn(answering, 'enterCode').mockResolvedValueOnce({ entered: true, secret: 'x'.repeat(32) });
  const former = ana.cookies;
  await ana.enters();
  expect(ana.cookies).not.toBe(former);
  await request(server.url).get(`${ana.path}/answer`).set('Cookie', former).expect(403);
});
