import { verify, X509Certificate } from 'node:crypto';
import { Flaw } from '../findings';
import { childrenOf, context, oidOf, readDer, TAGS, type Der } from './der';
import { hash, OIDS } from './signed-data';

/** What old signatures were made with. None of it is a proof here; it only tells a signature from bytes that look like one. */
const DIGESTS: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const DEEPEST = 32;
const MOST_ELEMENTS = 20_000;

/**
 * Whether a CMS signature that is not judged here (SHA-1, BER, no signing-certificate) is one all the same: its digest is that
 * of the content, and its value fits a certificate that came along. `embeddedSha1`: of the kind `adbe.pkcs7.sha1`, whose own
 * content is the SHA-1 of what it covers.
 */
export function isIntact(bytes: Buffer, covered: Uint8Array[], embeddedSha1: boolean): boolean {
  try {
    const [, wrapped] = childrenOf(readDer(inDer(bytes)));
    const [, , encapsulated, ...rest] = childrenOf(childrenOf(wrapped)[0]);
    const certificates = rest.find(({ tag }) => tag === context(0));
    const signers = rest.find(({ tag }) => tag === TAGS.set);
    if (!certificates || !signers) return false;
    const [signer] = childrenOf(signers);
    const content = embeddedSha1 ? embeddedIn(encapsulated, covered) : covered;
    return content !== null && childrenOf(certificates).some((each) => fits(signer, each.whole, content));
  } catch (error) {
    if (error instanceof Flaw) return false;
    throw error;
  }
}

function embeddedIn(encapsulated: Der, covered: Uint8Array[]): Uint8Array[] | null {
  const [, wrapped] = childrenOf(encapsulated);
  const content = wrapped ? childrenOf(wrapped)[0].content : null;
  return content && hash('sha1', ...covered).equals(content) ? [content] : null;
}

function fits(signer: Der, certificate: Buffer, content: Uint8Array[]): boolean {
  const [, , algorithm, ...rest] = childrenOf(signer);
  const digest = DIGESTS[oidOf(childrenOf(algorithm)[0], 'The digest')];
  const attributes = rest[0]?.tag === context(0) ? rest.shift() : undefined;
  const value = rest.find(({ tag }) => tag === TAGS.octets)?.content;
  if (!digest || !value) return false;
  if (attributes && !isDigestIn(attributes, hash(digest, ...content))) return false;
  const signed = attributes ? [Buffer.from([TAGS.set]), attributes.whole.subarray(1)] : content;
  return isSignedBy(certificate, digest, Buffer.concat(signed), value);
}

const isDigestIn = (attributes: Der, digest: Buffer): boolean =>
  childrenOf(attributes).some((attribute) => {
    const [type, values] = childrenOf(attribute);
    return oidOf(type, 'An attribute') === OIDS.messageDigest && childrenOf(values)[0].content.equals(digest);
  });

function isSignedBy(certificate: Buffer, digest: string, signed: Buffer, value: Buffer): boolean {
  try {
    return verify(digest, signed, new X509Certificate(certificate).publicKey, value);
  } catch {
    return false; // no certificate, or a key of another kind
  }
}

/** BER as DER: lengths that are said, and texts in one piece. The order of sets is left as it is. */
function inDer(bytes: Buffer): Buffer {
  let elements = 0;
  const read = (at: number, depth: number): { der: Buffer; next: number } => {
    if (depth > DEEPEST || ++elements > MOST_ELEMENTS || at + 2 > bytes.length) throw new Flaw('It is no BER');
    const [tag, first] = [bytes[at], bytes[at + 1]];
    const isOpen = first === 0x80;
    const count = first > 0x80 ? first & 0x7f : 0;
    if ((tag & 0x1f) === 0x1f || count > 4) throw new Flaw('It is no BER');
    const from = at + 2 + count;
    const end = isOpen ? bytes.length : from + (count > 0 ? bytes.readUIntBE(at + 2, count) : first);
    if (end > bytes.length) throw new Flaw('It is no BER');
    if ((tag & 0x20) === 0) return { der: element(tag, bytes.subarray(from, end)), next: end };
    const parts: Buffer[] = [];
    let place = from;
    while (place < end && !(isOpen && bytes[place] === 0 && bytes[place + 1] === 0)) {
      const part = read(place, depth + 1);
      parts.push(part.der);
      place = part.next;
    }
    const next = isOpen ? place + 2 : end;
    const inOnePiece = tag === (TAGS.octets | 0x20);
    const content = Buffer.concat(inOnePiece ? parts.map((part) => readDer(part).content) : parts);
    return { der: element(inOnePiece ? TAGS.octets : tag, content), next };
  };
  return read(0, 0).der;
}

function element(tag: number, content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(
    content.length
      .toString(16)
      .padStart(8, '0')
      .replace(/^(00)+/, ''),
    'hex',
  );
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}
