import type { IncomingMessage } from 'node:http';
import { callGuarded } from './call-guarded';
import { refuseAddress, type AddressRule } from './guarded-address';
import { NotFetched } from './not-fetched';

export interface PostLimits {
  /** For the connection and the head of the answer. */
  milliseconds: number;
  /** For the body of the answer after its head. */
  bodyMilliseconds: number;
  /** How much of the body is read. */
  bytes: number;
}

export interface PostAnswer {
  status: number;
  /** As Node gives it. */
  retryAfter: string | undefined;
  /** How its body begins; the rest is not read. */
  beginning: Buffer;
}

/** What is posted, and to whom this server may connect. */
export interface GuardedPost {
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
  mayBeCalled: AddressRule;
  signal: AbortSignal;
}

/**
 * POSTs to an address that an organization named: it is checked as it is written, after resolving and as it is connected to. Any
 * answer counts as one, no redirect is followed. Throws `NotFetched` with a reason that the owner of the receiver may read.
 */
export async function postGuarded(
  { url, headers, body, mayBeCalled, signal }: GuardedPost,
  limits: PostLimits,
): Promise<PostAnswer> {
  refuseAddress(url, mayBeCalled);
  const late = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await callGuarded(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(body.length) },
      body,
      mayBeCalled,
      signal: AbortSignal.any([late, signal]),
    });
    const beginning = await beginningOf(response, limits);
    return { status: response.statusCode!, retryAfter: response.headers['retry-after'], beginning };
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    if (late.aborted || signal.aborted) throw new NotFetched('There was no answer in time');
    throw new NotFetched(reasonOf(error as NodeJS.ErrnoException));
  }
}

/** Ends the connection when it has seen enough, or waited enough. */
async function beginningOf(response: IncomingMessage, { bytes, bodyMilliseconds }: PostLimits): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  const enough = setTimeout(() => response.destroy(), bodyMilliseconds);
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= bytes) break;
    }
  } catch {
    // What arrived counts.
  } finally {
    clearTimeout(enough);
    response.destroy();
  }
  return Buffer.concat(parts).subarray(0, bytes);
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'The name does not resolve',
  EAI_AGAIN: 'The name could not be resolved',
  ECONNREFUSED: 'The connection was refused',
  ECONNRESET: 'The connection was reset',
  EPIPE: 'The connection was reset',
  ETIMEDOUT: 'There was no answer in time',
  EHOSTUNREACH: 'There is no way to this address',
  ENETUNREACH: 'There is no way to this address',
};

/** Never the words of a library: they name addresses that the name led to. */
function reasonOf({ code = '' }: NodeJS.ErrnoException): string {
  if (REASONS[code]) return REASONS[code];
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return `The certificate is not accepted (${code})`;
  return `It could not be reached${code ? ` (${code})` : ''}`;
}
