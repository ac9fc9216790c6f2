import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { readWhole, type FetchLimits } from './fetch-public';
import { guardedLookup, refuseAddress, type AddressRule } from './guarded-address';
import { readNetworks } from './networks';
import { NotFetched } from './not-fetched';
import { isPublicAddress } from './public-address';

/** What is sent, as `fetch` has it. */
export interface GuardedCall {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** Where a call may go beyond the open internet. Only an administrator says so. */
export interface GuardedReach {
  /** Networks as CIDRs: `10.0.0.0/8`. Loopback, link-local and metadata addresses stay closed whatever they say. */
  networks: string[];
  /** This machine, also without TLS: for tests. */
  loopback: boolean;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Which addresses may be connected to. Throws for a network that is none. */
export function reachable({ networks, loopback: alsoLoopback }: GuardedReach): AddressRule {
  const listed = readNetworks(networks.join(','));
  if ('wrong' in listed) throw new Error(`${listed.wrong} is no network (CIDR)`);
  return (address) => (alsoLoopback && isLoopback(address)) || isPublicAddress(address) || listed(address);
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * `fetch` for services that somebody's configuration names, directly or by what they answer: https, no redirects, no address
 * that `reach` does not allow (written, resolved and connected to), bounded in time and size. Rejects with `NotFetched`.
 */
export async function guardedFetch(
  url: URL,
  { method, headers, body }: GuardedCall,
  limits: FetchLimits,
  reach: GuardedReach,
): Promise<Response> {
  const mayReach = reachable(reach);
  refuseUrl(url, mayReach, reach.loopback);
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    return await new Promise<Response>((resolve, reject) => {
      const options = { method, headers, signal, agent: false as const, lookup: guardedLookup(mayReach) };
      const call = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
        const status = response.statusCode ?? 0;
        if (!mayReach(response.socket.remoteAddress ?? '') || (status >= 300 && status < 400)) {
          response.destroy();
          return reject(new NotFetched(`${url.host} answered ${status}`));
        }
        readWhole(response, limits.bytes).then((bytes) => {
          const type = response.headers['content-type'];
          const empty = status === 204 || status === 304;
          resolve(
            new Response(empty ? null : new Uint8Array(bytes), {
              status,
              headers: type ? { 'content-type': type } : {},
            }),
          );
        }, reject);
      });
      call.on('error', reject);
      call.end(body);
    });
  } catch (error) {
    if (signal.aborted) throw new NotFetched(`${url.host} did not answer in time`);
    throw error instanceof NotFetched ? error : new NotFetched(`${url.host}: ${(error as Error).message}`);
  }
}

function refuseUrl(url: URL, mayReach: AddressRule, here: boolean): void {
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = literal === 'localhost' || isLoopback(literal);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here && isHere))
    throw new NotFetched('Only https is fetched');
  refuseAddress(url, mayReach);
}
