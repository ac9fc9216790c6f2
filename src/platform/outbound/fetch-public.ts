import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { guardedLookup, refuseAddress, type AddressRule } from './guarded-address';
import { NotFetched } from './not-fetched';
import { isPublicAddress } from './public-address';

/** How long it may take in all, and how much may come back. */
export interface FetchLimits {
  milliseconds: number;
  bytes: number;
}

/** What a test replaces: who counts as public, and whose certificates are trusted. */
export interface FetchTrust {
  isPublic?: AddressRule;
  ca?: string;
}

/**
 * GETs a document from the open internet: https only, no redirects, no address of this machine or its neighbours, whether
 * written, resolved or connected to. For addresses that strangers name.
 */
export async function fetchPublic(url: URL, limits: FetchLimits, trust: FetchTrust = {}): Promise<Buffer> {
  const isPublic = trust.isPublic ?? isPublicAddress;
  if (url.protocol !== 'https:') throw new NotFetched('Only https is fetched');
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

function request(url: URL, signal: AbortSignal, isPublic: AddressRule, ca?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Accept: 'application/did+json, application/json', 'User-Agent': 'placet' };
    const options = { signal, agent: false, lookup: guardedLookup(isPublic), headers, ...(ca && { ca }) };
    const call = get(url, options, (response) => {
      const connected = response.socket.remoteAddress ?? '';
      if (response.statusCode === 200 && isPublic(connected)) return resolve(response);
      response.destroy();
      reject(new NotFetched(`${url.host} answered ${response.statusCode}`));
    });
    call.on('error', reject);
  });
}

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
