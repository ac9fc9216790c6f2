import { retryAfterSeconds } from '../../../platform/outbound';
import { DeadlinePassed, withDeadline } from './deadline';
import { DeliveryFailure, unavailable } from './delivery-failure';

export interface ProviderCall {
  url: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  timeoutMilliseconds?: number;
}

export interface ProviderAnswer {
  status: number;
  body: unknown;
  retryAfterSeconds?: number;
}

const LONGEST_ANSWER = 64 * 1024;

/** One POST, never redirected, answered in time or a passing failure. The body is JSON or undefined. */
export async function postToProvider(call: ProviderCall): Promise<ProviderAnswer> {
  const { url, headers, body, timeoutMilliseconds = 10_000 } = call;
  return withDeadline(call.signal, timeoutMilliseconds, async (signal) => {
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      const seconds = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
      return { status: response.status, body: parsed(await beginningOf(response)), retryAfterSeconds: seconds };
    } catch (error) {
      throw networkFailure(error);
    }
  });
}

/** What any HTTP provider means by these; undefined where the provider's own words decide. Wrong credentials are ours to mend. */
export function passingFailure({ status, retryAfterSeconds }: ProviderAnswer): DeliveryFailure | undefined {
  if (status === 429) {
    const message = 'The SMS provider asked us to slow down (429)';
    return new DeliveryFailure({ permanent: false, code: 'RATE_LIMITED', message, retryAfterSeconds });
  }
  if (status === 401 || status === 403) return unavailable(`The SMS provider refuses our credentials (${status})`);
  if (status === 408 || status >= 500) return unavailable(`The SMS provider answered ${status}`, retryAfterSeconds);
  return undefined;
}

function networkFailure(error: unknown): DeliveryFailure {
  if (error instanceof DeadlinePassed) return unavailable(`The SMS provider is slow: ${error.message}`);
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  const reason = cause?.code ?? (cause?.message === 'unexpected redirect' ? 'it redirects' : undefined);
  return unavailable(`The SMS provider could not be used${reason ? ` (${reason})` : ''}`);
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_ANSWER) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
