import { aDocument, sql, type Created } from '../support/asking';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { placesIn, VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const place = { contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0, x: 10, width: 30, height: 5 };
const PLACES = [
  { ...place, type: 'SIGNATURE', y: 10 },
  { ...place, type: 'NAME', y: 30, width: 15, height: 2 },
];

/** Ana at the document, what she sends with a signature and a name, and the page that tells her that it was refused. */
async function atTheDocument() {
  const asked = { contacts: ['ana@example.com'], credentials: [aDocument(aPdf().page().build())] };
  const { body } = await organization.asks({ ...asked, signaturePlacements: PLACES }).expect(201);
  const { id, subjects } = body as Created;
  const ana = new VisitorByHttp(server.url, new URL(subjects[0].link!).pathname, subjects[0].code!);
  await ana.enters();
  const { text: page } = await ana.get('/answer/1').expect(200);
  const [, nameField] = /name="(p\.[^"]+)"/.exec(page)!;
  const filled = (signature: string, name: string) => ({
    ...{ at: placesIn(page), [nameField]: name },
    ...{ 'SIGNATURE.text': signature, 'SIGNATURE.kind': 'TYPED', 'SIGNATURE.image': '' },
  });
  const signed = (signature: string, name: string, query = '') =>
    ana.post(`/answer/1${query}`, { do: 'ACCEPT', ...filled(signature, name) });
  const refused = async (signature: string, name: string, query?: string) =>
    ana.follows(await signed(signature, name, query).expect(303));
  return { ana, id, filled, signed, refused };
}

describe('What the document could not show as it was written', () => {
  it('is refused when it is given, by the letters it cannot show, and nothing is signed', async () => {
    const { ana, id, refused } = await atTheDocument();
    const text = await refused('𒀀𒁀', 'Ana 𒀀');
    expect(text).toContain('These letters cannot be written into the document: 𒀀𒁀 – please draw it instead');
    expect(text).toContain(`These letters cannot be written into the document: 𒀀 – please write it`);
    expect(text).toContain('value="Ana 𒀀"');
    await ana.sends('/answer/finish', {});
    expect(await sql(server.database, 'SELECT status FROM requests WHERE id = $1', [id])).toEqual([
      { status: 'PENDING' },
    ]);
  });

  it('is refused where it would be too small to be read', async () => {
    const { refused } = await atTheDocument();
    const text = await refused('Ana', 'x'.repeat(200));
    expect(text).toContain('This is too long for this place. Please shorten it.');
  });

  it('is kept to be mended, and no more of it than could ever stand', async () => {
    const { refused } = await atTheDocument();
    expect(await refused('Ana', 'x'.repeat(5000))).toMatch(/value="x{1000}"/);
  });

  it('is no name in letters that it can show', async () => {
    for (const name of ['山田太郎', '王小明', '김철수', 'Łucja Żądło', 'Иван']) {
      const { signed } = await atTheDocument();
      expect((await signed(name, name).expect(303)).headers.location).toMatch(/\/answer\/review$/);
    }
  });
});

it('It is said in the language of the page', async () => {
  const { refused } = await atTheDocument();
  const text = await refused('Ana', 'x'.repeat(200), '?lang=DEU');
  expect(text).toContain('Das ist für diese Stelle zu lang. Bitte kürzen Sie es.');
});

it.each([
  { name: 'Ana Silva', becomes: 'COMPLETED' },
  { name: 'Rui Costa', becomes: 'PENDING' },
  { name: '', becomes: 'PENDING' },
])(
  'After another language, with the name $name, what Ana Silva had accepted is $becomes',
  async ({ name, becomes }) => {
    const { ana, id, filled, signed } = await atTheDocument();
    await signed('Ana', 'Ana Silva').expect(303);
    await ana.post('/answer/1', { lang: 'DEU', ...filled('Ana', name) }).expect(303);
    await ana.sends('/answer/finish', {});
    expect(await sql(server.database, 'SELECT status FROM requests WHERE id = $1', [id])).toEqual([
      { status: becomes },
    ]);
  },
);
