import { execFileSync } from 'node:child_process';
import { createPrivateKey, createSign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority on loopback made with openssl: it answers OCSP, has a revocation list, and a timestamp authority below it. */
export async function aCertificateAuthority() {
  const folder = mkdtempSync(join(tmpdir(), 'placet-ca-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  const read = (name: string) => readFileSync(join(folder, name));
  const asked: string[] = [];
  const down = new Set<string>();
  const answers: Record<string, () => string> = {
    '/ocsp': () => {
      const signer = ['-rsigner', 'ocsp.pem', '-rkey', 'ocsp.key'];
      openssl(
        'ocsp',
        '-index',
        'index.txt',
        '-CA',
        'root.pem',
        ...signer,
        '-reqin',
        'query',
        '-respout',
        'reply',
        '-ndays',
        '1',
      );
      return 'reply';
    },
    '/crl': () => {
      openssl('ca', '-config', 'ca.cnf', '-gencrl', '-out', 'crl.pem');
      openssl('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'reply');
      return 'reply';
    },
    '/root': () => 'root.der',
    '/tsa': () => {
      openssl('ts', '-reply', '-config', 'ca.cnf', '-queryfile', 'query', '-out', 'reply');
      return 'reply';
    },
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? '';
      asked.push(path);
      if (down.has(path) || !answers[path]) return response.writeHead(503).end();
      put('query', body);
      response.end(read(answers[path]()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  put('ca.cnf', CONFIGURATION.replaceAll('$url', url));
  put('index.txt', '');
  put('serial', '1000');
  put('crlnumber', '01');
  put('tsaserial', '01');
  const key = (name: string) =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);
  key('root');
  openssl(
    ...['req', '-x509', '-config', 'ca.cnf', '-extensions', 'root', '-days', '3650', '-key', 'root.key'],
    ...['-subj', '/CN=Placet test root', '-out', 'root.pem'],
  );
  openssl('x509', '-in', 'root.pem', '-outform', 'DER', '-out', 'root.der');
  const issue = (name: string, extensions: string, days = 365): string => {
    key(name);
    openssl(
      'req',
      '-new',
      '-config',
      'ca.cnf',
      '-key',
      `${name}.key`,
      '-subj',
      `/CN=Placet test ${name}`,
      '-out',
      `${name}.csr`,
    );
    openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-extensions',
      extensions,
      '-days',
      String(days),
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      '-notext',
    );
    openssl('x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
    return name;
  };
  issue('ocsp', 'ocsp');
  issue('timestamps', 'timestamps');
  return {
    url,
    timestampUrl: `${url}/tsa`,
    root: read('root.pem').toString(),
    /** The paths that were asked, in their order. */
    asked,
    /** Paths that answer 503. */
    down,
    timestampCertificate: () => read('timestamps.pem'),
    /** Another certificate and key for the timestamps from now on. */
    renewTimestamps: (days: number) => issue('timestamps', 'timestamps', days),
    revoke: (name: string) => openssl('ca', '-config', 'ca.cnf', '-revoke', `${name}.pem`),
    /** A document signer below the authority; `extensions`: `seal` names OCSP, `listed` a revocation list only, `silent` neither. */
    signer: (name: string, extensions: 'seal' | 'listed' | 'silent' = 'seal') => {
      issue(name, extensions);
      const own = createPrivateKey(read(`${name}.key`));
      return {
        certificate: new Uint8Array(read(`${name}.der`)),
        certificateChain: [] as Uint8Array[],
        keyType: 'EC' as const,
        sign: (data: Uint8Array) => Promise.resolve(new Uint8Array(createSign('sha256').update(data).sign(own))),
        files: { key: join(folder, `${name}.key`), certificate: join(folder, `${name}.pem`) },
      };
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const CONFIGURATION = `
[req]
distinguished_name = name
[name]
[ca]
default_ca = authority
[authority]
database = index.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = .
certificate = root.pem
private_key = root.key
default_md = sha256
default_crl_days = 1
policy = any
unique_subject = no
[any]
commonName = supplied
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[seal]
keyUsage = critical,digitalSignature,nonRepudiation
authorityInfoAccess = OCSP;URI:$url/ocsp,caIssuers;URI:$url/root
[listed]
keyUsage = critical,digitalSignature,nonRepudiation
authorityInfoAccess = caIssuers;URI:$url/root
crlDistributionPoints = URI:$url/crl
[silent]
keyUsage = critical,digitalSignature,nonRepudiation
[ocsp]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
[timestamps]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
authorityInfoAccess = OCSP;URI:$url/ocsp,caIssuers;URI:$url/root
[tsa]
default_tsa = stamper
[stamper]
serial = tsaserial
crypto_device = builtin
signer_cert = timestamps.pem
certs = root.pem
signer_key = timestamps.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
