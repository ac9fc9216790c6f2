import { knowing, saidOf } from '../../../../../test/support/checking';
import { pdfs } from '../../../../../test/support/pdfs';
import { aSealSigner } from '../../../../../test/support/seal-signer';
import { DocumentGuard, SealedDocuments } from '../../../documents';

/** Without the guard, which refuses the last of these documents: what the checks say of it is asked here. */
const unguarded = { compare: () => Promise.resolve([]) } as unknown as DocumentGuard;
const sealing = new SealedDocuments(unguarded);
afterAll(() => sealing.onModuleDestroy());

const NUMBERS = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** A document that brings a place for a signature along: `/Contents` without anything, and where it would have to lie. */
function prepared(range: string): Buffer {
  const object = `9 0 obj\n<< /Type /Sig /SubFilter /ETSI.CAdES.detached ${range} /Contents  /M (D:20260502140000Z) >>\nendobj\n`;
  const text = pdfs.a4().toString('latin1');
  const at = text.indexOf('1 0 obj');
  const moved = (offset: string) => String(Number(offset) + object.length).padStart(10, '0');
  const shifted = `${text.slice(0, at)}${object}${text.slice(at)}`
    .replace(/^(\d{10})(?= 00000 n)/gm, moved)
    .replace(/(?<=startxref\n)(\d+)/, (offset) => String(Number(offset) + object.length));
  return Buffer.from(shifted, 'latin1');
}

/** The signature is put where the document had a place for it. What is signed stays what it is, one byte after the other. */
function withMoved(sealed: string): string {
  const { index, 0: contents } = /<[0-9A-F]{1000,}>/.exec(sealed)!;
  const without = sealed.slice(0, index) + sealed.slice(index + contents.length);
  const place = without.indexOf('/Contents  /M') + '/Contents '.length;
  return without.slice(0, place) + contents + without.slice(place);
}

describe('A signature that was moved to another place in its document', () => {
  it.each([
    ['', '[0 '],
    ['also where its place is written in another way', '[-0 '],
    ['also where its place is written wide', `[${' '.repeat(500)}+0\0`],
  ])('signs the same bytes, but what lies behind it is read elsewhere: it is not good %s', async (_what, begin) => {
    const signer = await aSealSigner();
    const seals = [{ of: 'did:web:example.com', der: Buffer.from(signer.certificate), chain: [] }];
    const seal = async (range: string) => {
      const order = { original: prepared(range), marks: [], evidence: null, signer, reason: 'x' };
      return (await sealing.seal({ ...order, at: new Date('2026-05-02T14:00:00Z') })).bytes;
    };
    const first = withMoved((await seal(NUMBERS.replace('[0 ', begin))).toString('latin1'));
    const { index, 0: contents } = /<[0-9A-F]{1000,}>/.exec(first)!;
    const behind = index + contents.length;
    const [a, b, c] = [index, behind, first.length - behind].map((number) => String(number).padStart(10, '0'));
    const sealed = await seal(`/ByteRange ${begin}${a} ${b} ${c}]`);
    expect(await saidOf(sealed, knowing([], { seals }))).toMatch(/^(good|wrong: pdf.range)/);
    const moved = Buffer.from(withMoved(sealed.toString('latin1')), 'latin1');
    expect(moved).toHaveLength(first.length);
    expect(await saidOf(moved, knowing([], { seals }))).toMatch(/^wrong: pdf.range: .*several/i);
  });
});
