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

/** An RSA key whose certificate an authority has issued; the authority's own comes along. */
export async function anIssuedSealSigner() {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const make = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [authority, own] = await Promise.all([make(), make()]);
  const times = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=Placet test authority', serialNumber: '01', ...times, keys: authority, signingAlgorithm: algorithm },
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...{ subject: 'CN=Placet test seal', issuer: root.subject, serialNumber: '02', ...times },
    ...{ publicKey: own.publicKey, signingKey: authority.privateKey, signingAlgorithm: algorithm },
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', own.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return {
    certificate: new Uint8Array(certificate.rawData),
    certificateChain: [new Uint8Array(root.rawData)],
    keyType: 'RSA' as const,
    sign: (data: Uint8Array) => Promise.resolve(new Uint8Array(createSign('sha256').update(data).sign(key))),
  };
}
