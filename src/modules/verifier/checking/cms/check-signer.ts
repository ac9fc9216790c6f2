import { constants, verify, X509Certificate, type VerifyKeyObjectInput } from 'node:crypto';
import { childrenOf, context, listOf, numberOf, required, oidOf, readDer, TAGS, type Der } from './der';
import { Flaw } from '../findings';
import { digestOf, hash, OIDS, requireNoParameters, type SignedData } from './signed-data';

/** A certificate that a signature is checked with, or that came along with one. */
export interface Signer {
  certificate: X509Certificate;
  der: Buffer;
  /** Its subject on one line. */
  name: string;
  /** SHA-256 in hex, with colons. */
  fingerprint: string;
}

/** The certificate of the signer, one of those that came along. Throws a Flaw when it is not among them. */
export function signerOf({ signer, certificates }: SignedData): Signer {
  const der = certificates.find((each) => isNamed(each, signer));
  if (!der) throw new Flaw('The certificate of the signer did not come along', 'signer');
  return described(parsed(der));
}

function described(certificate: X509Certificate): Signer {
  const name = certificate.subject.replace(/\n/g, ', ');
  return { certificate, der: certificate.raw, name, fingerprint: certificate.fingerprint256 };
}

function parsed(der: Buffer): X509Certificate {
  try {
    const certificate = new X509Certificate(der);
    if (!certificate.raw.equals(der)) throw new Error('it was read as something else');
    return certificate;
  } catch (error) {
    throw new Flaw(`A certificate cannot be read: ${(error as Error).message}`);
  }
}

/** Issuer and serial number lie behind the version in a certificate (RFC 5280, 4.1). */
function isNamed(der: Buffer, signer: SignedData['signer']): boolean {
  const [body] = listOf(readDer(der), 'A certificate');
  const fields = listOf(body, 'A certificate').filter(({ tag }) => tag !== context(0));
  const [serial, , issuer] = fields;
  if ('keyId' in signer) return keyIdOf(fields)?.equals(signer.keyId) ?? false;
  return serial?.content.equals(signer.serial) && issuer?.whole.equals(signer.issuer);
}

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';

function keyIdOf(fields: Der[]): Buffer | undefined {
  const extensions = fields.find(({ tag }) => tag === context(3));
  const [list] = extensions ? childrenOf(extensions) : [];
  for (const extension of list ? childrenOf(list) : []) {
    const [oid, ...rest] = childrenOf(extension);
    if (oidOf(oid, 'An extension') === SUBJECT_KEY_IDENTIFIER)
      return readDer(required(rest.at(-1), TAGS.octets, 'An extension').content).content;
  }
  return undefined;
}

/** Holds the signed attributes against what is signed. Throws a Flaw that says which. */
export function requireContent({ signed, digest, contentType }: SignedData, content: Uint8Array[]): void {
  const type = signed.values.get(OIDS.contentType);
  if (oidOf(type, 'The attribute contentType') !== contentType)
    throw new Flaw('The attribute contentType names another type');
  const given = required(signed.values.get(OIDS.messageDigest), TAGS.octets, 'The attribute messageDigest').content;
  if (!hash(digest, ...content).equals(given))
    throw new Flaw('What is signed was changed: its digest is not the one in messageDigest', 'messageDigest');
}

/** Holds the signature against the signed attributes and its certificate. Throws a Flaw that says what does not fit. */
export function requireSigned(data: SignedData, { certificate, der }: Signer): void {
  let good: boolean;
  try {
    good = verify(nameOfHash(data), data.signed.bytes, keyFor(data, certificate), data.signature);
  } catch (error) {
    if (error instanceof Flaw) throw error;
    throw new Flaw(`The signature cannot be checked: ${(error as Error).message}`, 'signature algorithm');
  }
  if (!good) throw new Flaw('The signature does not fit the signed attributes', 'signature value');
  requireCertificate(data, der);
}

/** ESS signing-certificate (RFC 5035): which certificate was meant is signed, so that no other can take its place. */
function requireCertificate(data: SignedData, der: Buffer): void {
  const [{ digest, expected }] = namedCertificates(data);
  if (!hash(digest, der).equals(expected))
    throw new Flaw('The certificate is not the one that was signed (signing-certificate)', 'signing-certificate');
}

interface NamedCertificate {
  digest: string;
  expected: Buffer;
}

/** The certificates that the signed attributes name by their digests: the signer's first, those above it if they are. */
function namedCertificates({ signed }: SignedData): NamedCertificate[] {
  const [v2, v1] = [signed.values.get(OIDS.signingCertificateV2), signed.values.get(OIDS.signingCertificate)];
  const [ids] = v2 || v1 ? listOf(v2 ?? v1, 'The attribute signing-certificate') : [];
  const named = ids ? listOf(ids, 'The attribute signing-certificate') : [];
  if (named.length === 0) throw new Flaw('Which certificate was meant is not signed (signing-certificate-v2)');
  return named.map((id) => {
    const fields = listOf(id, 'The attribute signing-certificate');
    const says = v2 && fields[0]?.tag === TAGS.sequence;
    const digest = says ? digestOf(fields[0]) : v2 ? 'sha256' : 'sha1';
    return {
      digest,
      expected: required(fields[says ? 1 : 0], TAGS.octets, 'The attribute signing-certificate').content,
    };
  });
}

