import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { guardedLookup, type AddressRule } from './guarded-address';
import { NotFetched } from './not-fetched';

/** One call, and to whom this server may connect for it. */
export interface GuardedCall {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  mayBeCalled: AddressRule;
  signal: AbortSignal;
  /** Whose certificates are trusted, in the place of the usual ones. */
  ca?: string;
}

/**
 * Calls an address that is not ours to choose, on a connection of its own: every address that a name leads to is checked, and the
 * one that is connected to once more. How the address is written has to be checked before. Resolves with the head of the answer,
 * whatever its status; no redirect is followed.
 */
export function callGuarded(
  url: URL,
  { method, headers, body, mayBeCalled, signal, ca }: GuardedCall,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      method,
      headers,
      signal,
      agent: false as const,
      lookup: guardedLookup(mayBeCalled),
      ...(ca && { ca }),
    };
    const call = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
      response.on('error', () => undefined); // it may break off after its head: who reads it is told
      if (mayBeCalled(response.socket.remoteAddress ?? '')) return resolve(response);
      response.destroy();
      reject(new NotFetched('The connection led to an address that is not called'));
    });
    call.on('error', reject);
    call.end(body);
  });
}
