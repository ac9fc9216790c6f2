import { createHash, verify, X509Certificate } from 'node:crypto';
import { Flaw } from '../findings';
import { hashOfSignature } from './check-signer';
import { childrenOf, context, listOf, oidOf, readDer, required, TAGS, timeOf, type Der } from './der';

/** What an OCSP response (RFC 6960) or a revocation list (RFC 5280, 5) says of a certificate. */
export interface RevocationSaid {
  by: 'OCSP' | 'CRL';
  /** Null: not revoked. */
  revokedAt: Date | null;
  from: Date;
  /** When the next one was due; null where that is not said. */
  until: Date | null;
}

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const BASIC_OCSP = '1.3.6.1.5.5.7.48.1.1';
const [BIT_STRING, ENUMERATED] = [0x03, 0x0a];
const HASHES: Record<string, string> = { '1.3.14.3.2.26': 'sha1', '2.16.840.1.101.3.4.2.1': 'sha256' };

/** What an OCSP response says of a certificate; null when it is about others. Throws a Flaw when nobody who may has signed it. */
export function readOcsp(
  response: Buffer,
  certificate: X509Certificate,
  issuer: X509Certificate,
): RevocationSaid | null {
  const [status, wrapped] = listOf(readDer(response), 'The OCSP response');
  if (status?.tag !== ENUMERATED || status.content[0] !== 0) throw new Flaw('The OCSP responder refused to answer');
  const [bytes] = listOf(wrapped, 'The OCSP response', context(0));
  const [type, basic] = listOf(bytes, 'The OCSP response');
  if (oidOf(type, 'The OCSP response') !== BASIC_OCSP) throw new Flaw('The OCSP response is of an unknown kind');
  const [data, algorithm, signature, along] = listOf(
    readDer(required(basic, TAGS.octets, 'The OCSP response').content),
    'It',
  );
  const certificates = along ? childrenOf(childrenOf(along)[0]).map(({ whole }) => new X509Certificate(whole)) : [];
  const signers = [issuer, ...certificates.filter((each) => mayAnswerFor(each, issuer))];
  if (!signers.some((each) => isSignedBy(data, algorithm, signature, each)))
    throw new Flaw('The OCSP response is not signed by who may answer for the certificate');
  const fields = listOf(data, 'The OCSP response').filter(({ tag }) => tag !== context(0));
  const at = fields.findIndex(({ tag }) => tag === TAGS.time);
  for (const single of listOf(fields[at + 1], 'The OCSP response')) {
    const [id, state, from, next] = listOf(single, 'The OCSP response');
    if (!isAbout(id, certificate, issuer)) continue;
    if (state.tag === 0x82) throw new Flaw('The OCSP responder does not know the certificate');
    const revokedAt = state.tag === context(1) ? timeOf(childrenOf(state)[0], 'The time of the revocation') : null;
    const until = next?.tag === context(0) ? timeOf(childrenOf(next)[0], 'The time of the next update') : null;
    return { by: 'OCSP', revokedAt, from: timeOf(from, 'The time of the OCSP response'), until };
  }
  return null;
}

const mayAnswerFor = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  (certificate.keyUsage ?? []).includes(OCSP_SIGNING) &&
  certificate.checkIssued(issuer) &&
  certificate.verify(issuer.publicKey);

/** A CertID: the issuer by its name and key, and a serial number. */
function isAbout(id: Der, certificate: X509Certificate, issuer: X509Certificate): boolean {
  const [algorithm, name, key, serial] = listOf(id, 'The OCSP response');
  const hash = HASHES[oidOf(listOf(algorithm, 'The OCSP response')[0], 'The OCSP response')];
  if (!hash || !serial?.content.equals(serialOf(certificate))) return false;
  const digest = (bytes: Buffer) => createHash(hash).update(bytes).digest();
  return name.content.equals(digest(namesIn(issuer).subject)) && key.content.equals(digest(keyBitsOf(issuer)));
}

