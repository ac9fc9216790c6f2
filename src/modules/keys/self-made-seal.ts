import 'reflect-metadata'; // before @peculiar/x509, which cannot do without
import * as x509 from '@peculiar/x509';
import { createPublicKey, generateKeyPair, randomBytes, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';

/** A private key and a certificate for it that nobody but itself vouches for, both as PEM. */
export interface SelfMadeSeal {
  key: string;
  certificate: string;
}

const YEARS = 10;

/** A P-256 key with a certificate of its own making, for signing documents, valid from a day before `at`. */
export async function makeSeal(name: string, at: Date): Promise<SelfMadeSeal> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `00${randomBytes(15).toString('hex')}`,
      name: [{ CN: [name] }],
      notBefore: new Date(at.getTime() - 24 * 3600 * 1000),
      notAfter: new Date(at.getTime() + YEARS * 365.25 * 24 * 3600 * 1000),
      keys: {
        privateKey: await webcrypto.subtle.importKey(
          'pkcs8',
          privateKey.export({ format: 'der', type: 'pkcs8' }),
          algorithm,
          false,
          ['sign'],
        ),
        publicKey: await webcrypto.subtle.importKey(
          'spki',
          createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
          algorithm,
          true,
          ['verify'],
        ),
      },
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
        // id-kp-documentSigning (RFC 9336)
        new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.36']),
      ],
    },
    webcrypto as Crypto,
  );
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificate: `${certificate.toString('pem')}\n`,
  };
}
