import { aConsent, aDocument, sql, type Created, type Refused } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { A4, aPdf, pdfs, type PdfBuilder } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const contacts = ['ana@example.com', '+351912345678'];
const place = { inlineCredentialIndex: 0, contact: contacts[0], pageIndex: 0, x: 10, y: 20, width: 30, height: 5 };

interface Stored {
  credential_id: string;
  contact: string;
  type: string;
  page_index: number;
  x: number;
  y: number;
  width: number;
  height: number;
}
const storedFor = ({ id }: Created) =>
  sql<Stored>(
    server.database,
    `SELECT p.credential_id, s.contact, p.type, p.page_index, p.x, p.y, p.width, p.height
     FROM placements p JOIN request_subjects s ON s.id = p.entry_id WHERE s.request_id = $1 ORDER BY p.id`,
    [id],
  );
const asked = async (body: object) => (await organization.asks({ contacts, ...body }).expect(201)).body as Created;
const box = ({ x, y, width, height }: Stored) => [x, y, width, height];
const onPage = async (pdf: PdfBuilder | Buffer, placement: object): Promise<number[]> => {
  const bytes = Buffer.isBuffer(pdf) ? pdf : pdf.build();
  const created = await asked({ credentials: [aDocument(bytes)], signaturePlacements: [{ ...place, ...placement }] });
  const [stored] = await storedFor(created);
  return box(stored);
};

/** x 10, y 20, width 30, height 5 percent, worked out by hand for pages of easy sizes. */
describe('A place to sign is stored in points from the top left of the page as a person sees it:', () => {
  it.each<[string, PdfBuilder, number[]]>([
    ['400 x 200', aPdf().page({ mediaBox: [0, 0, 400, 200] }), [40, 40, 120, 10]],
    ['turned by 90: shown 200 x 400', aPdf().page({ mediaBox: [0, 0, 400, 200], rotate: 90 }), [20, 80, 60, 20]],
    ['turned by 180: shown 400 x 200', aPdf().page({ mediaBox: [0, 0, 400, 200], rotate: 180 }), [40, 40, 120, 10]],
    ['turned by -90: shown 200 x 400', aPdf().page({ mediaBox: [0, 0, 400, 200], rotate: -90 }), [20, 80, 60, 20]],
    ['cropped to 300 x 100', aPdf().page({ mediaBox: [0, 0, 400, 200], cropBox: [50, 50, 350, 150] }), [30, 20, 90, 5]],
    [
      'cropped to 300 x 100 and turned: shown 100 x 300',
      aPdf().page({ mediaBox: [0, 0, 400, 200], cropBox: [50, 50, 350, 150], rotate: 270 }),
      [10, 60, 30, 15],
    ],
    [
      'a crop that is larger than the page',
      aPdf().page({ mediaBox: [0, 0, 400, 200], cropBox: [-9, -9, 999, 999] }),
      [40, 40, 120, 10],
    ],
    ['an origin elsewhere', aPdf().page({ mediaBox: [-200, 100, 200, 300] }), [40, 40, 120, 10]],
    ['corners the other way round', aPdf().page({ mediaBox: [400, 200, 0, 0] }), [40, 40, 120, 10]],
    [
      'size and turn inherited: shown 200 x 400',
      aPdf()
        .inheriting({ mediaBox: [0, 0, 400, 200], rotate: 90 })
        .page({ mediaBox: null }),
      [20, 80, 60, 20],
    ],
    [
      'a unit of two points: shown 800 x 400',
      aPdf().page({ mediaBox: [0, 0, 400, 200], userUnit: 2 }),
      [80, 80, 240, 20],
    ],
    ['A4, rounded to hundredths', aPdf().page({ mediaBox: A4 }), [59.53, 168.38, 178.58, 42.09]],
  ])('%s', async (_page, pdf, expected) => {
    expect(await onPage(pdf, {})).toEqual(expected);
  });

  it('given in points, as it was given', async () => {
    const wide = aPdf().page({ mediaBox: [0, 0, 400, 200], rotate: 90 });
    expect(await onPage(wide, { unit: 'POINT', x: 0, y: 0, width: 200, height: 400 })).toEqual([0, 0, 200, 400]);
    expect(await onPage(wide, { unit: 'POINT', x: 10.126, y: 1 / 3, width: 30, height: 5 })).toEqual([
      10.13, 0.33, 30, 5,
    ]);
  });

  it('on the page it names', async () => {
    const pdf = aPdf()
      .page()
      .page({ mediaBox: [0, 0, 100, 100] })
      .build();
    const placements = [0, 1].map((pageIndex) => ({ ...place, pageIndex, type: pageIndex ? 'INITIALS' : undefined }));
    const stored = await storedFor(await asked({ credentials: [aDocument(pdf)], signaturePlacements: placements }));
    expect(stored.map(({ page_index, type, height }) => [page_index, type, height])).toEqual([
      [0, 'SIGNATURE', 42.09],
      [1, 'INITIALS', 5],
    ]);
  });

  it('and the whole page is a place, in either unit', async () => {
    const whole = { x: 0, y: 0, width: 100, height: 100 };
    expect(await onPage(pdfs.a4(), whole)).toEqual([0, 0, 595.28, 841.89]);
    expect(await onPage(pdfs.a4(), { unit: 'POINT', x: 0, y: 0, width: 595.28, height: 841.89 })).toEqual([
      0, 0, 595.28, 841.89,
    ]);
  });
});

