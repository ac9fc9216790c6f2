import type { IncomingMessage } from 'node:http';
import { callGuarded } from './call-guarded';
import { refuseAddress, type AddressRule } from './guarded-address';
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
    const headers = { Accept: 'application/did+json, application/json', 'User-Agent': 'placet' };
    const response = await callGuarded(url, { method: 'GET', headers, signal, mayBeCalled: isPublic, ca: trust.ca });
    if (response.statusCode !== 200) {
      response.destroy();
      throw new NotFetched(`${url.host} answered ${response.statusCode}`);
    }
    return await readWhole(response, limits.bytes);
  } catch (error) {
    if (signal.aborted) throw new NotFetched(`${url.host} did not answer in time`);
    throw error instanceof NotFetched ? error : new NotFetched(`${url.host}: ${(error as Error).message}`);
  }
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
