import { createHash, X509Certificate } from 'node:crypto';
import { askService } from '../../../../platform/outbound';
import {
  childrenOf,
  isSelfSigned,
  keyBitsOf,
  namesIn,
  pathFrom,
  readDer,
  readOcsp,
  readRevocationList,
  serialOf,
  type CertificateChain,
  type Der,
  type RevocationSaid,
} from '../../../verifier/checking/pdf';
import { integer, nothing, objectId, octets, sequence } from './der';

/** What proves later that certificates were good: DER, each once. */
export interface ValidationData {
  certificates: Buffer[];
  ocsps: Buffer[];
  crls: Buffer[];
}

const LIMITS = { milliseconds: 8_000, bytes: 4 * 1024 * 1024 };
const LONGEST_CHAIN = 10;
const MOST_ADDRESSES = 3;
const [SHA1, CRL_POINTS] = ['1.3.14.3.2.26', '2.5.29.31'];

/**
 * Fetches what a signature needs to be proved when its certificates are over: those above each one up to its root, and of
 * each but the root an OCSP response or a revocation list of now. Rejects in words for an administrator when something is not
 * to be had, or a certificate was revoked.
 */
export async function gatherValidationData(chains: CertificateChain[]): Promise<ValidationData> {
  const found: ValidationData = { certificates: [], ocsps: [], crls: [] };
  const done = new Set<string>();
  for (const { certificate, others } of chains) {
    const path = await completed(pathFrom(certificate, others));
    add(found.certificates, ...path.map(({ raw }) => raw));
    for (const [index, each] of path.slice(0, -1).entries()) {
      if (done.has(each.fingerprint256)) continue;
      done.add(each.fingerprint256);
      await addRevocation(found, each, path[index + 1]);
    }
  }
  return found;
}

/** With the issuers that did not come along, from where the certificates say that these are. */
async function completed(path: X509Certificate[]): Promise<X509Certificate[]> {
  while (!isSelfSigned(path.at(-1)!)) {
    const last = path.at(-1)!;
    const [address] = accessOf(last, 'CA Issuers');
    if (!address || path.length >= LONGEST_CHAIN)
      throw new Error(
        `Who issued the certificate of ${nameOf(last)} is not known: put its certificate beside the seal's`,
      );
    const issuer = new X509Certificate(await askService(address, {}, LIMITS));
    if (!last.checkIssued(issuer) || !last.verify(issuer.publicKey))
      throw new Error(`${address.href} is not the certificate of who issued that of ${nameOf(last)}`);
    path.push(issuer);
  }
  return path;
}

async function addRevocation(
  found: ValidationData,
  certificate: X509Certificate,
  issuer: X509Certificate,
): Promise<void> {
  const failures: string[] = [];
  for (const [list, fetch] of sourcesOf(certificate, issuer)) {
    try {
      const [bytes, said] = await fetch();
      if (!said) throw new Error('the answer is about other certificates');
      if (said.revokedAt)
        throw new Revoked(`The certificate of ${nameOf(certificate)} was revoked at ${said.revokedAt.toISOString()}`);
      return add(found[list], bytes);
    } catch (error) {
      if (error instanceof Revoked) throw error;
      failures.push((error as Error).message);
    }
  }
  const why = failures.join('; ') || 'it names neither an OCSP responder nor a revocation list';
  throw new Error(`Whether the certificate of ${nameOf(certificate)} was revoked could not be learned: ${why}`);
}

class Revoked extends Error {}

type Fetched = Promise<[bytes: Buffer, said: RevocationSaid | null]>;

/** Where to ask, OCSP responders first: their answers are small. */
function sourcesOf(certificate: X509Certificate, issuer: X509Certificate): ['ocsps' | 'crls', () => Fetched][] {
  const query = ocspQuery(certificate, issuer);
  const headers = { 'Content-Type': 'application/ocsp-request', Accept: 'application/ocsp-response' };
  return [
    ...accessOf(certificate, 'OCSP').map((address): ['ocsps', () => Fetched] => [
      'ocsps',
      async () => {
        const bytes = await askService(address, { body: query, headers }, LIMITS);
        return [bytes, readOcsp(bytes, certificate, issuer)];
      },
    ]),
    ...revocationListsOf(certificate).map((address): ['crls', () => Fetched] => [
      'crls',
      async () => {
        const bytes = await askService(address, {}, LIMITS);
        return [bytes, readRevocationList(bytes, certificate, issuer)];
      },
    ]),
  ];
}

/** A question for one certificate (RFC 6960, 4.1). SHA-1 only names the issuer here, and every responder knows it. */
function ocspQuery(certificate: X509Certificate, issuer: X509Certificate): Buffer {
  const digest = (bytes: Buffer) => octets(createHash('sha1').update(bytes).digest());
  const id = sequence(
    sequence(objectId(SHA1), nothing),
    digest(namesIn(issuer).subject),
    digest(keyBitsOf(issuer)),
    integer(serialOf(certificate)),
  );
  return sequence(sequence(sequence(sequence(id))));
}

/** Whether a certificate says where it is told if it was revoked: without that, no long-term seal can be made under it. */
export const namesRevocation = (certificate: X509Certificate): boolean =>
  accessOf(certificate, 'OCSP').length + revocationListsOf(certificate).length > 0;

function accessOf({ infoAccess }: X509Certificate, kind: 'OCSP' | 'CA Issuers'): URL[] {
  const lines = (infoAccess ?? '').split('\n').map((line) => line.trim());
  return addresses(
    lines.flatMap((line) => (line.startsWith(`${kind} - URI:`) ? line.slice(`${kind} - URI:`.length) : [])),
  );
}

const revocationListsOf = ({ raw }: X509Certificate): URL[] => addresses(urisBehind(readDer(raw), CRL_POINTS));

const addresses = (texts: string[]): URL[] =>
  texts
    .filter((text) => URL.canParse(text) && /^https?:/.test(text))
    .slice(0, MOST_ADDRESSES)
    .map((text) => new URL(text));

/** The addresses (`[6]`) in the extension of this type. */
function urisBehind(certificate: Der, type: string): string[] {
  const extension = elementsIn(certificate).find(
    ({ tag, content }) => tag === 0x30 && content.indexOf(objectId(type)) === 0,
  );
  if (!extension) return [];
  const value = elementsIn(extension).find(({ tag }) => tag === 0x04);
  const names = value ? elementsIn(readDer(value.content)) : [];
  return names.filter(({ tag }) => tag === 0x86).map(({ content }) => content.toString('latin1'));
}

/** An element and everything inside it. */
function elementsIn(element: Der): Der[] {
  const inside = (element.tag & 0x20) !== 0 ? childrenOf(element).flatMap(elementsIn) : [];
  return [element, ...inside];
}

function add(list: Buffer[], ...more: Buffer[]): void {
  for (const each of more) if (!list.some((known) => known.equals(each))) list.push(each);
}

const nameOf = ({ subject }: X509Certificate): string => subject.replace(/\n/g, ', ');