describe('A place to sign', () => {
  it('is for one contact, however that contact is written', async () => {
    const placements = ['ANA@example.com ', '+351 912 345 678'].map((contact) => ({ ...place, contact }));
    const stored = await storedFor(
      await asked({ credentials: [aDocument(pdfs.a4())], signaturePlacements: placements }),
    );
    expect(stored.map(({ contact }) => contact)).toEqual(contacts);
  });

  it.each(['SIGNATURE', 'INITIALS', 'NAME', 'DATE', 'TEXT', 'CHECKBOX'])('may be a %s', async (type) => {
    const created = await asked({ credentials: [aDocument(pdfs.a4())], signaturePlacements: [{ ...place, type }] });
    expect((await storedFor(created))[0].type).toBe(type);
  });

  it('named by a resource is on every credential made from it', async () => {
    const shelf = new Catalogue(server, organization);
    const nda = await shelf.document(
      aPdf()
        .page({ mediaBox: [0, 0, 100, 200] })
        .build(),
      'NDA',
    );
    const group = await shelf.group('Legal', nda);
    const { inlineCredentialIndex: _index, ...onResource } = { ...place, resourceId: nda.id.toUpperCase() };
    const body = { groupIds: [group.id], resourcesIds: [nda.id], signaturePlacements: [onResource] };
    const [once, twice] = [await asked(body), await asked({ ...body, allowDuplicates: true })];
    expect((await storedFor(once)).map(box)).toEqual([[10, 40, 30, 10]]);
    const stored = await storedFor(twice);
    expect(stored.map(({ credential_id }) => credential_id).sort()).toEqual(
      twice.credentials.map(({ id }) => id).sort(),
    );
  });

  it('moves to what stays when its own document was dropped as the same', async () => {
    const one = aDocument(pdfs.a4(), 'One');
    const signaturePlacements = [2, 0, 1].map((inlineCredentialIndex, i) => ({
      ...place,
      inlineCredentialIndex,
      x: i,
    }));
    const created = await asked({ credentials: [one, aDocument(pdfs.letter(), 'Two'), one], signaturePlacements });
    const [first, second] = created.credentials.map(({ id }) => id);
    const stored = await storedFor(created);
    expect(stored.filter(({ credential_id }) => credential_id === first).map(({ x }) => x)).toEqual([0, 5.95]);
    expect(stored.filter(({ credential_id }) => credential_id === second).map(({ x }) => x)).toEqual([12.24]);
  });
});

describe('A place to sign is refused, by name:', () => {
  const refused = async (placement: object, more: object = {}) => {
    const credentials = [
      aDocument(
        aPdf()
          .page()
          .page({ mediaBox: [0, 0, 100, 100] })
          .build(),
      ),
      aConsent(),
    ];
    const body = { contacts, credentials, signaturePlacements: [place, { ...place, ...placement }], ...more };
    return ((await organization.asks(body).expect(400)).body as Refused).errors;
  };

  it.each<[string, object, string]>([
    ['outside to the left', { x: -1 }, ''],
    ['outside at the top', { y: -0.1 }, ''],
    ['outside to the right', { x: 71 }, ''],
    ['outside at the bottom', { y: 95.1 }, ''],
    ['larger than the page', { x: 0, width: 101 }, ''],
    ['no width', { width: 0 }, ''],
    ['no height', { height: 0 }, ''],
    ['a negative width', { width: -5 }, ''],
    ['too small to be seen', { width: 0.0001 }, ''],
    ['outside a smaller page', { pageIndex: 1, unit: 'POINT', x: 90 }, ''],
    ['a page that is not there', { pageIndex: 2 }, '.pageIndex'],
    ['a page before the first', { pageIndex: -1 }, '.pageIndex'],
    ['half a page', { pageIndex: 0.5 }, '.pageIndex'],
    ['a stranger', { contact: 'eve@example.com' }, '.contact'],
    ['no contact at all', { contact: 'nobody' }, '.contact'],
    ['a contact that is no text', { contact: 7 }, '.contact'],
    ['a consent', { inlineCredentialIndex: 1 }, ''],
    ['beyond the inline credentials', { inlineCredentialIndex: 2 }, '.inlineCredentialIndex'],
    ['no target', { inlineCredentialIndex: undefined }, ''],
    ['two targets', { resourceId: 'f'.repeat(24) }, ''],
    ['a resource that is not asked', { inlineCredentialIndex: undefined, resourceId: 'f'.repeat(24) }, '.resourceId'],
    ['a malformed resource', { inlineCredentialIndex: undefined, resourceId: 'x' }, '.resourceId'],
    ['an unknown type', { type: 'STAMP' }, '.type'],
    ['an unknown unit', { unit: 'CM' }, '.unit'],
    ['a number as text', { x: '10' }, '.x'],
    ['no height given', { height: undefined }, '.height'],
    ['an unknown property', { colour: 'red' }, '.colour'],
  ])('%s', async (_what, placement, part) => {
    const errors = await refused(placement);
    expect(errors.map(({ field }) => field)).toEqual([`signaturePlacements[1]${part}`]);
    expect(errors[0].message).toContain(`signaturePlacements[1]${part}`);
  });

  it('says how large the page is and how many pages there are', async () => {
    expect((await refused({ x: 99 }))[0].message).toContain('595.28 x 841.89 points as displayed');
    expect((await refused({ pageIndex: 9 }))[0].message).toContain('"Contract": it has 2, counted from 0');
  });

  it('every one that is wrong, beside what else is', async () => {
    const errors = await refused({ contact: 'eve@example.com', x: 99 }, { redirectUrl: 'ftp://x' });
    expect(errors.map(({ field }) => field).sort()).toEqual([
      'redirectUrl',
      'signaturePlacements[1]',
      'signaturePlacements[1].contact',
    ]);
  });

  it('of a document that cannot be read, only the document', async () => {
    const errors = await refused({}, { credentials: [aDocument(pdfs.truncated())] });
    expect(errors.map(({ field }) => field)).toEqual(['credentials[0].data[0].value']);
  });
});
