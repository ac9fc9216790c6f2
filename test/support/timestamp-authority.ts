import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A timestamp authority on loopback that `openssl ts` answers for. */
export async function aTimestampAuthority() {
  const folder = mkdtempSync(join(tmpdir(), 'placet-tsa-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'serial'), '01');
  writeFileSync(join(folder, 'tsa.cnf'), CONFIGURATION);
  const subject = ['-subj', '/CN=Placet test timestamps', '-days', '3650', '-nodes', '-newkey', 'rsa:2048'];
  openssl(
    'req',
    '-x509',
    '-config',
    'tsa.cnf',
    '-extensions',
    'tsa_cert',
    ...subject,
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
  );
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
[tsa]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_cert = cert.pem
certs = cert.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
