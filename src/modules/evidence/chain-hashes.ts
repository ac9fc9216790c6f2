import canonicalize from 'canonicalize';
import { sha256 } from '../../platform/secrets';

/** What an entry's hash speaks of (decision 26). What happened in full is in it by its digest only. */
export interface HashedEntry {
  seq: number;
  id: string;
  kind: string;
  subjectId: string;
  occurredAt: Date;
  /** SHA-256 of the salt and the canonical details. */
  digest: Buffer;
}

/** SHA-256 of the canonical JSON (RFC 8785) of an entry in its place in the log. */
export const entryHash = (log: string, { seq, id, kind, subjectId, occurredAt, digest }: HashedEntry): Buffer =>
  sha256(
    canonicalize({
      log,
      seq,
      id,
      kind,
      subjectId,
      occurredAt: occurredAt.toISOString(),
      digest: digest.toString('hex'),
    })!,
  );

/** The link before the first entry of a log. */
export const firstLink = (log: string): Buffer => sha256(log);

/** The link of the next entry: SHA-256 of 64 bytes. */
export const nextLink = (previous: Buffer, hash: Buffer): Buffer => sha256(Buffer.concat([previous, hash]));

/** The digest that an entry keeps of its details. */
export const detailsDigest = (salt: Buffer, canonicalDetails: string | Buffer): Buffer =>
  sha256(Buffer.concat([salt, Buffer.from(canonicalDetails)]));
