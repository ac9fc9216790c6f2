import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface AuthorityOptions {
  /** Who vouches for its certificate: itself, or an authority below a root, of which this much comes along with each timestamp. */
  issued?: 'by itself' | 'and its issuer comes along' | 'and all above it come along';
  /** Whether a timestamp names the digest of every certificate that comes along (ESSCertIDv2), not of its own only. */
  namesAll?: boolean;
}

/** A timestamp authority on loopback that `openssl ts` answers for. */
export async function aTimestampAuthority({ issued = 'by itself', namesAll = false }: AuthorityOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'placet-tsa-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  put('serial', '01');
  put('tsa.cnf', CONFIGURATION.replace('$chain', namesAll ? 'yes' : 'no'));
  const made = (name: string, subject: string, extensions: string, issuer?: string) => {
    const by = issuer ? ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`] : [];
    const key = ['-nodes', '-newkey', 'rsa:2048', '-keyout', `${name}.key`, '-out', `${name}.pem`];
    openssl(
      ...['req', '-x509', '-config', 'tsa.cnf', '-extensions', extensions, '-days', '3650'],
      ...key,
      ...by,
      '-subj',
      subject,
    );
  };
  if (issued === 'by itself') made('cert', '/CN=Placet test timestamps', 'tsa_cert');
  else {
    made('root', '/CN=Placet test root', 'ca_cert');
    made('issuer', '/CN=Placet test issuer', 'ca_cert', 'root');
    made('cert', '/CN=Placet test timestamps', 'tsa_cert', 'issuer');
  }
  const above = {
    'by itself': ['cert'],
    'and its issuer comes along': ['issuer'],
    'and all above it come along': ['issuer', 'root'],
  };
  put('above.pem', above[issued].map((name) => read(`${name}.pem`)).join(''));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      writeFileSync(join(folder, 'query'), Buffer.concat(chunks));
      openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query', '-out', 'reply');
      response.setHeader('Content-Type', 'application/timestamp-reply');
      response.end(readFileSync(join(folder, 'reply')));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

const CONFIGURATION = `
[req]
distinguished_name = name
[name]
[tsa_cert]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ca_cert]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[tsa]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_cert = cert.pem
certs = above.pem
signer_key = cert.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = $chain
ess_cert_id_alg = sha256
`;
