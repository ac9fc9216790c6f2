import { KeyObject, verify, X509Certificate, type webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ErrorForPeople, type Settings } from '../../platform/configuration';
import type { DocumentSigner } from './document-signer';
import { LocalDocumentSigner } from './local-document-signer';
import { makeSeal } from './self-made-seal';

/** The seal key cannot be used; the message says why and what to set. */
export class SealKeyRefused extends ErrorForPeople {}

/**
 * The key that seals documents, from SEAL_P12 or from SEAL_CERTIFICATE and SEAL_KEY, checked before anything is served.
 * Without them one is made for this process, except in production: a server that cannot seal would ask people in vain.
 */
export async function loadDocumentSigner(settings: Settings, now: Date): Promise<DocumentSigner> {
  const { SEAL_P12, SEAL_CERTIFICATE, SEAL_KEY, SEAL_P12_PASSWORD = '', SEAL_LEVEL } = settings;
  if (SEAL_P12) return checked(await fromP12(SEAL_P12, SEAL_P12_PASSWORD), 'SEAL_P12', now, SEAL_LEVEL);
  if (SEAL_CERTIFICATE && SEAL_KEY)
    return checked(await fromPem(SEAL_KEY, SEAL_CERTIFICATE), 'SEAL_CERTIFICATE', now, SEAL_LEVEL);
  if (settings.production) throw new SealKeyRefused(NO_SEAL);
  const { key, certificate } = await makeSeal('Placet (made by itself)', now);
  return LocalDocumentSigner.fromPem(key, certificate);
}

const NO_SEAL =
  'There is no key to seal documents with: set SEAL_P12, or SEAL_CERTIFICATE and SEAL_KEY. To try it, make one with ' +
  'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout seal.key -out seal.crt -days 730 -subj /CN=Acme';

async function fromP12(file: string, password: string): Promise<LocalDocumentSigner> {
  const content = await fileOf('SEAL_P12', file);
  // Loaded only where it is needed: it brings a whole PDF library along.
  const { P12Signer } = await import('@libpdf/core');
  try {
    const opened = await P12Signer.create(content, password);
    // The library's own signer hashes with SHA-256 whatever it is asked for when the key is RSA: only its reading is used.
    const { privateKey } = opened as unknown as { privateKey: webcrypto.CryptoKey };
    return new LocalDocumentSigner(KeyObject.from(privateKey), [opened.certificate, ...opened.certificateChain]);
  } catch (error) {
    const why = (error as Error).message;
    throw new SealKeyRefused(
      /password|integrity/i.test(why)
        ? 'SEAL_P12 cannot be opened: set SEAL_P12_PASSWORD to its password'
        : `SEAL_P12 is no usable PKCS#12 file: ${why}`,
    );
  }
}

async function fromPem(keyFile: string, certificateFile: string): Promise<LocalDocumentSigner> {
  const [key, certificate] = [await fileOf('SEAL_KEY', keyFile), await fileOf('SEAL_CERTIFICATE', certificateFile)];
  try {
    return LocalDocumentSigner.fromPem(key.toString('utf8'), certificate.toString('utf8'));
  } catch (error) {
    throw new SealKeyRefused(
      `SEAL_KEY must be an unencrypted private key and SEAL_CERTIFICATE its certificate (and those above it), both PEM: ${(error as Error).message}`,
    );
  }
}

async function fileOf(setting: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new SealKeyRefused(`${setting} names a file that cannot be read: ${(error as Error).message}`);
  }
}

async function checked(
  signer: LocalDocumentSigner,
  setting: string,
  now: Date,
  level: string | undefined,
): Promise<DocumentSigner> {
  const ordered = await ownCertificateFirst(signer);
  if (!ordered) throw new SealKeyRefused(`${setting}: the key is not the one of the certificate`);
  const certificate = new X509Certificate(ordered.certificate);
  const flaw = flawOfTime(certificate, now) ?? flawOfKey(certificate) ?? flawOfLevel(ordered, level);
  if (flaw) throw new SealKeyRefused(`${setting}: ${flaw}`);
  return ordered;
}

/** Files list certificates in any order. Whose key it is a signature tells; null when nobody's. */
async function ownCertificateFirst(signer: LocalDocumentSigner): Promise<DocumentSigner | null> {
  const sample = Buffer.from('placet');
  const signature = await signer.sign(sample, 'SHA-256');
  const all = [signer.certificate, ...signer.certificateChain];
  const own = all.find((each) => verify('sha256', sample, new X509Certificate(each).publicKey, signature));
  return own ? signer.withCertificates([own, ...all.filter((each) => each !== own)]) : null;
}

function flawOfTime({ validFrom, validTo }: X509Certificate, now: Date): string | undefined {
  if (new Date(validFrom) > now) return `the certificate is not valid before ${validFrom}`;
  if (new Date(validTo) <= now) return `the certificate expired at ${validTo}. Set a new one`;
  return undefined;
}

function flawOfKey({ publicKey }: X509Certificate): string | undefined {
  const { modulusLength = 0, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  const good =
    (publicKey.asymmetricKeyType === 'rsa' && modulusLength >= 2048) ||
    (publicKey.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1');
  return good ? undefined : 'the key must be RSA with at least 2048 bits, or EC on the curve P-256';
}

/** The type of the extension that names revocation lists, as it stands in a certificate (RFC 5280, 4.2.1.13). */
const NAMES_REVOCATION_LISTS = Buffer.from('0603551d1f', 'hex');

/** What is sealed for long holds that no certificate above it was revoked: each but the root has to say where that is told. */
function flawOfLevel({ certificate, certificateChain }: DocumentSigner, level: string | undefined): string | undefined {
  if (level !== 'B-LT' && level !== 'B-LTA') return undefined;
  const silent = [certificate, ...certificateChain]
    .map((der) => new X509Certificate(der))
    .filter((each) => !each.checkIssued(each))
    .find(({ infoAccess, raw }) => !infoAccess?.includes('OCSP - URI:') && !raw.includes(NAMES_REVOCATION_LISTS));
  const name = silent?.subject.replace(/\n/g, ', ');
  return (
    name &&
    `SEAL_LEVEL ${level} needs certificates that name an OCSP responder or a revocation list, and ${name} names none`
  );
}
