import { createHash } from 'node:crypto';
import { context, listOf, readDer, TAGS } from '../../../verifier/checking/pdf';
import { ascending, integer, nothing, objectId, octets, sequence, setOf, tagged } from './der';

const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};

/** Whose certificates a signature carries. */
export interface CertifiedKey {
  /** DER. */
  certificate: Uint8Array;
  /** DER, the issuer's first. */
  certificateChain: Uint8Array[];
  keyType: 'EC' | 'RSA';
}

/**
 * What is signed of a PAdES baseline signature (EN 319 142-1, table 1): the type of the content, its digest (SHA-256), and
 * which certificate is meant. No signing-time: the standard forbids it, /M and the timestamp say when. As a SET OF, which is
 * the spelling that is signed (RFC 5652, 5.4).
 */
export function signedAttributes(digest: Uint8Array, { certificate }: CertifiedKey): Buffer {
  const { issuer, serial } = nameOf(certificate);
  const issuerSerial = sequence(sequence(tagged(4, issuer)), serial);
  const meant = sequence(octets(createHash('sha256').update(certificate).digest()), issuerSerial);
  return setOf(
    attribute(OIDS.contentType, objectId(OIDS.data)),
    attribute(OIDS.messageDigest, octets(digest)),
    attribute(OIDS.signingCertificateV2, sequence(sequence(meant))),
  );
}

/** The CMS SignedData (RFC 5652) over these attributes, detached, with a timestamp of the signature where there is one. */
export function signedData(
  attributes: Buffer,
  key: CertifiedKey,
  signature: Uint8Array,
  timestamp: Uint8Array | null,
): Buffer {
  const { issuer, serial } = nameOf(key.certificate);
  const digest = sequence(objectId(OIDS.sha256));
  const listed = Buffer.from(attributes);
  listed[0] = context(0);
  const signerInfo = sequence(
    integer(Buffer.from([1])),
    sequence(issuer, serial),
    digest,
    listed,
    key.keyType === 'RSA' ? sequence(objectId(OIDS.rsaWithSha256), nothing) : sequence(objectId(OIDS.ecdsaWithSha256)),
    octets(signature),
    ...(timestamp ? [tagged(1, attribute(OIDS.timestampToken, timestamp))] : []),
  );
  return sequence(
    objectId(OIDS.signedData),
    tagged(
      0,
      sequence(
        integer(Buffer.from([1])),
        setOf(digest),
        sequence(objectId(OIDS.data)),
        tagged(0, ...ascending([key.certificate, ...key.certificateChain])),
        setOf(signerInfo),
      ),
    ),
  );
}

const attribute = (type: string, value: Uint8Array): Buffer => sequence(objectId(type), setOf(value));

/** Issuer and serial number of a certificate, as they stand in it (RFC 5280, 4.1). */
export function nameOf(certificate: Uint8Array): { issuer: Buffer; serial: Buffer } {
  const [body] = listOf(readDer(Buffer.from(certificate)), 'The certificate');
  const fields = listOf(body, 'The certificate').filter(({ tag }) => tag !== context(0));
  const [serial, , issuer] = fields;
  if (serial?.tag !== TAGS.integer || issuer?.tag !== TAGS.sequence) throw new Error('The certificate cannot be read');
  return { issuer: issuer.whole, serial: serial.whole };
}
