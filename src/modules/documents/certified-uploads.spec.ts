import { aPdf, pdfs } from '../../../test/support/pdfs';
import { pageOf, signedByHand, withEntry, withItem, type Hand } from '../../../test/support/signed-by-hand';
import { updatedWith } from '../../../test/support/signed-pdfs';
import { PdfReader } from './pdf-reader';
import { UnreadablePdf } from './unreadable-pdf';

const reader = new PdfReader();
afterAll(() => reader.onModuleDestroy());

/** `accepted`, with why nothing may be put on its pages; or what is said to whoever uploads it. */
const said = (bytes: Buffer): Promise<string> =>
  reader.read(bytes).then(
    ({ pages: [{ closed }] }) => ['accepted', ...(closed ? [closed] : [])].join(', '),
    (error: unknown) => {
      if (!(error instanceof UnreadablePdf)) throw error;
      return `${error.reason}: ${error.message}`;
    },
  );

const rectangle: Hand['rectangle'] = [50, 500, 250, 540];
/** A form with an amount, which is empty, and a name, which is not. */
const withForm = (): Buffer =>
  aPdf()
    .withCatalog((pdf) => {
      const field = (name: string, value: string) =>
        pdf.add(`<< /Type /Annot /Subtype /Widget /FT /Tx /T (${name}) /V (${value}) /Rect [0 0 9 9] >>`);
      return `/AcroForm << /SigFlags 3 /Fields [${field('amount', '')} ${field('name', 'Ana')}] >>`;
    })
    .build();
const ana: Hand = { name: 'Ana', isPades: true };
const bob: Hand = { name: 'Bob', isPades: true };
const certified = (level: Hand['certifies'], bytes = pdfs.a4()): Buffer =>
  signedByHand(bytes, { name: 'Notary', isPades: true, certifies: level });
const objectOf = (bytes: Buffer, part: string): number =>
  Number(new RegExp(`\\n(\\d+) 0 obj\\n[^\\n]*${part}`).exec(bytes.toString('latin1'))![1]);
/** The update of a field of the form: another value, another look. */
const filling = (bytes: Buffer, name: string, value: string): Record<number, string> =>
  withEntry(bytes.toString('latin1'), objectOf(bytes, `/T \\(${name}\\)`), (field) =>
    field.replace(/\/V \(.*?\)/, `/V (${value})`),
  );
const filledIn = (bytes: Buffer, name = 'amount', value = '1000'): Buffer =>
  updatedWith(bytes, filling(bytes, name, value));
const annotated = (bytes: Buffer, annotation: string): Buffer => {
  const file = bytes.toString('latin1');
  return updatedWith(bytes, {
    5000: `<< /Type /Annot /Rect [50 50 150 150] ${annotation} >>`,
    ...withEntry(file, pageOf(file), (page) => withItem(page, 'Annots', 5000)),
  });
};