const ECDSA: Record<string, string> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const RSA: Record<string, string | null> = {
  '1.2.840.113549.1.1.1': null, // names no hash: the one of the digest
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
/** The hash that an algorithm of signatures of certificates, lists and responses names; throws a Flaw for one that is not accepted. */
export function hashOfSignature(oid: string): string {
  const found = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : Object.hasOwn(RSA, oid) ? RSA[oid] : null;
  if (!found) throw new Flaw(`The algorithm ${oid} of the signature is not accepted`);
  return found;
}

const RSA_PSS = '1.2.840.113549.1.1.10';
const ED25519 = '1.3.101.112';

function nameOfHash({ algorithm: { oid }, digest }: SignedData): string | null {
  if (oid === ED25519) return null;
  if (oid === RSA_PSS) return digest;
  const found = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : Object.hasOwn(RSA, oid) ? (RSA[oid] ?? digest) : undefined;
  if (!found) throw new Flaw(`The algorithm ${oid} of the signature is not accepted`);
  if (found !== digest) throw new Flaw('The signature hashes in another way than its digest');
  return found;
}

function keyFor(
  { algorithm: { oid, parameters }, digest }: SignedData,
  certificate: X509Certificate,
): VerifyKeyObjectInput {
  const key = certificate.publicKey;
  const [expected] = oid === ED25519 ? ['ed25519'] : Object.hasOwn(ECDSA, oid) ? ['ec'] : ['rsa'];
  const type = key.asymmetricKeyType === 'rsa-pss' ? 'rsa' : key.asymmetricKeyType;
  if (type !== expected) throw new Flaw('The key of the certificate is of another kind than the signature');
  if (oid !== RSA_PSS) {
    requireNoParameters(parameters, 'The algorithm of the signature');
    return { key, ...(type === 'ec' && { dsaEncoding: 'der' as const }) };
  }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLengthOf(parameters, digest) };
}

/** Of RSASSA-PSS with one hash for everything: the bytes of its salt, as it says (RFC 4055, 3.1); 20 where it does not. */
function saltLengthOf(parameters: Der | undefined, digest: string): number {
  const fields = listOf(parameters, 'The parameters of RSASSA-PSS');
  const [hashed, salt] = [0, 2].map((number) => fields.find(({ tag }) => tag === context(number)));
  const [inner] = hashed ? childrenOf(hashed) : [];
  if (!inner || digestOf(inner) !== digest) throw new Flaw('RSASSA-PSS hashes in another way than the digest');
  return salt ? numberOf(childrenOf(salt)[0], 'The length of the salt') : 20;
}

/**
 * Every certificate that came along must belong to the signer's: nothing else may hide among them. One vouches for the one before
 * it, the root for itself; those that the signed attributes name are what these say. Throws a Flaw. Answers the last one where
 * none of this covers it, as its own issuer did not come along: nothing here shows that it was not changed.
 */
export function requireChain(data: SignedData, signer: Signer): Signer | null {
  const others = data.certificates.filter((each) => !each.equals(signer.der)); // authorities send their own twice
  const isNamedByDigest = namedOf(data, others);
  const left = others.map(parsed);
  let child = signer.certificate;
  while (left.length > 0) {
    const at = left.findIndex((issuer) => child.checkIssued(issuer) && child.verify(issuer.publicKey));
    if (at < 0) throw new Flaw('A certificate came along that does not vouch for the others', 'certificates');
    [child] = left.splice(at, 1);
    if (child.checkIssued(child) && !child.verify(child.publicKey))
      throw new Flaw('A certificate does not vouch for itself, though it says so', 'certificates');
  }
  const covered = child === signer.certificate || child.checkIssued(child) || isNamedByDigest(child.raw);
  return covered ? null : described(child);
}

/** Tells whether the signed attributes name a certificate. Where they name as many as came along, these are the ones. */
function namedOf(data: SignedData, others: Buffer[]): (der: Buffer) => boolean {
  const named = namedCertificates(data);
  const digests = [...new Set(named.map(({ digest }) => digest))];
  const known = new Set(named.map(({ digest, expected }) => `${digest} ${expected.toString('hex')}`));
  const isNamed = (der: Buffer) =>
    digests.some((digest) => known.has(`${digest} ${hash(digest, der).toString('hex')}`));
  if (named.length === others.length + 1 && !others.every(isNamed))
    throw new Flaw('A certificate came along that is not one of those that were signed', 'certificates');
  return isNamed;
}

/** Valid from and to, as the certificate says. */
export function requireValidAt({ certificate }: Signer, at: Date): void {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (at < from) throw new Flaw(`The certificate was not valid yet: it begins at ${from.toISOString()}`);
  if (at > to) throw new Flaw(`The certificate was not valid any more: it ended at ${to.toISOString()}`);
}
