import { PdfDict, PdfNumber, PdfString, type PDF } from '@libpdf/core';
import { createHash } from 'node:crypto';
import { signedAttributes, signedData, type CertifiedKey } from './signed-data';
import { fillPlace, placeSignature } from './signature-place';

/** A seal to be set: by whom, when by the server's clock, and what for. */
export interface Signing {
  signer: CertifiedKey;
  at: Date;
  reason: string;
  status?: { issuer: string; list: string; index: string };
  /** How many bytes the document had that was asked: what lies behind them was added with the seal. */
  found?: number;
  /** The name of an empty field that was made for the seal; absent: one is made. */
  field?: string;
}

/** What is asked of whoever has the key, and of a timestamp authority. */
export interface Authorities {
  /** Over SHA-256 of `data`. */
  sign: (data: Uint8Array) => Promise<Uint8Array>;
  /** A token for a digest (SHA-256); absent where no timestamp is wanted. */
  timestamp?: (digest: Uint8Array) => Promise<Uint8Array>;
}

/** Signs a document that was read anew, as its last update: PAdES B-B, or B-T where there is a timestamp. */
export async function signDocument(
  pdf: PDF,
  { signer, at, reason, status, found, field }: Signing,
  { sign, timestamp }: Authorities,
): Promise<Uint8Array> {
  const place = await placeSignature(pdf, {
    type: 'Sig',
    subFilter: 'ETSI.CAdES.detached',
    field: 'Placet_Seal',
    prepared: field,
    entries: {
      M: PdfString.fromString(dateOf(at)),
      Reason: PdfString.fromString(reason),
      ...(status && { PLCT_Status: statusOf(status) }),
      ...(found !== undefined && { PLCT_Found: PdfNumber.of(found) }),
    },
  });
  const attributes = signedAttributes(place.digest, signer);
  const signature = await sign(attributes);
  const token = timestamp ? await timestamp(createHash('sha256').update(signature).digest()) : null;
  return fillPlace(place, signedData(attributes, signer, signature, token));
}

/** In a name of our own: readers pass over it, and the checks ask there whether it was revoked. */
const statusOf = ({ issuer, list, index }: NonNullable<Signing['status']>): PdfDict =>
  PdfDict.of({
    Issuer: PdfString.fromString(issuer),
    List: PdfString.fromString(list),
    Index: PdfString.fromString(index),
  });

/** A date as PDF writes it (ISO 32000-2, 7.9.4), in UTC. */
export const dateOf = (at: Date): string => `D:${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
