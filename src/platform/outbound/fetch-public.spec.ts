import 'reflect-metadata'; // before @peculiar/x509
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { createServer as createPlainServer } from 'node:net';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Server as TcpServer } from 'node:net';
import { fetchPublic } from './fetch-public';
import { NotFetched } from './not-fetched';

const limits = { milliseconds: 120_000, bytes: 1000 };
let server: Server;
let ca: string;
let port: number;

/** A certificate for localhost, which only a call that is told so trusts. */
async function aCertificate(): Promise<{ key: string; cert: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=localhost',
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
    },
    webcrypto as Crypto,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`, cert: certificate.toString('pem') };
}

beforeAll(async () => {
  const { key, cert } = await aCertificate();
  ca = cert;
  server = createServer({ key, cert }, (request, response) => {
    if (request.url === '/large') return response.end('x'.repeat(1001));
    if (request.url === '/elsewhere') return response.writeHead(302, { Location: '/whole' }).end();
    if (request.url === '/slow') return response.write('begun');
    return response.writeHead(request.url === '/whole' ? 200 : 404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));

/** As if this machine were on the open internet. */
const fetchHere = (path: string) =>
  fetchPublic(
    new URL(`https://localhost:${port}${path}`),
    { ...limits, ...(path === '/slow' && { milliseconds: 200 }) },
    { isPublic: () => true, ca },
  );

describe('A document on the open internet', () => {
  it('is fetched', async () => {
    expect((await fetchHere('/whole')).toString()).toBe('{}');
  });

  it.each([
    ['/missing', /answered 404/],
    ['/elsewhere', /answered 302/],
    ['/large', /larger than 1000 bytes/],
    ['/slow', /did not answer in time/],
  ])('is not when %s', async (path, why) => {
    await expect(fetchHere(path)).rejects.toThrow(why);
  });

  it('is not from a server whose certificate nobody vouches for', async () => {
    const url = new URL(`https://localhost:${port}/whole`);
    await expect(fetchPublic(url, limits, { isPublic: () => true })).rejects.toThrow(NotFetched);
  });
});

describe('What is not on the open internet', () => {
  let canary: TcpServer;
  let touched = 0;

  beforeAll(async () => {
    canary = createPlainServer(() => touched++);
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => canary.close(resolve)));

  it.each([
    ...['https://127.0.0.1', 'https://127.1', 'https://2130706433', 'https://0x7f000001', 'https://0177.0.0.1'],
    ...['https://localhost', 'https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://[::ffff:7f00:1]', 'https://0'],
    ...['https://①②⑦.⓪.⓪.①', 'https://user:secret@127.0.0.1', 'http://127.0.0.1', 'http://localhost'],
  ])('is not even connected to: %s', async (origin) => {
    const url = new URL(origin);
    url.port = String((canary.address() as AddressInfo).port);
    await expect(fetchPublic(url, limits)).rejects.toThrow(NotFetched);
    expect(touched).toBe(0);
  });

  it.each([
    ...['https://169.254.169.254', 'https://10.0.0.1', 'https://[fd00:ec2::254]', 'https://[64:ff9b::7f00:1]'],
    ...['https://100.100.100.200', 'https://192.168.1.1', 'https://[fe80::1]', 'https://[2002:7f00:1::]'],
  ])('is refused as it is written: %s', async (origin) => {
    await expect(fetchPublic(new URL(origin), limits)).rejects.toThrow('not a public address');
  });

  it('is refused when a name leads there by the time of the connection', async () => {
    let asked = 0;
    const isPublic = () => ++asked === 1; // right when it is resolved, wrong when it is connected
    const url = new URL(`https://localhost:${port}/whole`);
    await expect(fetchPublic(url, limits, { isPublic, ca })).rejects.toThrow(NotFetched);
  });
});