describe('A certified upload', () => {
  it.each<[string, () => Buffer]>([
    ['for forms and signatures', () => certified(2)],
    ['without saying for what, which means the same', () => certified('default')],
    ['for comments as well', () => certified(3)],
    ['and filled in', () => filledIn(certified(2, withForm()))],
    ['and filled in anew', () => filledIn(certified(2, withForm()), 'name', 'Bob')],
    ['and signed where it is not seen', () => signedByHand(certified(2), bob)],
    ['and commented, as it allows', () => annotated(certified(3), '/Subtype /Text /Contents (Why?)')],
    ['and signed where it is seen, as it allows', () => signedByHand(certified(3), { ...bob, rectangle })],
  ])('%s is accepted, and nothing may be put on its pages', async (_, make) => {
    expect(await said(make())).toBe('accepted, certified');
  });

  it('as final is refused, and it says so: not even a seal may be behind it', async () => {
    expect(await said(certified(1))).toMatch(/^changes_forbidden: .*certified as final.*P=1.*\(P=2\)/);
  });

  it.each<[string, () => Buffer, string]>([
    ['signed over what is seen', () => signedByHand(certified(2), { ...bob, rectangle }), 'certification (P=2)'],
    ['commented, against it', () => annotated(certified(2), '/Subtype /Text /Contents (Why?)'), '/Annots'],
    ['stamped over', () => annotated(certified(3), '/Subtype /Stamp /AP << /N 5001 0 R >>'), '/Annots'],
    ['written over', () => annotated(certified(3), '/Subtype /FreeText /Contents (Paid)'), '/Annots'],
    ['signed, against it', () => signedByHand(certified(1), bob), '/AcroForm'],
    ['given a field more', () => annotated(certified(3), '/Subtype /Widget /FT /Tx /T (x) /V (y)'), '/Annots'],
    [
      'filled in where a lock forbids it',
      () => {
        const form = signedByHand(withForm(), { ...ana, certifies: 2, locks: '/Action /Include /Fields [(amount)]' });
        return filledIn(form);
      },
      '/Fields/V',
    ],
    [
      'filled in by an object that a page uses as well',
      () => {
        const stream = (content: string) => `<< /Length 4 >>\nstream\n${content}\nendstream`;
        const shared = aPdf().page({ more: '/Thumb 801 0 R' }).withCatalog('/AcroForm << /Fields [800 0 R] >>').build();
        const field = '<< /FT /Tx /T (amount) /V (1) /Rect [0 0 9 9] /AP << /N 801 0 R >> >>';
        const first = certified(2, updatedWith(shared, { 800: field, 801: stream('0 g ') }));
        return updatedWith(first, { 800: field.replace('(1)', '(2)'), 801: stream('1 g ') });
      },
      '/Thumb',
    ],
    [
      'and its page drawn anew',
      () => {
        const bytes = certified(3);
        const stream = objectOf(bytes, '/Length');
        return updatedWith(bytes, { [stream]: '<< /Length 4 >>\nstream\n0 g \nendstream' });
      },
      '/Contents',
    ],
  ])('that was %s is refused', async (_, make, about) => {
    const message = await said(make());
    expect(message).toMatch(/^changed_after_signature: .*Signature 1 \(CN=(Notary|Ana)\): /);
    expect(message).toContain(about);
  });
});

describe('An upload with fields that an earlier signature locks', () => {
  const locked = (locks: string): Buffer => signedByHand(withForm(), { ...ana, locks });

  it('is accepted, filled in where it is not locked, and nothing may be put on its pages', async () => {
    expect(await said(locked('/Action /All'))).toBe('accepted, locked');
    expect(await said(filledIn(locked('/Action /Exclude /Fields [(amount)]')))).toBe('accepted, locked');
    expect(await said(filledIn(locked('/Action /Include /Fields [(name)]')))).toBe('accepted, locked');
  });

  it.each(['/Action /All', '/Action /Include /Fields [(amount)]', '/Action /Exclude /Fields [(name)]'])(
    'is refused when a locked field was filled in: %s',
    async (locks) => {
      expect(await said(filledIn(locked(locks)))).toMatch(/^changed_after_signature: .*\/Fields\/V/);
    },
  );
});

describe('Two signatures in a row that are seen', () => {
  const twice = (more: Partial<Hand>, first: Partial<Hand> = {}): Buffer =>
    signedByHand(signedByHand(pdfs.a4(), { name: 'Ana', rectangle, ...first }), {
      name: 'Bob',
      rectangle: [50, 300, 250, 340],
      ...more,
    });

  it.each<[string, () => Buffer]>([
    ['without signing-certificate, as Adobe writes them', () => twice({})],
    ['with SHA-1', () => twice({ digest: 'sha1' }, { digest: 'sha1' })],
    ['of PAdES', () => twice({ isPades: true }, { isPades: true })],
    [
      'where the second signer filled in what was empty',
      () => {
        const first = signedByHand(withForm(), ana);
        return signedByHand(first, { ...bob, more: filling(first, 'amount', '1000') });
      },
    ],
  ])('are accepted %s', async (_, make) => {
    expect(await said(make())).toBe('accepted');
  });

  it('are refused where the second signer changed what the first one has signed', async () => {
    const first = signedByHand(withForm(), ana);
    const changed = signedByHand(first, { ...bob, more: filling(first, 'name', 'Eve') });
    expect(await said(changed)).toMatch(/^changed_after_signature: .*Signature 1 \(CN=Ana\): .*\/Fields\/V/);
  });

  it('are refused where the second one, with SHA-1, does not fit', async () => {
    const file = twice({ digest: 'sha1' });
    const at = file.lastIndexOf(Buffer.from('0'.repeat(200))) - 30;
    const broken = Buffer.from(file);
    broken[at] = broken[at] === 0x30 ? 0x31 : 0x30;
    expect(await said(broken)).not.toBe('accepted');
  });
});
