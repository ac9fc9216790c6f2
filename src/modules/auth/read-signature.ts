import type { Request } from 'express';
import { Problem, type Proof } from '../../platform/http';
import { sha256 } from '../../platform/secrets';
import type { Caller } from './callers';
import { flawOfTimestamp, isSignedBy } from './signature';

export const CHALLENGE = { headers: { 'WWW-Authenticate': 'Bearer realm="placet"' } };

export type SignatureProof = Extract<Proof, { method: 'SIGNATURE' }>;

/** The signature headers as they arrived; empty text for what is absent. */
export interface SignatureHeaders {
  timestamp: string;
  signature: string;
  version: string;
}

/** The key of `Authorization: Bearer <apiKey>`, if there is one. */
export const bearerKey = ({ headers }: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

export const signatureHeaders = ({ headers }: Request): SignatureHeaders => ({
  timestamp: String(headers['x-timestamp'] ?? '').trim(),
  signature: String(headers['x-signature'] ?? '').trim(),
  version: String(headers['x-signature-version'] ?? '1').trim(),
});

/** The lowest version that will do, and who says so. */
export interface VersionDemand {
  least: number;
  by: 'key' | 'organization' | 'route' | 'final';
}

const DEMANDED_OF: Record<VersionDemand['by'], string> = {
  key: 'This key',
  organization: 'Every call for this organization',
  route: 'A call that changes keys or settings',
  final: 'A call for this organization that ends something for good',
};

/** The signature a call carries; null where nothing but the key has a say, it allows calls without one, and there is none. */
export function proofOf(
  headers: SignatureHeaders,
  { requireSignature }: Caller,
  demand: VersionDemand,
  now: number,
): SignatureProof | null {
  const { timestamp, signature, version } = headers;
  const isUnsigned = !timestamp && !signature && !requireSignature;
  if (isUnsigned && demand.by === 'key') return null;
  if (!isUnsigned) requireHeaders(headers);
  requireVersion(isUnsigned ? '1' : version, demand);
  requireTimestamp(timestamp, now);
  return { method: 'SIGNATURE', version: version === '2' ? 2 : 1, timestamp, signature };
}

export function requireHeaders({ timestamp, signature }: SignatureHeaders): void {
  if (timestamp && signature) return;
  throw new Problem('missing_credentials', 'This key signs its calls: send X-Timestamp and X-Signature', CHALLENGE);
}

export function requireVersion(version: string, { least, by }: VersionDemand): void {
  if (version !== '1' && version !== '2') {
    throw new Problem('signature_version_required', 'X-Signature-Version must be 1 or 2', CHALLENGE);
  }
  if (Number(version) >= least) return;
  throw new Problem(
    'signature_version_required',
    `${DEMANDED_OF[by]} must sign with X-Signature-Version: 2`,
    CHALLENGE,
  );
}

export function requireTimestamp(timestamp: string, now: number): void {
  const flaw = flawOfTimestamp(timestamp, now);
  if (flaw === 'stale') {
    const skew = Math.round((Number(timestamp) - now) / 1000);
    const detail = `X-Timestamp is ${Math.abs(skew)} seconds ${skew > 0 ? 'ahead of' : 'behind'} this server's clock; at most 300 are accepted`;
    throw new Problem('stale_timestamp', detail, CHALLENGE);
  }
  if (flaw) {
    const seen = flaw === 'seconds' ? 'this looks like seconds' : 'this is not a number';
    throw new Problem(
      'malformed_timestamp',
      `X-Timestamp must be Unix time in milliseconds (13 digits): ${seen}`,
      CHALLENGE,
    );
  }
}

/** Tells what was received, so that a caller can compare, and never what was expected. */
export function requireSignature(request: Request, body: Buffer, proof: SignatureProof, { secrets }: Caller): void {
  const call = { method: request.method, url: request.originalUrl, timestamp: proof.timestamp, body };
  if (isSignedBy(secrets, proof.version, call, proof.signature)) return;
  const detail =
    `X-Signature does not match (version ${proof.version}). The body arrived with ${body.length} bytes and ` +
    `sha256 ${sha256(body).toString('hex')}. Sign exactly these bytes with the signature secret of this key.`;
  throw new Problem('signature_mismatch', detail, CHALLENGE);
}
