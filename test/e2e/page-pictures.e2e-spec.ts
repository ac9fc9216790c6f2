import request from 'supertest';
import { PagePictures } from '../../src/modules/documents';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent, aDocument, sql, type Created } from '../support/asking';
import { PdfWriter } from '../support/pdf-writer';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

const lines = (text: string): string => `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`;
const CONTRACT = aPdf()
  .page({ content: lines('Eighty-six is the first page') })
  .page({ content: lines('Room for a signature') })
  .build();
const place = (type: string, pageIndex: number, y: number) => ({
  ...{ type, pageIndex, contact: 'ana@example.com', inlineCredentialIndex: 0 },
  ...{ x: 10, y, width: 30, height: 5 },
});

/** A page that writes runes in a font which nobody has, and paints a picture which nobody can decode. */
function lacking(): Buffer {
  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const encoding = '/Encoding << /Type /Encoding /Differences [65 /uni16A0 /uni16A1] >>';
  const font = `<< /Type /Font /Subtype /TrueType /BaseFont /Runes /FirstChar 65 /LastChar 66 /Widths [600 600] ${encoding} >>`;
  const picture = pdf.addStream(
    'no picture at all',
    '/Type /XObject /Subtype /Image /Width 4 /Height 4 /Filter /JPXDecode',
  );
  const content = pdf.addStream('BT /F 24 Tf 10 40 Td (AB) Tj ET q 50 0 0 50 100 20 cm /I Do Q');
  const resources = `/Resources << /Font << /F ${font} >> /XObject << /I ${picture} >> >>`;
  const page = `<< /Type /Page /Parent ${node} /MediaBox [0 0 200 100] ${resources} /Contents ${content} >>`;
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${pdf.add(page)}] >>`);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`));
}

async function asked(credentials: object[], more: object = {}): Promise<VisitorByHttp & { created: Created }> {
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials, ...more }).expect(201);
  const created = body as Created;
  const [{ link, code }] = created.subjects;
  return Object.assign(new VisitorByHttp(server.url, new URL(link!).pathname, code!), { created });
}

