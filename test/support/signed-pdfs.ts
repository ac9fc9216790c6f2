/** PDFs that somebody has signed before they are uploaded, and what can be done to them afterwards. */
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString, type SignOptions } from '@libpdf/core';
import { aSealSigner } from './seal-signer';

type Signing = Partial<Omit<SignOptions, 'signer'>>;

/** The document with one more signature (CN=`name`), as an incremental update. `prepare` belongs to the same update. */
export async function signedBy(
  name: string,
  bytes: Buffer,
  options: Signing = {},
  prepare: (pdf: PDF) => void = () => undefined,
): Promise<Buffer> {
  const pdf = await PDF.load(bytes);
  prepare(pdf);
  const signer = { ...(await aSealSigner(`CN=${name}`)), signatureAlgorithm: 'ECDSA' as const };
  const { bytes: signed } = await pdf.sign({ signer, signingTime: new Date('2026-05-02T10:00:00Z'), ...options });
  return Buffer.from(signed);
}

/** The document with one more update behind it. */
export async function changedBy(bytes: Buffer, change: (pdf: PDF) => void | Promise<void>): Promise<Buffer> {
  const pdf = await PDF.load(bytes);
  await change(pdf);
  return Buffer.from(await pdf.save({ incremental: true }));
}

/** What proves a signature later (PAdES B-LT), behind it: a document security store. */
export const withStore = (bytes: Buffer): Promise<Buffer> =>
  changedBy(bytes, (pdf) => {
    const store = PdfDict.of({ Type: PdfName.of('DSS'), Certs: PdfArray.of() });
    pdf.context.catalog.getDict().set('DSS', pdf.context.register(store));
  });

/** A form that gives Adobe Reader rights (/UR3), by a signature that is a dummy. `method`: what this says it is. */
export async function withUsageRights(bytes: Buffer, method = 'UR3'): Promise<Buffer> {
  const numbers = [1, 2, 3].map((digit) => digit * 1_111_111_111);
  const extended = await changedBy(bytes, (pdf) => {
    const signature = PdfDict.of({
      Type: PdfName.of('Sig'),
      SubFilter: PdfName.of('adbe.pkcs7.detached'),
      ByteRange: PdfArray.of(...[0, ...numbers].map((each) => PdfNumber.of(each))),
      Contents: PdfString.fromHex('3000'),
      Reference: PdfArray.of(PdfDict.of({ TransformMethod: PdfName.of(method) })),
    });
    pdf.context.catalog.getDict().set('Perms', PdfDict.of({ UR3: pdf.context.register(signature) }));
  });
  const text = extended.toString('latin1');
  const gap = text.lastIndexOf('<3000>');
  const places = [gap, gap + 6, text.length - gap - 6].map((each) => String(each).padStart(10, '0'));
  return Buffer.from(
    numbers.reduce((file, each, index) => file.replace(String(each), places[index]), text),
    'latin1',
  );
}

/** What a forger draws over the first page. */
export const drawnOver = (bytes: Buffer): Promise<Buffer> =>
  changedBy(bytes, (pdf) => void pdf.getPage(0)!.drawText('Amount: 1 000 000', { x: 50, y: 400 }));

/** An update written by hand: objects by their numbers. */
export function updatedWith(bytes: Buffer, objects: Record<number, string>): Buffer {
  const file = bytes.toString('latin1');
  const [, previous] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)!;
  const [, root] = /\/Root (\d+ 0 R)(?![^]*\/Root )/.exec(file)!;
  let body = file.endsWith('\n') ? '' : '\n';
  const table = Object.entries(objects).map(([number, object]) => {
    const offset = String(file.length + body.length).padStart(10, '0');
    body += `${number} 0 obj\n${object}\nendobj\n`;
    return `${number} 1\n${offset} 00000 n \n`;
  });
  const size = Math.max(...Object.keys(objects).map(Number), 999) + 1;
  const trailer = `trailer\n<< /Size ${size} /Root ${root} /Prev ${previous} >>`;
  const end = `xref\n${table.join('')}${trailer}\nstartxref\n${file.length + body.length}\n%%EOF\n`;
  return Buffer.from(file + body + end, 'latin1');
}

/** Where the last signature's `/Contents` stand, what it covers, and the CMS without the zeros behind it. */
export function lastSignature(bytes: Buffer): { from: number; to: number; covered: Buffer; contents: Buffer } {
  const [, from, to, rest] = [...bytes.toString('latin1').matchAll(/\/ByteRange \[0 +(\d+) +(\d+) +(\d+) *\]/g)]
    .at(-1)!
    .map(Number);
  const padded = Buffer.from(bytes.toString('latin1', from + 1, to - 1), 'hex');
  const contents = padded.subarray(0, padded.readUInt16BE(2) + 4);
  return { from, to, covered: Buffer.concat([bytes.subarray(0, from), bytes.subarray(to, to + rest)]), contents };
}

/** The document with something else in the place of its last signature. */
export function withContents(bytes: Buffer, contents: Buffer): Buffer {
  const { from, to } = lastSignature(bytes);
  const hex = contents
    .toString('hex')
    .toUpperCase()
    .padEnd(to - from - 2, '0');
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(`<${hex}>`), bytes.subarray(to)]);
}

/** One bit of one byte changed. */
export function withChangedByte(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] ^= 1;
  return changed;
}
