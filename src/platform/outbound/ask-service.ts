import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { readWhole, type FetchLimits } from './fetch-public';
import { NotFetched } from './not-fetched';

/** What is sent: a body makes it a POST. */
export interface ServiceCall {
  body?: Uint8Array;
  headers?: Record<string, string>;
}

/**
 * Asks a service that the administrator has chosen, by its address or by a certificate that names it: a timestamp authority,
 * an OCSP responder. It may be a neighbour and speak plain http, as such services do. Bounded in time and size; no redirects.
 */
export async function askService(url: URL, { body, headers = {} }: ServiceCall, limits: FetchLimits): Promise<Buffer> {
  if (!['http:', 'https:'].includes(url.protocol)) throw new NotFetched(`${url.protocol} is not asked`);
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = {
        method: body ? 'POST' : 'GET',
        signal,
        agent: false,
        headers: { 'User-Agent': 'placet', ...headers },
      };
      const call = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
        if (response.statusCode === 200) return void readWhole(response, limits.bytes).then(resolve, reject);
        response.destroy();
        reject(new NotFetched(`${url.host} answered ${response.statusCode}`));
      });
      call.on('error', reject);
      call.end(body);
    });
  } catch (error) {
    if (signal.aborted) throw new NotFetched(`${url.host} did not answer in time`);
    throw error instanceof NotFetched ? error : new NotFetched(`${url.host}: ${(error as Error).message}`);
  }
}
