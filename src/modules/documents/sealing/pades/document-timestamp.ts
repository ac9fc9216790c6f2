import type { PDF } from '@libpdf/core';
import { fillPlace, placeSignature } from './signature-place';

/** Puts a timestamp over the whole document behind it (ISO 32000-2, 12.8.5): what is in it was there at that time. */
export async function addDocumentTimestamp(
  pdf: PDF,
  timestamp: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const place = await placeSignature(pdf, {
    type: 'DocTimeStamp',
    subFilter: 'ETSI.RFC3161',
    field: 'Placet_Timestamp',
  });
  return fillPlace(place, await timestamp(place.digest));
}