/** What a revocation list says of a certificate; null when it is another issuer's. Throws a Flaw when that one has not signed it. */
export function readRevocationList(
  list: Buffer,
  certificate: X509Certificate,
  issuer: X509Certificate,
): RevocationSaid | null {
  const [data, algorithm, signature] = listOf(readDer(list), 'The revocation list');
  const fields = listOf(data, 'The revocation list').filter(({ tag }) => tag !== TAGS.integer);
  const [, name, from, ...rest] = fields;
  if (!name?.whole.equals(namesIn(issuer).subject)) return null;
  if (!isSignedBy(data, algorithm, signature, issuer))
    throw new Flaw('The revocation list is not signed by its issuer');
  const until = rest[0] && [TAGS.utcTime, TAGS.time].includes(rest[0].tag as 23) ? timeOf(rest.shift(), 'It') : null;
  const entries = rest[0]?.tag === TAGS.sequence ? childrenOf(rest[0]) : [];
  const own = entries.map(childrenOf).find(([serial]) => serial?.content.equals(serialOf(certificate)));
  const revokedAt = own ? timeOf(own[1], 'The time of the revocation') : null;
  return { by: 'CRL', revokedAt, from: timeOf(from, 'The time of the revocation list'), until };
}

function isSignedBy(data: Der, algorithm: Der, signature: Der, { publicKey }: X509Certificate): boolean {
  const bits = required(signature, BIT_STRING, 'The signature').content;
  const hash = hashOfSignature(oidOf(listOf(algorithm, 'The algorithm')[0], 'The algorithm'));
  try {
    return verify(hash, data.whole, publicKey, bits.subarray(1));
  } catch {
    return false; // a key of another kind
  }
}

const bodyOf = ({ raw }: X509Certificate): Der[] =>
  listOf(listOf(readDer(raw), 'A certificate')[0], 'A certificate').filter(({ tag }) => tag !== context(0));

export const serialOf = (certificate: X509Certificate): Buffer => bodyOf(certificate)[0].content;

export function namesIn(certificate: X509Certificate): { issuer: Buffer; subject: Buffer } {
  const [, , issuer, , subject] = bodyOf(certificate);
  return { issuer: issuer.whole, subject: subject.whole };
}

/** The bits of the public key, without their tag: what a CertID has the digest of. */
export function keyBitsOf(certificate: X509Certificate): Buffer {
  const [, bits] = listOf(bodyOf(certificate)[5], 'A certificate');
  return required(bits, BIT_STRING, 'A certificate').content.subarray(1);
}

/** What the first of these that speaks of a certificate says, in the order of their times; null when none does. */
export function revocationOf(
  certificate: X509Certificate,
  issuer: X509Certificate,
  { ocsps, crls }: { ocsps: Buffer[]; crls: Buffer[] },
): RevocationSaid | null {
  const said = [
    ...ocsps.map((each) => soundly(() => readOcsp(each, certificate, issuer))),
    ...crls.map((each) => soundly(() => readRevocationList(each, certificate, issuer))),
  ].flatMap((each) => each ?? []);
  const revoked = said.find(({ revokedAt }) => revokedAt);
  return revoked ?? said.sort((one, other) => other.from.getTime() - one.from.getTime())[0] ?? null;
}

function soundly(read: () => RevocationSaid | null): RevocationSaid | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Flaw) return null;
    throw error;
  }
}

/** The certificates from one to its root, as far as they are here. */
export function pathFrom(certificate: X509Certificate, others: X509Certificate[]): X509Certificate[] {
  const path = [certificate];
  while (!isSelfSigned(path.at(-1)!)) {
    const child = path.at(-1)!;
    const issuer = others.find(
      (each) => !path.includes(each) && child.checkIssued(each) && child.verify(each.publicKey),
    );
    if (!issuer) return path;
    path.push(issuer);
  }
  return path;
}

export const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
