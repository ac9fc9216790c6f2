import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { aConsent, type Created } from '../support/asking';
import { eventually } from '../support/eventually';
import { describeWithJudge } from '../support/judges';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** The proxies of `ops/` as they are there, but for addresses, paths of certificates and the right to port 443. */
const PROXIES = {
  nginx: {
    debianPackage: 'nginx-light',
    start(folder: string, port: number, upstream: number): ChildProcess {
      const site = ops('nginx/placet.conf')
        .replace('127.0.0.1:3000', `127.0.0.1:${upstream}`)
        .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
        .replaceAll('/etc/ssl/placet/', `${folder}/`);
      const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${folder}/${name};`,
      );
      writeFileSync(
        join(folder, 'nginx.conf'),
        `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${places.join(' ')} ${site} }`,
      );
      return spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' });
    },
  },
  haproxy: {
    debianPackage: 'haproxy',
    start(folder: string, port: number, upstream: number): ChildProcess {
      const configuration = ops('haproxy/haproxy.cfg')
        .replace('127.0.0.1:3000', `127.0.0.1:${upstream}`)
        .replace('bind :443', `bind 127.0.0.1:${port}`)
        .replaceAll('/etc/ssl/placet/', `${folder}/`);
      writeFileSync(join(folder, 'haproxy.cfg'), configuration);
      return spawn('haproxy', ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: 'ignore' });
    },
  },
};

const ops = (path: string): string => readFileSync(join(__dirname, '../../ops', path), 'utf8');

for (const [name, proxy] of Object.entries(PROXIES)) {
  describeWithJudge(name, proxy.debianPackage, `Behind ${name}`, () => {
    let server: TestServer;
    let organization: TestOrganization;
    let folder: string;
    let port: number;
    let running: ChildProcess;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), `placet-${name}-`));
      chmodSync(folder, 0o755); // nginx writes bodies as a user of its own
      execFileSync('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
        ...['-subj', '/CN=placet.example.com', '-keyout', join(folder, 'privkey.pem')],
        ...['-out', join(folder, 'fullchain.pem')],
      ]);
      copyFileSync(join(folder, 'fullchain.pem'), join(folder, 'placet.pem'));
      writeFileSync(join(folder, 'placet.pem'), readFileSync(join(folder, 'privkey.pem')), { flag: 'a' });
      server = await startServer({
        environment: { TRUST_PROXY: '1', PUBLIC_URL: 'https://placet.example.com', DELIVERY: 'off' },
      });
      organization = await server.organization();
      port = await freePort();
      running = proxy.start(folder, port, Number(new URL(server.url).port));
      await eventually(async () => expect((await through('GET', '/health/ready')).status).toBe(200));
    });
    afterAll(async () => {
      running.kill('SIGTERM');
      await once(running, 'exit');
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const through = (method: string, path: string, { headers = {}, body }: Sent = {}): Promise<Answered> =>
      new Promise((resolve, reject) => {
        const call = ask(
          {
            agent: false,
            host: '127.0.0.1',
            port,
            path,
            method,
            headers,
            rejectUnauthorized: false,
            servername: 'placet.example.com',
          },
          (response) =>
            void text(response).then((told) => resolve({ status: response.statusCode!, text: told }), reject),
        );
        call.once('error', reject).end(body);
      });

    const signed = (method: string, path: string, body?: string): Promise<Answered> => {
      const headers = organization.sign(method, path, body ?? '', { version: 2 });
      if (body !== undefined) headers['Content-Type'] = 'application/json';
      return through(method, path, { headers, body });
    };

    it('signed calls arrive as they were sent, large ones and odd paths too', async () => {
      const content = { contacts: ['ana@example.com'], credentials: [aConsent('x'.repeat(90))] };
      const answer = await signed('POST', '/v1/request', JSON.stringify(content));
      expect([answer.status, answer.text]).toEqual([201, answer.text]);
      const [{ link }] = (JSON.parse(answer.text) as Created).subjects;
      expect(link).toMatch(/^https:\/\/placet\.example\.com\/link\//);
      expect((await signed('GET', '/v1/request?search=a%2F%2Fb%20c&pageSize=5')).status).toBe(200);
      const large = await signed('POST', '/v1/request', JSON.stringify({ ...content, name: 'x'.repeat(20_000_000) }));
      expect([large.status, (JSON.parse(large.text) as { code: string }).code]).toEqual([400, 'validation_failed']);
    });

    it('the address that counts is the one that the proxy saw, whatever the client says', async () => {
      const guesses: number[] = [];
      for (let n = 0; n < 61; n++) {
        const headers = { 'X-Forwarded-For': `203.0.113.${n}`, authorization: `Bearer placet_${'x'.repeat(28)}${n}` };
        guesses.push((await through('GET', '/v1/me', { headers })).status);
      }
      expect(guesses.filter((status) => status === 401)).toHaveLength(60);
      expect(guesses.at(-1)).toBe(429);
    });

    it('the metrics stay inside', async () => {
      expect((await through('GET', '/metrics')).status).toBe(404);
    });
  });
}

interface Sent {
  headers?: Record<string, string>;
  body?: string;
}

interface Answered {
  status: number;
  text: string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
