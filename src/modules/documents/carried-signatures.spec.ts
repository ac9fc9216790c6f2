import { PdfArray, PdfDict, PdfName, PdfString, type PdfRef } from '@libpdf/core';
import { aPdf, pdfs } from '../../../test/support/pdfs';
import * as signing from '../../../test/support/signed-pdfs';
import { PdfReader } from './pdf-reader';
import { UnreadablePdf } from './unreadable-pdf';

const {
  changedBy,
  drawnOver,
  lastSignature,
  signedBy,
  updatedWith,
  withChangedByte,
  withContents,
  withStore,
  withUsageRights,
} = signing;

const reader = new PdfReader();
afterAll(() => reader.onModuleDestroy());

/** `accepted`, or what is said to whoever uploads it. */
const said = (bytes: Buffer): Promise<string> =>
  reader.read(bytes).then(
    () => 'accepted',
    (error: unknown) => {
      if (!(error instanceof UnreadablePdf)) throw error;
      return `${error.reason}: ${error.message}`;
    },
  );

const box = { x: 50, y: 500, width: 100, height: 20 };
/** A form with an amount, and places for two signatures. */
const withForm = (): Promise<Buffer> =>
  changedBy(pdfs.a4(), (pdf) => {
    const form = pdf.getOrCreateForm();
    pdf.getPage(0)!.drawField(form.createTextField('amount', { defaultValue: '100' }), box);
    for (const name of ['first', 'second']) form.createSignatureField(name);
  });
/** With a field of its own that is listed on the page as well. */
const signedOnPage = (name: string, bytes: Buffer): Promise<Buffer> =>
  signedBy(name, bytes, { fieldName: name }, (pdf) => {
    pdf.getOrCreateForm().createSignatureField(name);
    const resolve = (ref: PdfRef) => pdf.context.resolve(ref);
    const fields = pdf.context.catalog.getDict().getDict('AcroForm', resolve)!.getArray('Fields', resolve)!;
    const page = pdf.getPage(0)!.dict;
    const others = page.getArray('Annots', resolve)?.toArray() ?? [];
    page.set('Annots', PdfArray.of(...others, fields.at(fields.length - 1)!));
  });
/** Other words of the same length in the last place where these stand. */
function withLast(old: string, now: string, bytes: Buffer): Buffer {
  const at = bytes.lastIndexOf(old);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(now), bytes.subarray(at + old.length)]);
}
/** The last signature is of a kind that is not judged. */
const ofOldKind = (bytes: Buffer): Buffer =>
  withContents(withLast('/ETSI.CAdES.detached', '/adbe.x509.rsa_sha1 ', bytes), Buffer.from('0403abcdef', 'hex'));
const signedOnce = (): Promise<Buffer> => signedBy('Ana', pdfs.a4());
const signedForm = async (): Promise<Buffer> => signedBy('Ana', await withForm(), { fieldName: 'first' });

const filledIn = (bytes: Buffer): Promise<Buffer> =>
  changedBy(bytes, (pdf) => pdf.getOrCreateForm().getTextField('amount')!.setValue('1000'));

describe('An upload that carries signatures is accepted', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['with one', signedOnce],
    ['with one in object streams', () => signedBy('Ana', pdfs.inObjectStreams())],
    ['with two in a row', async () => signedBy('Bob', await signedOnce())],
    ['with two in object streams', async () => signedBy('Bob', await signedBy('Ana', pdfs.inObjectStreams()))],
    [
      'with two in fields that were there before',
      async () => signedBy('Bob', await signedForm(), { fieldName: 'second' }),
    ],
    ['with two that stand on the page', async () => signedOnPage('Bob', await signedOnPage('Ana', pdfs.a4()))],
    ['with the kind that Adobe writes', () => signedBy('Ana', pdfs.a4(), { subFilter: 'adbe.pkcs7.detached' })],
    ['with blank lines behind it', async () => Buffer.concat([await signedOnce(), Buffer.from('\r\n\n')])],
    ['with what proves it later (DSS) behind it', async () => withStore(await signedOnce())],
    [
      'with one that is not understood behind it, and not seen',
      async () => ofOldKind(await signedBy('Bob', await signedOnce())),
    ],
    ['with the rights of Adobe Reader, and filled in', async () => filledIn(await withUsageRights(await withForm()))],
    ['with that between two', async () => signedBy('Bob', await withStore(await signedOnce()))],
  ])('%s', async (_, make) => {
    expect(await said(await make())).toBe('accepted');
  });
});

