import { isObject } from '../../keys';
import { base58 } from '@scure/base';
import type { FieldError } from '../../../platform/http';
import { each, flaw, ifGiven, listOf, requireUrl } from './flaws';

type Digest = Buffer;

/** Hash functions of `digestSRI` (Subresource Integrity), with the bytes each gives. */
const SRI_BYTES: Record<string, number> = { sha256: 32, sha384: 48, sha512: 64 };
/** Multihash: the code of a hash function and the bytes it gives, which both stand before them. */
const MULTIHASH: [code: number, algorithm: string][] = [
  [0x12, 'sha256'],
  [0x20, 'sha384'],
  [0x13, 'sha512'],
];

/** What is known of resources without fetching them: the digests under which the standard publishes its context (appendix B). */
const PUBLISHED: Record<string, Record<string, string>> = {
  'https://www.w3.org/ns/credentials/v2': {
    sha256: 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=',
    sha384: 'l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
  },
};

/** VCDM 2.0, 5.3: each with an id that no other has, and a digest that is the resource's own where that is known here. */
export function checkRelatedResources(field: string, value: unknown): FieldError[] {
  const ids = listOf(value).flatMap((one) => (isObject(one) && typeof one.id === 'string' ? one.id : []));
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  return [
    ...each(field, value, checkRelatedResource),
    ...(repeated === undefined ? [] : flaw(field, `must not name ${repeated} twice`)),
  ];
}

function checkRelatedResource(field: string, value: unknown): FieldError[] {
  if (!isObject(value)) return flaw(field, 'must be an object');
  const { id, digestSRI, digestMultibase, mediaType } = value;
  const isMediaType = typeof mediaType === 'string' && /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(mediaType);
  return [
    ...requireUrl(`${field}.id`, id),
    ...((digestSRI ?? digestMultibase) ? [] : flaw(field, 'must have a digestSRI or a digestMultibase')),
    ...ifGiven(`${field}.digestSRI`, digestSRI, (path) => checkDigests(path, digestSRI, String(id), readSri)),
    ...ifGiven(`${field}.digestMultibase`, digestMultibase, (path) =>
      checkDigests(path, digestMultibase, String(id), readMultibase),
    ),
    ...ifGiven(`${field}.mediaType`, mediaType, (path) => (isMediaType ? [] : flaw(path, 'must be a media type'))),
  ];
}

type ReadDigest = (text: string) => { algorithm: string; digest: Digest } | null;

const checkDigests = (field: string, value: unknown, resource: string, read: ReadDigest): FieldError[] =>
  each(field, value, (path, one) => {
    const given = typeof one === 'string' ? read(one) : null;
    if (!given) return flaw(path, 'is no digest that is understood: of SHA-256, SHA-384 or SHA-512');
    const published = Object.hasOwn(PUBLISHED, resource) ? PUBLISHED[resource][given.algorithm] : undefined;
    if (published === undefined || given.digest.equals(Buffer.from(published, 'base64'))) return [];
    return flaw(path, `is not the digest of ${resource}`);
  });

function readSri(text: string) {
  const [, algorithm, encoded] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (algorithm === undefined) return null;
  const digest = Buffer.from(encoded, 'base64');
  const isWhole = digest.length === SRI_BYTES[algorithm] && digest.toString('base64') === encoded;
  return isWhole ? { algorithm, digest } : null;
}

/** A multihash; or, as the standard's own test suite writes it, a bare SHA-256. */
function readMultibase(text: string) {
  const bytes = bytesOf(text);
  if (bytes?.length === 32) return { algorithm: 'sha256', digest: bytes };
  const [, algorithm] = MULTIHASH.find(([code]) => bytes?.[0] === code) ?? [];
  if (!bytes || algorithm === undefined) return null;
  const digest = bytes.subarray(2);
  return bytes[1] === SRI_BYTES[algorithm] && digest.length === bytes[1] ? { algorithm, digest } : null;
}

/** Multibase: `u` is base64url without padding, `z` base58btc. */
function bytesOf(text: string): Buffer | null {
  if (/^u[A-Za-z0-9_-]{1,200}$/.test(text)) return Buffer.from(text.slice(1), 'base64url');
  if (/^z[1-9A-HJ-NP-Za-km-z]{1,200}$/.test(text)) return Buffer.from(base58.decode(text.slice(1)));
  return null;
}
