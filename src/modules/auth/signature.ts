import { createHmac } from 'node:crypto';
import { equalInConstantTime, sha256 } from '../../platform/secrets';

/** What of a call a signature covers. */
export interface SignedCall {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  /** Unix milliseconds, as text, exactly as sent. */
  timestamp: string;
  body: Buffer;
}

/** Clocks may differ by five minutes, either way, inclusive. */
export const TIMESTAMP_WINDOW_MS = 300_000;
/** Above this, a body is compared over its raw bytes only: writing megabytes of JSON anew would block the server. */
const LARGEST_REWRITTEN_BODY = 1024 * 1024;

/** `stale` and `seconds` are what a caller can mend by itself, so they are told apart. */
export function flawOfTimestamp(timestamp: string, now: number): 'malformed' | 'seconds' | 'stale' | null {
  if (!/^\d{1,16}$/.test(timestamp)) return 'malformed';
  if (timestamp.length <= 10) return 'seconds';
  return Math.abs(now - Number(timestamp)) > TIMESTAMP_WINDOW_MS ? 'stale' : null;
}

/**
 * Version 1: HMAC-SHA256 over `timestamp.body`, or over `timestamp` alone for an empty body; method and path are not
 * covered. Version 2 (ours): over `METHOD\npath?query\ntimestamp\nhex(sha256(body))`.
 */
export function sign(version: 1 | 2, secret: Buffer, call: SignedCall): Buffer {
  const hmac = createHmac('sha256', secret);
  if (version === 2) {
    return hmac.update(`${call.method}\n${call.url}\n${call.timestamp}\n${sha256(call.body).toString('hex')}`).digest();
  }
  if (call.body.length === 0) return hmac.update(call.timestamp).digest();
  return hmac.update(`${call.timestamp}.`).update(call.body).digest();
}

/**
 * True when `signature` (hex, either case) is one of `secrets` over the call: over the raw bytes first, then, for version
 * 1, over the body as JSON.stringify would write it, which older clients rely on.
 */
export function isSignedBy(secrets: Buffer[], version: 1 | 2, call: SignedCall, signature: string): boolean {
  if (!/^[0-9a-fA-F]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  const matches = (candidate: SignedCall) =>
    secrets.some((secret) => equalInConstantTime(sign(version, secret, candidate), given));
  if (matches(call)) return true;
  const rewritten = version === 1 ? rewrite(call.body) : null;
  return rewritten !== null && matches({ ...call, body: rewritten });
}

function rewrite(body: Buffer): Buffer | null {
  if (body.length === 0 || body.length > LARGEST_REWRITTEN_BODY) return null;
  try {
    return Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
  } catch {
    return null;
  }
}
