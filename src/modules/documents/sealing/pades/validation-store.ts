import { PdfArray, PdfDict, PdfName, PdfRef, PdfStream, type PDF } from '@libpdf/core';

/** What is put beside a signature so that it can be proved when its certificates are over: DER, each once. */
export interface StoredData {
  certificates: Uint8Array[];
  ocsps: Uint8Array[];
  crls: Uint8Array[];
}

/**
 * Adds certificates, OCSP responses and revocation lists to the document security store (ISO 32000-2, 12.8.4.3): one update
 * behind the signatures. What the store holds already stays, so that an older timestamp is proved by what was true then.
 */
export async function addValidationStore(pdf: PDF, data: StoredData): Promise<Uint8Array> {
  const { registry, catalog } = pdf.context;
  const root = catalog.getDict();
  const before = root.getDict('DSS', registry.resolve.bind(registry));
  const store = PdfDict.of({ Type: PdfName.of('DSS') });
  for (const [key, parts] of [
    ['Certs', data.certificates],
    ['OCSPs', data.ocsps],
    ['CRLs', data.crls],
  ] as const) {
    const known = before?.getArray(key, registry.resolve.bind(registry));
    const kept = known ? [...known].filter((item): item is PdfRef => item instanceof PdfRef) : [];
    const held = kept.map((reference) => registry.resolve(reference));
    const isHeld = (part: Uint8Array) =>
      held.some((stream) => stream instanceof PdfStream && Buffer.from(stream.getDecodedData()).equals(part));
    const added = parts
      .filter((part) => !isHeld(part))
      .map((part) => registry.register(new PdfStream(new PdfDict(), part)));
    if (kept.length + added.length > 0) store.set(key, PdfArray.of(...kept, ...added));
  }
  root.set('DSS', registry.register(store));
  return pdf.save({ incremental: true });
}
