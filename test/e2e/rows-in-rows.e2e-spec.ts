import { sql, type Created } from '../support/asking';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const CHILDREN = { label: 'Children', type: 'array', fields: [{ label: 'Child', type: 'string' }] };
const FAMILIES = { label: 'Families', type: 'array', fields: [{ label: 'Family', type: 'string' }, CHILDREN] };
const DATA = [{ label: 'Amount', type: 'number' }, FAMILIES, { label: 'Paper', type: 'pdf' }];

async function atTheForm() {
  const credentials = [{ type: 'FORM', name: 'Travellers', data: DATA }];
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials }).expect(201);
  const { id, subjects } = body as Created;
  const ana = new VisitorByHttp(server.url, new URL(subjects[0].link!).pathname, subjects[0].code!);
  await ana.enters();
  const shown = async (at = '/answer/1') => lines((await ana.get(at).expect(200)).text);
  const statusOf = async () => (await sql<{ status: string }>(server.database, STATUS, [id]))[0].status;
  return { ana, shown, statusOf };
}

const STATUS = 'SELECT status FROM requests WHERE id = $1';

/** The lines of a page, by their paths. */
const lines = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input id="q-[^>]*name="a\.([\d.]+)"[^>]*>/g)].map(([tag, path]) => [
      path,
      /value="([^"]*)"/.exec(tag)?.[1] ?? '',
    ]),
  );

describe('One more row of a list inside a list', () => {
  it('leaves a new family where it is, before anything is typed in it', async () => {
    const { ana, shown } = await atTheForm();
    const first = { 'a.0': '', 'a.1.0.0': 'Silva', 'a.1.0.1.0.0': 'Rui' };
    expect(await ana.sends('/answer/1', { ...first, do: 'MORE 1' })).toBe('/answer/1?more=1#q-1-1-0');
    const blank = { 'a.1.1.0': '', 'a.1.1.1.0.0': '' };
    const at = await ana.sends('/answer/1', { ...first, ...blank, do: 'MORE 1.1.1' });
    expect(at).toBe('/answer/1?more=1.1.1#q-1-1-1-1-0');
    const grown = { 'a.1.1.1.1.0': '' };
    expect(await shown(at)).toEqual(withoutPrefix({ ...first, ...blank, ...grown }));
    const again = await ana.sends('/answer/1', { ...first, ...blank, ...grown, do: 'MORE 1.1.1' });
    expect(Object.keys(await shown(again))).toContain('1.1.1.2.0');
  });

  it('grows where it was asked for, and the next family under a blank one keeps its children', async () => {
    const { ana, shown } = await atTheForm();
    const typed = { 'a.0': '', 'a.1.0.0': '', 'a.1.0.1.0.0': '', 'a.1.1.0': 'Costa', 'a.1.1.1.0.0': 'Eva' };
    const at = await ana.sends('/answer/1', { ...typed, do: 'MORE 1.1.1' });
    expect(await shown(at)).toEqual(withoutPrefix({ ...typed, 'a.1.1.1.1.0': '' }));
    expect(await ana.sends('/answer/1', { ...typed, 'a.1.1.1.1.0': 'Ivo', do: 'ACCEPT' })).toBe('/answer/review');
    expect(await shown()).toEqual({ 0: '', '1.0.0': 'Costa', '1.0.1.0.0': 'Eva', '1.0.1.1.0': 'Ivo' });
  });

  it('adds a child to its own family, not to the one behind it', async () => {
    const { ana, shown } = await atTheForm();
    const typed = {
      ...{ 'a.0': '', 'a.1.0.0': '', 'a.1.0.1.0.0': '', 'a.1.1.0': 'Costa', 'a.1.1.1.0.0': 'Eva' },
      ...{ 'a.1.2.0': 'Dias', 'a.1.2.1.0.0': 'Gil' },
    };
    const at = await ana.sends('/answer/1', { ...typed, do: 'MORE 1.1.1' });
    expect(at).toBe('/answer/1?more=1.1.1#q-1-1-1-1-0');
    expect(await shown(at)).toEqual(withoutPrefix({ ...typed, 'a.1.1.1.1.0': '' }));
  });
});

const withoutPrefix = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.slice(2), value]));

describe('What was chosen', () => {
  const CHOSEN = { 'a.0': '0,0000001', 'a.1.0.0': '', 'a.1.0.1.0.0': '' };

  it('stays chosen in another language, as it was written', async () => {
    const { ana, shown, statusOf } = await atTheForm();
    await ana.sends('/answer/1', { ...CHOSEN, do: 'ACCEPT' });
    expect((await shown())['0']).toBe('0.0000001');
    await ana.sends('/answer/1', { ...CHOSEN, 'a.0': '0.0000001', lang: 'DEU' });
    await ana.sends('/answer/finish', {});
    expect(await statusOf()).toBe('COMPLETED');
  });

  it.each(['ACCEPT', 'REJECT'])('is none any more once it changes: %s', async (choice) => {
    const { ana, shown, statusOf } = await atTheForm();
    await ana.sends('/answer/1', { ...CHOSEN, reason: 'No', do: choice });
    await ana.sends('/answer/1', { ...CHOSEN, reason: 'No', 'a.0': '7', lang: 'DEU' });
    expect((await shown())['0']).toBe('7');
    await ana.sends('/answer/finish', {});
    expect(await statusOf()).toBe('PENDING');
  });

  it('is none any more when a file was refused, which is said', async () => {
    const { ana, statusOf } = await atTheForm();
    await ana.sends('/answer/1', { ...CHOSEN, do: 'ACCEPT' });
    const bytes = Buffer.from('no PDF');
    const answer = await ana.upload('/answer/1', { ...CHOSEN, do: 'MORE 1' }, { 'f.2': { name: 'a.pdf', bytes } });
    expect(await ana.follows(answer)).toContain('id="q-2-error"');
    await ana.sends('/answer/finish', {});
    expect(await statusOf()).toBe('PENDING');
    await ana.upload('/answer/1', { ...CHOSEN, do: 'ACCEPT' }, { 'f.2': { name: 'a.pdf', bytes: pdfs.pages(1) } });
    await ana.sends('/answer/finish', {});
    expect(await statusOf()).toBe('COMPLETED');
  });
});
