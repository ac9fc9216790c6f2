import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString, type PDF, type PDFPage } from '@libpdf/core';
import { createHash } from 'node:crypto';

/** What a signature dictionary says of itself (ISO 32000-2, table 255), besides what it covers. */
export interface PlaceOf {
  type: 'Sig' | 'DocTimeStamp';
  subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
  /** The name of its field, followed by a number that is free. */
  field: string;
  /** The whole name of a field that was made for it already, and is empty. */
  prepared?: string;
  entries?: Record<string, PdfDict | PdfNumber | PdfString>;
}

/** A document whose last update has an empty place for a signature over all the rest of it. */
export interface PlacedSignature {
  bytes: Uint8Array;
  /** Where `/Contents` stand, brackets included. */
  gap: { from: number; to: number };
  /** SHA-256 of everything but the gap. */
  digest: Buffer;
}

/** For a signature with its chain, its timestamp, and the certificates of that. */
const ROOM = 24 * 1024;
const NUMBERS = [0, 1111111111, 1222222222, 1333333333];
const PLACEHOLDER = NUMBERS.join(' ');

/**
 * Adds an empty place for a signature as an incremental update: an invisible field of its own, which takes no place that
 * somebody else has prepared.
 */
export async function placeSignature(pdf: PDF, of: PlaceOf): Promise<PlacedSignature> {
  const [page] = pdf.getPages();
  if (!page) throw new Error('A document without a page cannot be signed');
  const signature = PdfDict.of({
    Type: PdfName.of(of.type),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of(of.subFilter),
    ByteRange: PdfArray.of(...NUMBERS.map((each) => PdfNumber.of(each))),
    Contents: PdfString.fromBytes(new Uint8Array(ROOM)),
    ...of.entries,
  });
  const value = pdf.context.registry.register(signature);
  if (of.prepared === undefined) addField(pdf, of.field, { ...invisible(page), V: value });
  else preparedField(pdf, of.prepared).set('V', value);
  return withRange(await pdf.save({ incremental: true }));
}

const invisible = (page: PDFPage) => ({
  Type: PdfName.of('Annot'),
  Subtype: PdfName.of('Widget'),
  F: PdfNumber.of(132), // printed and locked
  P: page.ref,
  Rect: PdfArray.of(...[0, 0, 0, 0].map((each) => PdfNumber.of(each))),
});

function preparedField(pdf: PDF, name: string): PdfDict {
  const field = pdf
    .getForm()
    ?.getSignatureFields()
    .find((each) => each.name === name);
  if (!field || field.isSigned()) throw new Error(`There is no empty field ${name} for the signature`);
  return field.getDict();
}

function addField(pdf: PDF, prefix: string, entries: Record<string, Parameters<PdfDict['set']>[1]>): void {
  const form = pdf.getOrCreateForm();
  const taken = new Set(form.getFields().map(({ name }) => name));
  let number = 1;
  while (taken.has(`${prefix}_${number}`)) number += 1;
  const field = form.createSignatureField(`${prefix}_${number}`).getDict();
  field.delete('Kids');
  for (const [key, value] of Object.entries(entries)) field.set(key, value);
}

/** Writes into the placeholder what is covered. */
function withRange(saved: Uint8Array): PlacedSignature {
  const bytes = Buffer.from(saved);
  const range = bytes.lastIndexOf(PLACEHOLDER);
  const from = bytes.lastIndexOf(`<${'0'.repeat(2 * ROOM)}>`);
  if (range < 0 || from < 0) throw new Error('The place of the signature is not where it was put');
  const to = from + 2 * ROOM + 2;
  const numbers = [0, from, to, bytes.length - to].join(' ');
  bytes.write(numbers.padEnd(PLACEHOLDER.length), range, 'latin1');
  const digest = createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest();
  return { bytes, gap: { from, to }, digest };
}

/** Puts a signature into its place. */
export function fillPlace({ bytes, gap }: PlacedSignature, contents: Uint8Array): Uint8Array {
  if (contents.length > ROOM) throw new Error(`The signature has ${contents.length} bytes; there is room for ${ROOM}`);
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).write(
    Buffer.from(contents).toString('hex').toUpperCase(),
    gap.from + 1,
    'latin1',
  );
  return bytes;
}
