import { childrenOf, listOf, required, oidOf, readDer, smallInteger, TAGS, timeOf } from './der';
import { Flaw } from '../findings';
import { requireChain, requireContent, requireSigned, requireValidAt, signerOf, type Signer } from './check-signer';
import { digestOf, hash, OIDS, readSignedData } from './signed-data';

/** What a timestamp authority vouches for. */
export interface Timestamp {
  at: Date;
  authority: Signer;
  /** A certificate that came along and that nothing covers: no check rests on it. */
  uncovered: Signer | null;
  /** DER of those that came along. */
  certificates: Buffer[];
  /** DER of what the authority has signed (TSTInfo). */
  info: Buffer;
}

/**
 * Checks a timestamp token (RFC 3161) over these bytes: its imprint, its own signature, that its certificate is for
 * timestamps and was valid then. Who vouches for the authority is left open. Throws a Flaw.
 */
export function readTimestamp(token: Buffer, stamped: Uint8Array[] | { sha256: Buffer }): Timestamp {
  const data = readSignedData(token);
  if (data.contentType !== OIDS.timestampInfo || !data.content) throw new Flaw('It is no timestamp token');
  const [version, policy, imprint, , time] = childrenOf(readDer(data.content));
  smallInteger(version, 'The version of the timestamp');
  oidOf(policy, 'The policy of the timestamp');
  const [algorithm, hashed] = listOf(imprint, 'The imprint of the timestamp');
  const digest = digestOf(algorithm);
  const expected = Array.isArray(stamped) ? hash(digest, ...stamped) : stamped.sha256;
  if (!expected.equals(required(hashed, TAGS.octets, 'The imprint of the timestamp').content))
    throw new Flaw('The timestamp is one of something else', 'messageImprint');
  const authority = signerOf(data);
  requireContent(data, [data.content]);
  requireSigned(data, authority);
  if (data.unsigned.size > 0) throw new Flaw('The timestamp carries attributes that nobody has signed');
  const uncovered = requireChain(data, authority);
  const uses = authority.certificate.keyUsage ?? [];
  if (!uses.includes(OIDS.timestamping)) throw new Flaw('Its certificate is not one for timestamps', 'certificate');
  const at = timeOf(time, 'The time of the timestamp');
  requireValidAt(authority, at);
  return { at, authority, uncovered, certificates: data.certificates, info: data.content };
}
