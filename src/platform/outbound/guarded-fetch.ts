import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { NotFetched, publicLookup, readWhole, type FetchLimits } from './fetch-public';
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
/** Never, whatever an administrator lists: this machine, its links, and where clouds tell secrets. */
const closed = new BlockList();
closed.addSubnet('127.0.0.0', 8, 'ipv4');
closed.addSubnet('169.254.0.0', 16, 'ipv4');
closed.addAddress('::1', 'ipv6');
closed.addSubnet('fe80::', 10, 'ipv6');
closed.addAddress('fd00:ec2::254', 'ipv6');

/** Which addresses may be connected to. Throws for a network that is none. */
export function reachable({ networks, loopback: alsoLoopback }: GuardedReach): (address: string) => boolean {
  const listed = new BlockList();
  for (const network of networks) addNetwork(listed, network);
  return (address) => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) return false;
    if (alsoLoopback && loopback.check(address, family)) return true;
    if (closed.check(address, family)) return false;
    return isPublicAddress(address) || listed.check(address, family);
  };
}

function addNetwork(list: BlockList, network: string): void {
  const [, address, prefix] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(network) ?? [];
  const family = isIP(address ?? '');
  if (family === 0 || Number(prefix) > (family === 4 ? 32 : 128)) throw new Error(`${network} is no network (CIDR)`);
  list.addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
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
      const options = { method, headers, signal, agent: false as const, lookup: publicLookup(mayReach) };
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

function refuseUrl(
  { protocol, hostname, username, password, host }: URL,
  mayReach: (address: string) => boolean,
  here: boolean,
) {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const isHere =
    literal === 'localhost' || (isIP(literal) !== 0 && loopback.check(literal, isIP(literal) === 6 ? 'ipv6' : 'ipv4'));
  if (protocol !== 'https:' && !(protocol === 'http:' && here && isHere)) throw new NotFetched('Only https is fetched');
  if (username || password) throw new NotFetched('An address with a user name is not fetched');
  if (isIP(literal) && !mayReach(literal)) throw new NotFetched(`${host} may not be reached`);
}
