import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { guardedLookup, refuseAddress, type AddressRule } from './guarded-address';
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
 * POSTs to an address that a stranger named: it is checked as it is written, after resolving and as it is connected to. Any
 * answer counts as one, no redirect is followed. Throws `NotFetched` with a reason for whoever runs the receiver.
 */
export async function postGuarded(post: GuardedPost, limits: PostLimits): Promise<PostAnswer> {
  refuseAddress(post.url, post.mayBeCalled);
  const late = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await send(post, AbortSignal.any([late, post.signal]));
    const beginning = await beginningOf(response, limits);
    return { status: response.statusCode!, retryAfter: response.headers['retry-after'], beginning };
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    if (late.aborted || post.signal.aborted) throw new NotFetched('There was no answer in time');
    throw new NotFetched(reasonOf(error as NodeJS.ErrnoException));
  }
}

function send({ url, headers, body, mayBeCalled }: GuardedPost, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      signal,
      agent: false,
      lookup: guardedLookup(mayBeCalled),
      headers: { ...headers, 'Content-Length': body.length },
    };
    const call = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
      response.on('error', () => undefined); // it may break off after its head: that is an answer all the same
      if (mayBeCalled(response.socket.remoteAddress ?? '')) return resolve(response);
      response.destroy();
      reject(new NotFetched('The connection led to an address that is not called'));
    });
    call.on('error', reject);
    call.end(body);
  });
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