describe('The pages of a document', () => {
  it('come as pictures to the person who is in, and are kept by nobody', async () => {
    const ana = await asked([aDocument(CONTRACT)]);
    await ana.enters();
    const { headers, body } = await ana.get('/answer/1/pages/1/720.webp').buffer().expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect((body as Buffer).toString('latin1', 0, 4)).toBe('RIFF');
    expect((body as Buffer).toString('latin1', 8, 12)).toBe('WEBP');
  });

  it('come to nobody else, and in no other shape', async () => {
    const [ana, bob] = [await asked([aDocument(CONTRACT)]), await asked([aConsent()])];
    await ana.enters();
    await bob.enters();
    const at = '/answer/1/pages/1/720.webp';
    await request(server.url)
      .get(ana.path + at)
      .expect(404);
    await request(server.url)
      .get(ana.path + at)
      .set('Cookie', bob.cookies)
      .expect(404);
    await bob.get(at).expect(404); // no document of this request
    for (const other of ['/answer/1/pages/1/481.webp', '/answer/2/pages/1/720.webp', '/answer/1/pages/0/720.webp'])
      await ana.get(other).expect(404);
    await ana.get('/answer/1/pages/3/720.webp').expect(422);
    await request(server.url).get(`${ana.path}/answer/1/pages/1/text.json`).expect(404);
  });

  it('are drawn once, for whoever asks', async () => {
    const pages = server.app.get(PagePictures, { strict: false });
    const pdf = aPdf()
      .page({ content: lines(`Drawn once`) })
      .build();
    const drawing = jest.spyOn(pages as unknown as { ask: () => unknown }, 'ask');
    for (const contact of ['ana@example.com', 'eva@example.com']) {
      const person = await asked([aDocument(pdf)], { contacts: [contact] });
      await person.enters();
      const twice = [1, 2].map(() => person.get('/answer/1/pages/1/720.webp').expect(200));
      await Promise.all(twice);
    }
    expect(drawing).toHaveBeenCalledTimes(1);
    drawing.mockRestore();
  });

  it('come with their text, for scripts and as a page of its own', async () => {
    const ana = await asked([aDocument(CONTRACT)]);
    await ana.enters();
    const { body } = await ana.get('/answer/1/pages/1/text.json').expect(200);
    expect(body).toMatchObject({
      text: 'Eighty-six is the first page',
      width: expect.closeTo(595.276, 2),
      runs: [{ x: expect.closeTo(72, 0) }],
    });
    const { text } = await ana.get('/answer/1/pages/1/text').expect(200);
    expect(text).toContain('<p>Eighty-six is the first page</p>');
    expect(text).toContain(`href="${ana.path}/answer/1/pages/2/text"`);
    expect(text).toContain(`href="${ana.path}/answer/1#page-1"`);
    expect((await ana.get('/answer/1/pages/3/text').expect(303)).headers.location).toBe(`${ana.path}/answer/1`);
  });

  it('stand on the page with the first one first, each with the fields of its places below it', async () => {
    const places = [place('NAME', 0, 10), place('SIGNATURE', 0, 20), place('SIGNATURE', 1, 20), place('DATE', 1, 40)];
    const ana = await asked([aDocument(CONTRACT)], { signaturePlacements: places });
    await ana.enters();
    const { text } = await ana.get('/answer/1').expect(200);
    const [, first, second] = text.split('<section class="sheet"');
    expect(first).toContain('fetchpriority="high"');
    expect(second).toContain('loading="lazy"');
    expect(first).toContain('1/pages/1/1080.webp 1080w');
    for (const own of ['What you fill in, page 1', 'id="mark-SIGNATURE"', 'Name, page 1']) expect(first).toContain(own);
    for (const own of ['What you fill in, page 2', 'href="#mark-SIGNATURE">Signature, page 2', 'Date, page 2'])
      expect(second).toContain(own);
    expect(second).not.toContain('id="mark-SIGNATURE"');
    expect(text).not.toContain('class="warning');
  });

  it('that cannot be drawn wholly say so where they are, before each decision, and in the evidence', async () => {
    const ana = await asked([aDocument(lacking()), aConsent()]);
    await ana.enters();
    const { text } = await ana.get('/answer/1').expect(200);
    const [above, below] = text.split('class="paper-frame"');
    expect(above).toContain('Part of this page, a font or a picture, cannot be shown here.');
    expect(below).toContain('Please look at it in the file before you decide (page 1)');
    await ana.sends('/answer/1', { do: 'ACCEPT' });
    await ana.sends('/answer/2', { do: 'ACCEPT' });
    const review = (await ana.get('/answer/review').expect(200)).text;
    expect(review.match(/Please look at it in the file before you decide \(page 1\)/g)).toHaveLength(1);
    expect(await ana.sends('/answer/finish', {})).toBe('/done?now');
    const [contract, consent] = ana.created.credentials.map(({ id }) => id);
    expect(await decisionOf(contract)).toMatchObject({
      notShown: [
        {
          page: 1,
          missing: [
            { what: 'FONT', name: 'Runes' },
            { what: 'PICTURE', count: 1 },
          ],
        },
      ],
    });
    expect(await decisionOf(consent)).not.toHaveProperty('notShown');
  });
});

async function decisionOf(credentialId: string): Promise<object> {
  const [{ id, content }] = await sql<{ id: string; content: Buffer }>(
    server.database,
    `SELECT e.id, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id
     WHERE subject_id = $1 AND kind = 'decision.made'`,
    [credentialId],
  );
  const opened = server.app.get(Envelopes).open({ purpose: 'evidence.details', row: id }, content);
  return JSON.parse(opened.toString('utf8')) as object;
}
