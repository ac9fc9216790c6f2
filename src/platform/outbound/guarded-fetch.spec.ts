import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardedFetch, reachable } from './guarded-fetch';
import { NotFetched } from './not-fetched';

const limits = { milliseconds: 120_000, bytes: 1000 };
const nowhere = { networks: [], loopback: false };
const get = { method: 'GET', headers: {} };

describe('What may be reached', () => {
  it('is the open internet, and a network that an administrator lists', () => {
    const reach = reachable({ networks: ['10.1.0.0/16', 'fd12::/16'], loopback: false });
    expect(['8.8.8.8', '10.1.2.3', 'fd12::7'].map(reach)).toEqual([true, true, true]);
    expect(['10.2.0.1', '192.168.1.1', 'fd13::7', 'example.com', ''].map(reach)).toEqual(Array(5).fill(false));
  });

  it('is never this machine, its links or what clouds tell secrets by, whatever is listed', () => {
    const reach = reachable({ networks: ['0.0.0.0/0', '::/0'], loopback: false });
    for (const address of ['127.0.0.1', '127.9.9.9', '169.254.169.254', '::1', 'fe80::1', 'fd00:ec2::254'])
      expect([address, reach(address)]).toEqual([address, false]);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'here/8', '/8'])('is no %j', (network) => {
    expect(() => reachable({ networks: [network], loopback: false })).toThrow('no network');
  });
});

describe('A call', () => {
  it.each([
    ...[
      'http://example.com',
      'https://user:secret@example.com',
      'https://127.0.0.1',
      'https://2130706433',
      'https://0x7f.1',
    ],
    ...[
      'https://[::ffff:127.0.0.1]',
      'https://169.254.169.254',
      'https://10.0.0.1',
      'ftp://example.com',
      'https://localhost',
    ],
  ])('is not made to %s', async (address) => {
    await expect(guardedFetch(new URL(address), get, limits, nowhere)).rejects.toThrow(NotFetched);
  });

  it('to this machine, where that is allowed for tests, answers with status, type and body; never a redirect', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/away') return response.writeHead(302, { Location: '/' }).end();
      if (request.url === '/large') return response.end('x'.repeat(1001));
      response.writeHead(418, { 'Content-Type': 'application/json' }).end(JSON.stringify({ method: request.method }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = (path: string) => new URL(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const here = { networks: [], loopback: true };
    const answer = await guardedFetch(at('/'), { ...get, method: 'POST', body: 'a=1' }, limits, here);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([418, 'application/json']);
    expect(await answer.json()).toEqual({ method: 'POST' });
    await expect(guardedFetch(at('/away'), get, limits, here)).rejects.toThrow('answered 302');
    await expect(guardedFetch(at('/large'), get, limits, here)).rejects.toThrow('larger than 1000 bytes');
    await expect(guardedFetch(at('/'), get, limits, nowhere)).rejects.toThrow('Only https');
    await new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  });
});
