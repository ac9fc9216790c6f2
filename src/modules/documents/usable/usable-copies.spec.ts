import { createHash } from 'node:crypto';
import { aPdf, pdfs } from '../../../../test/support/pdfs';
import { signedBy } from '../../../../test/support/signed-pdfs';
import { PdfReader } from '../pdf-reader';
import type { ReadDocument } from '../pdf-reading';
import { UnreadablePdf } from '../unreadable-pdf';

const reader = new PdfReader();
afterAll(() => reader.onModuleDestroy());

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const said = ({ changes }: ReadDocument): string[] => changes.map(({ what }) => what);
const refusal = (bytes: Buffer): Promise<string> =>
  reader.read(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadablePdf ? error.reason : Promise.reject(error as Error)),
  );

/** A copy is made, says what was done, and is itself used as it is. */
async function copied(bytes: Buffer): Promise<string[]> {
  const copy = await reader.read(bytes);
  expect(copy.original).toEqual({ sha256: sha256Of(bytes), bytes });
  expect(copy.sha256).toBe(sha256Of(copy.bytes));
  expect(copy.size).toBe(copy.bytes.length);
  const again = await reader.read(copy.bytes);
  expect(again).toMatchObject({ changes: [], pages: copy.pages, sha256: copy.sha256 });
  expect(again.original).toBeUndefined();
  return said(copy);
}

const SCRIPT = '<< /S /JavaScript /JS (app.alert) >>';
const REMOTE = '<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>';
/** With one text field that is drawn, as an XFA form has it beside itself. */
const FORM = (more: string) =>
  aPdf()
    .withCatalog((pdf) => {
      const look = pdf.addStream('0 0 100 20 re f', '/Type /XObject /Subtype /Form /BBox [0 0 100 20]');
      const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [50 50 150 70] /AP << /N ${look} >> >>`;
      return `/AcroForm << /Fields [${pdf.add(field)}] ${more} >>`;
    })
    .build();

describe('A PDF that cannot be used as it is', () => {
  it.each<[string, Buffer, string[]]>([
    ['scripts: on opening', pdfs.scriptOnOpen(), ['SCRIPTS_REMOVED']],
    ['scripts: by name', pdfs.scriptByName(), ['SCRIPTS_REMOVED']],
    ['scripts: on showing a page', pdfs.scriptOnPage(), ['SCRIPTS_REMOVED']],
    ['scripts: in a link', pdfs.scriptInLink(), ['SCRIPTS_REMOVED']],
    ['scripts: after a harmless action', pdfs.scriptAfterJump(), ['SCRIPTS_REMOVED']],
    [
      'scripts: a name in disguise',
      aPdf().withCatalog('/OpenAction << /S /Java#53cript /JS (x) >>').build(),
      ['SCRIPTS_REMOVED'],
    ],
    ['scripts: in an object stream', aPdf().withCatalog(`/X ${SCRIPT}`).inObjectStreams().build(), ['SCRIPTS_REMOVED']],
    ['scripts: that play media', aPdf().withCatalog('/X << /S /Rendition /JS (x) >>').build(), ['SCRIPTS_REMOVED']],
    ['an XFA form beside a static one', FORM('/XFA (<xdp/>)'), ['XFA_REMOVED']],
    ['a program to start', pdfs.launch(), ['ACTIONS_REMOVED']],
    ['a way into another document', aPdf().withCatalog(`/OpenAction ${REMOTE}`).build(), ['ACTIONS_REMOVED']],
    ['encryption without a password', pdfs.encrypted(), ['DECRYPTED']],
    ['bytes before its header', Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), pdfs.a4()]), ['REPAIRED']],
    [
      'a startxref that points nowhere',
      Buffer.from(
        pdfs
          .a4()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n7'),
        'latin1',
      ),
      ['REPAIRED'],
    ],
    ['no end', pdfs.a4().subarray(0, -20), ['REPAIRED']],
    ['a page with another parent', aPdf().page({ more: '/Parent 2 0 R' }).build(), ['REPAIRED']],
  ])('is copied without what is the matter: %s', async (_, bytes, changes) => {
    expect(await copied(bytes)).toEqual(changes);
  });

  it('leaves no script behind in its copy', async () => {
    const { bytes } = await reader.read(pdfs.scriptByName());
    expect(bytes.includes('JavaScript')).toBe(false);
  });

  it('keeps its links to addresses, and the files that it carries', async () => {
    const link = '<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.b/) >> >>';
    const bytes = aPdf()
      .page({ more: `/Annots [${link}]` })
      .withCatalog(`/OpenAction ${SCRIPT}`)
      .build();
    expect((await reader.read(bytes)).bytes.includes('https://a.b/')).toBe(true);
    const invoice = await reader.read(pdfs.carrying('factur-x.xml', '<Invoice/>'));
    expect(invoice).toMatchObject({ changes: [], embeddedFiles: [{ name: 'factur-x.xml', size: 10 }] });
    const pinned = await reader.read(pdfs.attachedToPage());
    expect(pinned.embeddedFiles).toEqual([{ name: 'hello.txt', size: 5 }]);
  });

  it('is never written anew where somebody has signed it', async () => {
    const signed = await signedBy('Ana', pdfs.scriptOnOpen());
    const copy = await reader.read(signed);
    expect(said(copy)).toEqual(['SCRIPTS_REMOVED']);
    expect(copy.bytes.subarray(0, signed.length).equals(signed)).toBe(true);
    const damaged = Buffer.concat([Buffer.from('junk\n'), await signedBy('Ana', pdfs.a4())]);
    expect(await refusal(damaged)).toBe('signed_and_damaged');
  });
});
