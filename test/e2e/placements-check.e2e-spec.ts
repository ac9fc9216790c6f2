import { PNG } from 'pngjs';
import { PdfPreviewer, UnreadablePdf } from '../../src/modules/documents';
import { rowCounts, type Refused } from '../support/asking';
import { A4, aPdf, LETTER, pdfs, type PageShape, type PdfBuilder } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

type Box = Record<'x' | 'y' | 'width' | 'height', number>;
interface Checked {
  pages: { pageIndex: number; width: number; height: number; rotation: number }[];
  placements: {
    accepted: boolean;
    points: Box | null;
    percent: Box | null;
    warnings: { code: string; message: string }[];
  }[];
  previews?: { pageIndex: number; width: number; height: number; png: string }[];
  previewProblem?: string;
}

const PATH = '/v1/placements/check';
const check = async (pdf: Buffer, placements: object[], query = '') =>
  (await organization.call('post', PATH + query, { pdf: pdf.toString('base64'), placements }).expect(200))
    .body as Checked;
const place = { pageIndex: 0, x: 10, y: 20, width: 30, height: 15 };
const codes = ({ placements }: Checked) => placements.map(({ warnings }) => warnings.map(({ code }) => code));

describe('A check of places', () => {
  it('answers the sizes of the pages, and each place in both units', async () => {
    const pdf = aPdf().page().page({ mediaBox: LETTER, rotate: 90 }).build();
    const { pages, placements } = await check(pdf, [place, { ...place, pageIndex: 1 }]);
    expect(pages).toEqual([
      { pageIndex: 0, width: 595.28, height: 841.89, rotation: 0 },
      { pageIndex: 1, width: 792, height: 612, rotation: 90 },
    ]);
    expect(placements[1]).toEqual({
      ...{ index: 1, pageIndex: 1, type: 'SIGNATURE', accepted: true, warnings: [] },
      points: { x: 79.2, y: 122.4, width: 237.6, height: 91.8 },
      percent: { x: 10, y: 20, width: 30, height: 15 },
    });
    const again = await check(pdf, [{ ...placements[0].points, pageIndex: 0, unit: 'POINT' }]);
    expect(again.placements[0].percent).toEqual(placements[0].percent);
  });

  it('warns where a request would refuse, and of what it would not', async () => {
    const point = { pageIndex: 0, unit: 'POINT', width: 100, height: 30 };
    const answer = await check(pdfs.a4(), [
      { ...point, x: 0, y: 0 },
      { ...point, x: 99, y: 29 },
      { ...point, x: 100, y: 100, width: 59 },
      { ...point, x: 100, y: 200, height: 19, type: 'DATE' },
      { ...point, x: 560, y: 300 },
      { ...point, x: 0, y: 400, width: 0 },
      { ...point, x: 0, y: 0, pageIndex: 1 },
      { ...point, x: 300, y: 0 },
      { ...point, x: 400, y: 0 },
    ]);
    expect(codes(answer)).toEqual([
      ['overlap'],
      ['overlap'],
      ['too_small'],
      [],
      ['outside_page'],
      ['no_area'],
      ['unknown_page'],
      [],
      [],
    ]);
    expect(answer.placements.map(({ accepted }) => accepted)).toEqual([
      ...[true, true, true, true, false, false, false, true, true],
    ]);
    expect(answer.placements[4]).toMatchObject({ points: { x: 560, y: 300, width: 100, height: 30 } });
    expect(answer.placements[6]).toMatchObject({ points: null, percent: null });
    expect(answer.placements[0].warnings[0].message).toContain('overlaps placements[1]');
  });

  it('takes a document of the catalogue, active or not, and places as a request has them', async () => {
    const body = { type: 'DOCUMENT', name: 'NDA', content: pdfs.pages(2).toString('base64'), active: false };
    const { id } = (await organization.call('post', '/v1/resource', body).expect(201)).body as { id: string };
    const asInRequest = { ...place, resourceId: id, contact: 'ana@example.com' };
    const { body: answer } = await organization
      .call('post', PATH, { resourceId: id.toUpperCase(), placements: [asInRequest] })
      .expect(200);
    expect((answer as Checked).pages).toHaveLength(2);
    expect(codes(answer as Checked)).toEqual([[]]);
    const stranger = await server.organization();
    await stranger.call('post', PATH, { resourceId: id, placements: [] }).expect(400);
  });

  it('writes nothing, and refuses what it cannot read, by name', async () => {
    const before = await rowCounts(server.database);
    await check(pdfs.a4(), []);
    const refused = async (body: object) =>
      ((await organization.call('post', PATH, { placements: [], ...body }).expect(400)).body as Refused).errors[0];
    expect(await refused({})).toMatchObject({ field: 'pdf' });
    expect(await refused({ pdf: 'AAAA', resourceId: '0'.repeat(24) })).toMatchObject({ field: 'pdf' });
    expect(await refused({ pdf: pdfs.locked().toString('base64') })).toMatchObject({
      message: expect.stringContaining('password'),
    });
    expect(await refused({ resourceId: '0'.repeat(24) })).toMatchObject({ field: 'resourceId' });
    expect(await refused({ pdf: 'AAAA', placements: [{ ...place, x: 'left' }] })).toMatchObject({
      field: 'placements[0].x',
    });
    const many = Array.from({ length: 501 }, () => place);
    expect(await refused({ pdf: 'AAAA', placements: many })).toMatchObject({ field: 'placements' });
    expect(await rowCounts(server.database)).toEqual(before);
  });
});

