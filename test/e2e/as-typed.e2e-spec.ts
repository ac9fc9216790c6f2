import { aDocument, aForm, sql, type Created } from '../support/asking';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { shownOn, VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

async function visiting(ask: object) {
  const { id, subjects } = (await organization.asks({ contacts: ['ana@example.com'], ...ask }).expect(201))
    .body as Created;
  const ana = new VisitorByHttp(server.url, new URL(subjects[0].link!).pathname, subjects[0].code!);
  await ana.enters();
  return { id, ana };
}
const asked = (language: string, data: object[]) => visiting({ language, credentials: [{ ...aForm(), data }] });
const answersOf = async (id: string) => {
  const [{ answers }] = await sql<{ answers: { value: unknown }[] }>(
    server.database,
    'SELECT d.answers FROM decisions d JOIN credentials c ON c.id = d.credential_id WHERE c.request_id = $1',
    [id],
  );
  return answers.map(({ value }) => value);
};
const AMOUNT = { label: 'Amount', type: 'number', required: true };

it('A number is read as the language of the page writes it, and shown with its thousands parted', async () => {
  const { id, ana } = await asked('DEU', [AMOUNT]);
  expect((await ana.get('/answer/1')).text).toContain('inputMode="decimal"'.toLowerCase());
  expect(await ana.sends('/answer/1', { do: 'ACCEPT', 'a.0': '10.000' })).toBe('/answer/review');
  expect((await ana.get('/answer/review')).text).toContain('10.000');
  const kept = (await ana.get('/answer/1')).text;
  expect(kept).toContain('value="10000"');
  expect(await ana.sends('/answer/finish', {})).toBe('/done?now');
  expect(await answersOf(id)).toEqual([10_000]);
});

it('What has two readings is shown back and counts for nothing until one is chosen, without a script', async () => {
  const { id, ana } = await asked('FRA', [AMOUNT, { label: 'Né', type: 'date' }]);
  const back = await ana.refused('/answer/1', { do: 'ACCEPT', 'a.0': '10.000', 'a.1': '3/4/1990' });
  expect(back).toContain('Voulez-vous dire 10 ou 10\u202f000 ?');
  expect(back).toContain('value="=10000"');
  expect(back).toContain('value="10.000"');
  expect((await ana.get('/answer/review')).text).not.toContain('/answer/finish');
  const form = { ...shownOn(back), do: 'ACCEPT', 'a.1': '1990-04-03' };
  // The text was changed after a meaning was chosen: only what it means now counts.
  await ana.sends('/answer/1', { ...form, 'a.0': ['12', '=10000'] });
  expect((await ana.get('/answer/1')).text).toContain('value="12"');
  await ana.sends('/answer/1', { do: 'ACCEPT', 'a.1': '1990-04-03', 'a.0': ['10.000', '=10000'] });
  expect((await ana.get('/answer/review')).text).toContain('10\u202f000');
  await ana.sends('/answer/finish', {});
  expect(await answersOf(id)).toEqual([10_000, '1990-04-03']);
});

it('A date that may mean two days is asked back in a field that shows it', async () => {
  const { ana } = await asked('ENG', [{ label: 'Born', type: 'date', required: true }]);
  const back = await ana.refused('/answer/1', { do: 'ACCEPT', 'a.0': '03/04/1990' });
  expect(back).toContain('Do you mean 3 April 1990 or 4 March 1990?');
  expect(back).toMatch(/type="text" inputmode="numeric" value="03\/04\/1990"/i);
});

it('A date in a place of a document is asked back in the same way, and the chosen day is what is signed', async () => {
  const place = { contact: 'ana@example.com', type: 'DATE', pageIndex: 0, x: 10, y: 10, width: 30, height: 5 };
  const signaturePlacements = [{ ...place, inlineCredentialIndex: 0 }];
  const { ana } = await visiting({ language: 'ENG', credentials: [aDocument(pdfs.a4())], signaturePlacements });
  const [, field] = /name="(p\.[^"]+)"/.exec((await ana.get('/answer/1')).text)!;
  const back = await ana.refused('/answer/1', { do: 'ACCEPT', [field]: '03/04/1990' });
  expect(back).toContain('Do you mean 3 April 1990 or 4 March 1990?');
  expect(back).toContain('value="03/04/1990"');
  expect((await ana.get('/answer/review')).text).not.toContain('/answer/finish');
  await ana.sends('/answer/1', { ...shownOn(back), do: 'ACCEPT', [field]: ['03/04/1990', '=1990-03-04'] });
  expect((await ana.get('/answer/1')).text).toContain('type="date" autocomplete="off" value="1990-03-04"');
  await ana.sends('/answer/finish', {});
  const marks = await sql(server.database, 'SELECT kind, text FROM decision_marks', []);
  expect(marks).toEqual([{ kind: 'DATE', text: '1990-03-04' }]);
});
