import { randomBytes } from 'node:crypto';
import { askService } from '../../../../platform/outbound';
import { childrenOf, listOf, readDer, readTimestamp, TAGS } from '../../../verifier/checking/pdf';
import type { TimestampService } from '../sealing-job';
import { integer, nothing, objectId, octets, sequence, yes } from './der';

const LIMITS = { milliseconds: 8_000, bytes: 128 * 1024 };
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** Asks a timestamp authority (RFC 3161) for a token over a digest, and holds what it answers against what was asked. */
export async function requestTimestamp({ url, credentials }: TimestampService, digest: Uint8Array): Promise<Buffer> {
  const nonce = integer(randomBytes(8));
  const imprint = sequence(sequence(objectId(SHA256), nothing), octets(digest));
  const body = sequence(integer(Buffer.from([1])), imprint, nonce, yes);
  const headers = {
    'Content-Type': 'application/timestamp-query',
    Accept: 'application/timestamp-reply',
    ...(credentials && { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  };
  return tokenIn(await askService(new URL(url), { body, headers }, LIMITS), digest, nonce);
}

function tokenIn(answer: Buffer, digest: Uint8Array, nonce: Buffer): Buffer {
  const [status, token] = listOf(readDer(answer), 'The answer of the timestamp authority');
  const [code] = listOf(status, 'The answer of the timestamp authority');
  if (code.tag !== TAGS.integer || code.content.length !== 1 || code.content[0] > 1 || !token)
    throw new Error('The timestamp authority refused to set a timestamp');
  const { info } = readTimestamp(token.whole, { sha256: Buffer.from(digest) });
  if (!childrenOf(readDer(info)).some(({ whole }) => whole.equals(nonce)))
    throw new Error('The timestamp is the answer to another question: its nonce is not ours');
  return token.whole;
}
