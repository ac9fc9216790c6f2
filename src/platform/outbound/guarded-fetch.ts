import { BlockList, isIP } from 'node:net';
import { readWhole, type FetchLimits } from './fetch-public';
import { callGuarded, type GuardedCall } from './call-guarded';
import { refuseAddress, type AddressRule } from './guarded-address';
import { readNetworks } from './networks';
import { NotFetched } from './not-fetched';
import { isPublicAddress } from './public-address';

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
 * `fetch` for services that a configuration names, directly or by what they answer: https, no redirects, no address
 * that `reach` does not allow (written, resolved and connected to), bounded in time and size. Rejects with `NotFetched`.
 */
export async function guardedFetch(
  url: URL,
  call: Pick<GuardedCall, 'method' | 'headers' | 'body'>,
  limits: FetchLimits,
  reach: GuardedReach,
): Promise<Response> {
  const mayReach = reachable(reach);
  refuseUrl(url, mayReach, reach.loopback);
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await callGuarded(url, { ...call, mayBeCalled: mayReach, signal });
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      throw new NotFetched(`${url.host} answered ${status}`);
    }
    const bytes = await readWhole(response, limits.bytes);
    const type = response.headers['content-type'];
    const empty = status === 204 || status === 304;
    return new Response(empty ? null : new Uint8Array(bytes), {
      status,
      headers: type ? { 'content-type': type } : {},
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
