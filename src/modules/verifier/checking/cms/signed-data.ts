import { createHash } from 'node:crypto';
import { childrenOf, context, listOf, required, oidOf, readDer, smallInteger, TAGS, type Der } from './der';
import { Flaw } from '../findings';

export const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** SHA-1 and what is older prove nothing any more. */
const DIGESTS: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** A CMS SignedData (RFC 5652) with one signer, taken apart. */
export interface SignedData {
  contentType: string;
  /** What is signed, where it lies inside. */
  content: Buffer | null;
  /** DER, in their order. */
  certificates: Buffer[];
  digest: string;
  /** Issuer and serial number of the signer's certificate as it names them; or its key identifier. */
  signer: { issuer: Buffer; serial: Buffer } | { keyId: Buffer };
  /** The signed attributes as they were signed, and by their types. */
  signed: { bytes: Buffer; values: Map<string, Der> };
  unsigned: Map<string, Der>;
  algorithm: { oid: string; parameters: Der | undefined };
  signature: Buffer;
}

/** Reads a signature strictly: whatever nothing signs has one spelling, so that no byte can be changed unseen. Throws a Flaw. */
export function readSignedData(bytes: Buffer): SignedData {
  const [type, wrapped, ...more] = listOf(readDer(bytes), 'The signature');
  if (oidOf(type, 'The type of the signature') !== OIDS.signedData || more.length > 0)
    throw new Flaw('The signature is no CMS SignedData');
  const [inner, ...others] = listOf(wrapped, 'The signed data', context(0));
  if (others.length > 0) throw new Flaw('The signed data has something behind it');
  const [version, algorithms, encapsulated, ...rest] = listOf(inner, 'The signed data');
  const certificates = rest[0]?.tag === context(0) ? childrenOf(rest.shift()!) : [];
  if (rest.length !== 1) throw new Flaw('The signed data has lists that are not understood, or none of signers');
  const [signerInfo, ...otherSigners] = listOf(rest[0], 'The list of signers', TAGS.set);
  if (otherSigners.length > 0) throw new Flaw('There are several signers; one is accepted');
  const { contentType, content } = readContent(encapsulated);
  const signer = readSigner(signerInfo);
  requireVersion(version, contentType, signer);
  const [algorithm, ...otherAlgorithms] = listOf(algorithms, 'The list of digests', TAGS.set);
  if (otherAlgorithms.length > 0 || digestOf(algorithm) !== signer.digest)
    throw new Flaw('The digests that are announced are not the one that is used');
  return { contentType, content, certificates: certificates.map(certificateIn), ...signer };
}

/** RFC 5652, 5.1: 3 where the content is another one than data, or the signer is named by a key; else 1. */
function requireVersion(version: Der, contentType: string, { signer }: Pick<SignedData, 'signer'>): void {
  const expected = contentType !== OIDS.data || 'keyId' in signer ? 3 : 1;
  if (smallInteger(version, 'The version of the signed data') !== expected)
    throw new Flaw('The version of the signed data is not the one that belongs to its content');
}

function certificateIn({ tag, whole }: Der): Buffer {
  if (tag !== TAGS.sequence) throw new Flaw('There is a certificate of an unknown kind');
  return whole;
}

function readContent(element: Der): Pick<SignedData, 'contentType' | 'content'> {
  const [type, wrapped, ...more] = listOf(element, 'The content');
  if (more.length > 0) throw new Flaw('The content has something behind it');
  const contentType = oidOf(type, 'The type of the content');
  if (!wrapped) return { contentType, content: null };
  const [content, ...others] = listOf(wrapped, 'The content', context(0));
  if (others.length > 0) throw new Flaw('The content has something behind it');
  return { contentType, content: required(content, TAGS.octets, 'The content').content };
}

function readSigner(element: Der): Omit<SignedData, 'contentType' | 'content' | 'certificates'> {
  const [version, named, digest, ...rest] = listOf(element, 'The signer');
  const signer = readName(named);
  if (smallInteger(version, 'The version of the signer') !== ('keyId' in signer ? 3 : 1))
    throw new Flaw('The version of the signer is not the one that belongs to its name');
  const attributes = required(rest.shift(), context(0), 'The list of signed attributes');
  const [algorithm, signature, unsigned, ...more] = rest;
  if (more.length > 0) throw new Flaw('The signer has something behind it');
  const [oid, parameters, ...others] = listOf(algorithm, 'The algorithm of the signature');
  if (others.length > 0) throw new Flaw('The algorithm of the signature has something behind it');
  const bytes = Buffer.from(attributes.whole);
  bytes[0] = TAGS.set; // what is signed is the list as a SET OF, not as it is tagged here (RFC 5652, 5.4)
  return {
    signer,
    digest: digestOf(digest),
    signed: { bytes, values: attributesIn(attributes) },
    algorithm: { oid: oidOf(oid, 'The algorithm of the signature'), parameters },
    signature: required(signature, TAGS.octets, 'The signature value').content,
    unsigned: unsigned
      ? attributesIn(required(unsigned, context(1), 'The list of unsigned attributes'))
      : new Map<string, Der>(),
  };
}

function readName(element: Der): SignedData['signer'] {
  if (element?.tag === 0x80) return { keyId: element.content };
  const [issuer, serial, ...more] = listOf(element, 'The name of the signer');
  if (more.length > 0) throw new Flaw('The name of the signer has something behind it');
  return {
    issuer: required(issuer, TAGS.sequence, 'The issuer').whole,
    serial: required(serial, TAGS.integer, 'The serial number').content,
  };
}

/** Attributes by their types; each is there once with one value. */
function attributesIn(list: Der): Map<string, Der> {
  const values = new Map<string, Der>();
  for (const attribute of childrenOf(list)) {
    const [type, set, ...more] = listOf(attribute, 'An attribute');
    const oid = oidOf(type, 'The type of an attribute');
    const [value, ...others] = listOf(set, `The attribute ${oid}`, TAGS.set);
    if (!value || more.length + others.length > 0 || values.has(oid))
      throw new Flaw(`The attribute ${oid} has not exactly one value`);
    values.set(oid, value);
  }
  return values;
}

/** The digest that an AlgorithmIdentifier names, as node calls it. */
export function digestOf(element: Der): string {
  const [oid, parameters, ...more] = listOf(element, 'The digest');
  requireNoParameters(parameters, 'The digest');
  const name = oidOf(oid, 'The digest');
  if (more.length > 0 || !Object.hasOwn(DIGESTS, name)) throw new Flaw(`The digest ${name} is not accepted`);
  return DIGESTS[name];
}

export function requireNoParameters(parameters: Der | undefined, what: string): void {
  if (parameters && (parameters.tag !== TAGS.null || parameters.content.length > 0))
    throw new Flaw(`${what} has parameters that are not understood`);
}

export const hash = (digest: string, ...parts: Uint8Array[]): Buffer => {
  const hasher = createHash(digest);
  for (const part of parts) hasher.update(part);
  return hasher.digest();
};