/** How light each of these points of the displayed page is in its picture, 0 to 255; points are 1/72 inch. */
function lightness(preview: { png: string; width: number }, points: number, at: [number, number][]) {
  const { data, width } = PNG.sync.read(Buffer.from(preview.png, 'base64'));
  const scale = preview.width / points;
  return at.map(([x, y]) => {
    const [r, g, b] = data.subarray(4 * (Math.round(y * scale) * width + Math.round(x * scale)));
    return Math.round((r + g + b) / 3);
  });
}

/** Each page has one black mark in its own coordinates; the box was worked out by hand for where a person sees it. */
describe('A preview shows the place where a person sees it, on', () => {
  const wide: PageShape = { mediaBox: [0, 0, 400, 200], content: '40 20 80 30 re f' };
  it.each<[string, PdfBuilder, [number, number], [number, number, number, number]]>([
    ['A4', aPdf().page({ mediaBox: A4, content: '72 600 200 50 re f' }), [595.28, 841.89], [72, 191.89, 200, 50]],
    ['Letter', aPdf().page({ mediaBox: LETTER, content: '72 600 200 50 re f' }), [612, 792], [72, 142, 200, 50]],
    ['a wide page', aPdf().page(wide), [400, 200], [40, 150, 80, 30]],
    ['a page turned by 90', aPdf().page({ ...wide, rotate: 90 }), [200, 400], [20, 40, 30, 80]],
    ['a page turned by 180', aPdf().page({ ...wide, rotate: 180 }), [400, 200], [280, 20, 80, 30]],
    ['a page turned by 270', aPdf().page({ ...wide, rotate: -90 }), [200, 400], [150, 280, 30, 80]],
    ['a cropped page', aPdf().page({ ...wide, cropBox: [20, 10, 320, 110] }), [300, 100], [20, 60, 80, 30]],
    [
      'a cropped, turned page',
      aPdf().page({ ...wide, cropBox: [20, 10, 320, 110], rotate: 90 }),
      [100, 300],
      [10, 20, 30, 80],
    ],
    [
      'a page with inherited boxes',
      aPdf()
        .inheriting({ mediaBox: [0, 0, 400, 200], cropBox: [20, 10, 320, 110], rotate: 90 })
        .page({ mediaBox: null, content: wide.content }),
      [100, 300],
      [10, 20, 30, 80],
    ],
    ['a page of large units', aPdf().page({ ...wide, userUnit: 2 }), [800, 400], [80, 300, 160, 60]],
    [
      'a page that starts elsewhere',
      aPdf().page({ ...wide, mediaBox: [-100, -50, 300, 150] }),
      [400, 200],
      [140, 100, 80, 30],
    ],
  ])('%s', async (_page, pdf, [pageWidth, pageHeight], [x, y, width, height]) => {
    const asked = { pageIndex: 0, unit: 'POINT', x, y, width, height, type: 'TEXT' };
    const [bare, marked] = [
      await check(pdf.build(), [], '?preview=true'),
      await check(pdf.build(), [asked], '?preview=true'),
    ];
    expect(marked.pages[0]).toMatchObject({ width: pageWidth, height: pageHeight });
    expect(codes(marked)).toEqual([[]]);
    const inside: [number, number][] = [
      [x + 3, y + 3],
      [x + width - 3, y + height - 3],
      [x + width / 2, y + height / 2],
    ];
    const outside: [number, number][] = [
      [x - 3, y + height / 2],
      [x + width + 3, y + height / 2],
      [x + width / 2, y + height + 3],
    ];
    for (const { previews } of [bare, marked]) {
      expect(previews![0].width).toBe(1000);
      for (const light of lightness(previews![0], pageWidth, inside)) expect(light).toBeLessThan(70);
      for (const light of lightness(previews![0], pageWidth, outside)) expect(light).toBeGreaterThan(240);
    }
    expect(bare.previews![0].png).not.toBe(marked.previews![0].png);
  });
});

describe('A preview', () => {
  it('is of the first ten pages', async () => {
    const { pages, previews } = await check(pdfs.pages(12), [{ ...place, pageIndex: 11 }], '?preview=true');
    expect([pages.length, previews!.map(({ pageIndex }) => pageIndex)]).toEqual([12, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  });

  it('of a page like a ribbon is not as high as that page', async () => {
    const ribbon = aPdf()
      .page({ mediaBox: [0, 0, 10, 10_000] })
      .build();
    const { previews } = await check(ribbon, [], '?preview=true');
    expect(previews![0]).toMatchObject({ width: 4, height: 4000 });
  });

  it('is there when it is asked for, and only then', async () => {
    for (const query of ['', '?preview=false'])
      expect(await check(pdfs.a4(), [], query)).not.toHaveProperty('previews');
    await organization.call('post', `${PATH}?preview=yes`, { pdf: 'AAAA', placements: [] }).expect(400);
  });

  it('that the document does not allow is no failure of the check', async () => {
    const previewer = server.app.get(PdfPreviewer, { strict: false });
    const drawing = jest.spyOn(previewer, 'draw');
    drawing.mockRejectedValueOnce(new UnreadablePdf('too_slow'));
    const answer = await check(pdfs.a4(), [], '?preview=true');
    expect(answer.previewProblem).toContain('too much time');
    expect(answer).not.toHaveProperty('previews');
  });
});
