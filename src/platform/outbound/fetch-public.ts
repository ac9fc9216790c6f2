import { lookup } from 'node:dns';
import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

/** How long it may take in all, and how much may come back. */
export interface FetchLimits {
  milliseconds: number;
  bytes: number;
}

/** What a test replaces: who counts as public, and whose certificates are trusted. */
export interface FetchTrust {
  isPublic?: (address: string) => boolean;
  ca?: string;
}

/** It was not fetched, for a reason that another attempt may not change; `message` says which. */
export class NotFetched extends Error {}

/**
 * GETs a document from the open internet: https only, no redirects, no address of this machine or its neighbours, whether
 * written, resolved or connected to. For addresses that strangers name.
 */
export async function fetchPublic(url: URL, limits: FetchLimits, trust: FetchTrust = {}): Promise<Buffer> {
  const isPublic = trust.isPublic ?? isPublicAddress;
  refuseAddress(url, isPublic);
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    const response = await request(url, signal, isPublic, trust.ca);
    return await readWhole(response, limits.bytes);
  } catch (error) {
    if (signal.aborted) throw new NotFetched(`${url.host} did not answer in time`);
    throw error instanceof NotFetched ? error : new NotFetched(`${url.host}: ${(error as Error).message}`);
  }
}

/** A lookup hook is not called for addresses, so those are checked as they are written (URL has made one form of them). */
function refuseAddress(
  { protocol, hostname, username, password, host }: URL,
  isPublic: (address: string) => boolean,
): void {
  if (protocol !== 'https:') throw new NotFetched('Only https is fetched');
  if (username || password) throw new NotFetched('An address with a user name is not fetched');
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !isPublic(literal)) throw new NotFetched(`${host} is not a public address`);
}

function request(
  url: URL,
  signal: AbortSignal,
  isPublic: (address: string) => boolean,
  ca?: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'application/did+json, application/json', 'User-Agent': 'placet' };
    const options = { signal, agent: false, lookup: publicLookup(isPublic), headers, ...(ca && { ca }) };
    const call = get(url, options, (response) => {
      const connected = response.socket.remoteAddress ?? '';
      if (response.statusCode === 200 && isPublic(connected)) return resolve(response);
      response.destroy();
      reject(new NotFetched(`${url.host} answered ${response.statusCode}`));
    });
    call.on('error', reject);
  });
}

/** Resolves a name and refuses it when any of its addresses is not public. The connection goes to what was checked. */
export const publicLookup =
  (isPublic: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ?? refusal(hostname, addresses, isPublic);
      if (refused) return callback(refused, '', 0);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0].address, addresses[0].family);
    });

const refusal = (
  hostname: string,
  addresses: { address: string }[],
  isPublic: (address: string) => boolean,
): Error | null =>
  addresses.length > 0 && addresses.every(({ address }) => isPublic(address))
    ? null
    : new NotFetched(`${hostname} does not lead to a public address`);

export async function readWhole(response: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) throw new NotFetched(`The answer is larger than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
