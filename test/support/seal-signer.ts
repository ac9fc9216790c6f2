import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createPrivateKey, createSign, webcrypto } from 'node:crypto';

/** A self-made certificate and its key, as a document signer; `pem` for outside judges. */
export async function aSealSigner(name = 'CN=Placet test seal') {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    serialNumber: '01',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    keys: keys,
    signingAlgorithm: algorithm,
  });
  const key = createPrivateKey({
    key: Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    certificate: new Uint8Array(certificate.rawData),
    certificateChain: [],
    keyType: 'EC' as const,
    sign: (data: Uint8Array) => Promise.resolve(new Uint8Array(createSign('sha256').update(data).sign(key))),
    pem: certificate.toString('pem'),
  };
}