describe('An upload with a broken signature is refused', () => {
  it('with a byte changed after it was signed: it says which signature, and what to do', async () => {
    const first = await signedOnce();
    const message = await said(withChangedByte(first, first.indexOf('Page 1')));
    expect(message).toMatch(/^broken_signature: .* Upload the version as it was signed, or one without signatures\./);
    expect(message).toContain('Signature 1 (CN=Ana): What is signed was changed');
    const second = await signedBy('Bob', first);
    expect(await said(withChangedByte(second, second.lastIndexOf('/ID [<') + 8))).toContain(
      'Signature 2 (CN=Bob): What',
    );
  });

  it('whose signature does not fit, or is none', async () => {
    const first = await signedOnce();
    const { contents } = lastSignature(first);
    expect(await said(withContents(first, withChangedByte(contents, contents.length - 3)))).toContain('does not fit');
    for (const none of ['', 'garbage', '0\x03\x02\x01\x05'])
      expect(await said(withContents(first, Buffer.from(none, 'latin1')))).toMatch(/^broken_signature: .*no CMS/);
  });

  it('whose /ByteRange is none, or promises more than is there', async () => {
    const first = await signedOnce();
    const { from } = lastSignature(first);
    const other = (old: string, now: string) => Buffer.from(first.toString('latin1').replace(old, now), 'latin1');
    expect(await said(other(`[0 ${from} `, `[1 ${from} `))).toMatch(/^broken_signature: .*begin with the file/);
    expect(await said(other(`[0 ${from} `, `[0 ${from - 1} `))).toMatch(/^broken_signature: .*leaves out/);
    const prepared = aPdf().page({ content: '% /ByteRange [0 1 2 99999]' }).build();
    expect(await said(prepared)).toMatch(/^broken_signature: .*beyond the end/);
  });

  it('that is hidden from the checks', async () => {
    const signature = '<< /Type /Sig /SubFilter /ETSI.CAdES.detached /Byte#52ange [0 10 20 30] /Contents <00> >>';
    const field = `<< /FT /Sig /T (Hidden) /V ${signature} >>`;
    const bytes = aPdf().withCatalog(`/AcroForm << /Fields [${field}] >>`).build();
    expect(await said(bytes)).toMatch(/^broken_signature: .*not written where it can be found/);
  });

  it('that is only called one of usage rights', async () => {
    expect(await said(await withUsageRights(await withForm(), 'FieldMDP'))).toMatch(/^broken_signature: .*no CMS/);
  });

  it('or with more of them than anybody needs', async () => {
    let bytes = pdfs.a4();
    for (let count = 0; count < 21; count += 1) bytes = await signedBy(`Number ${count}`, bytes);
    expect(await said(bytes)).toMatch(/^too_many_signatures: .*more than 20/);
  });
});

describe('An upload that was changed after a signature is refused', () => {
  const CHANGED =
    /^changed_after_signature: .* Upload the version as it was signed, or one without signatures\. Signature 1 \(CN=Ana\): /;
  /** A page whose thumbnail is an object that nobody has written yet. */
  const waiting = () => aPdf().page({ more: '/Thumb 900 0 R' }).build();

  it.each<[string, () => Promise<Buffer>]>([
    ['something drawn over a page', async () => drawnOver(await signedOnce())],
    ['something drawn over a page, and signed again', async () => signedBy('Bob', await drawnOver(await signedOnce()))],
    ['a page more', async () => changedBy(await signedOnce(), (pdf) => void pdf.addPage())],
    ['a field filled in', async () => filledIn(await signedForm())],
    [
      'a note',
      async () =>
        changedBy(await signedOnce(), (pdf) => void pdf.getPage(0)!.addTextAnnotation({ rect: box, contents: 'No' })),
    ],
    [
      'a field more',
      async () => changedBy(await signedOnce(), (pdf) => void pdf.getOrCreateForm().createTextField('x')),
    ],
    [
      'an empty field of a signature that draws something',
      async () => changedBy(await signedOnce(), (pdf) => void pdf.getOrCreateForm().createSignatureField('x')),
    ],
    [
      'pages in another order',
      async () => {
        const first = await signedBy('Ana', pdfs.pages(2));
        const [, one, other] = /\/Kids \[(\d+ 0 R) (\d+ 0 R)\]/.exec(first.toString('latin1'))!;
        return updatedWith(first, { 1: `<< /Type /Pages /Count 2 /Kids [${other} ${one}] >>` });
      },
    ],
    [
      'an object written that a page waited for',
      async () => updatedWith(await signedBy('Ana', waiting()), { 900: '<< /Length 4 >>\nstream\n0 g \nendstream' }),
    ],
    [
      'another look of the signature itself',
      async () =>
        changedBy(await signedOnPage('Ana', pdfs.a4()), (pdf) => {
          const resolve = (ref: PdfRef) => pdf.context.resolve(ref);
          const [field] = pdf.getPage(0)!.dict.getArray('Annots', resolve)!.toArray();
          (resolve(field as PdfRef) as PdfDict).set('AP', PdfDict.of({ N: PdfName.of('X') }));
        }),
    ],
    [
      'a language that the catalog names',
      async () =>
        changedBy(await signedOnce(), (pdf) => pdf.context.catalog.getDict().set('Lang', PdfString.fromString('x'))),
    ],
  ])('%s', async (_, make) => {
    expect(await said(await make())).toMatch(CHANGED);
  });

  it('something seen with a signature that is not understood: it says which', async () => {
    const both = withLast('/Rect [0 0 0 0]', '/Rect [0 0 9 9]', await signedOnPage('Bob', await signedOnce()));
    const message = await said(ofOldKind(both));
    expect(message).toMatch(CHANGED);
    expect(message).toContain('signature 2 is not understood, and shows something on a page');
  });
});
