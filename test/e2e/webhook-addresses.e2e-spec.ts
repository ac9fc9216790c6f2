import { createServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { sql } from '../support/asking';
import { until } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

interface Delivery {
  lastAttempt: { responseStatus: number | null; error: string | null } | null;
}

describe('Where webhooks may not go', () => {
  let canary: TcpServer;
  let strict: TestServer;
  let touched = 0;
  let port: number;
  beforeAll(async () => {
    canary = createServer(() => touched++);
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    port = (canary.address() as AddressInfo).port;
    strict = await startServer({ environment: { PRIVATE_NETWORKS: '10.20.0.0/16, 127.0.0.0/8' } });
  });
  afterAll(async () => {
    await strict.stop();
    await new Promise((resolve) => canary.close(resolve));
  });

  const V4 = [
    ...['127.0.0.1', '127.1', '127.255.255.254', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '017700000001'],
    ...['0.0.0.0', '0', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.254'],
    ...[
      '169.254.169.254',
      '169.254.0.1',
      '100.64.0.1',
      '100.127.255.254',
      '100.100.100.200',
      '192.0.0.1',
      '192.0.0.192',
    ],
    ...['192.0.2.1', '198.18.0.1', '198.19.255.254', '198.51.100.1', '203.0.113.1', '192.88.99.1', '224.0.0.1'],
    ...['239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16.nip.invalid@127.0.0.1', '①②⑦.⓪.⓪.①'],
  ];
  const V6 = [
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:0:1',
      '::ffff:7f00:1',
      '::ffff:10.0.0.1',
      '::ffff:a9fe:a9fe',
      '::127.0.0.1',
    ],
    ...['64:ff9b::7f00:1', '64:ff9b:1::1', 'fc00::1', 'fd00::1', 'fd00:ec2::254', 'fd20:ce::254', 'fe80::1', 'fec0::1'],
    ...['ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '100::1', '3fff::1', '5f00::1'],
  ];
  const table = [...V4, ...V6.map((address) => `[${address}]`), 'localhost', 'LOCALHOST'];

  it.each(table)('is not taken, and not even connected to: %s', async (host) => {
    const caller = await strict.organization();
    const body = { name: 'Test', events: ['test'], url: `https://${host}:${port}/hook` };
    const { body: refused } = await caller.call('post', '/v1/webhooks', body).expect(400);
    expect((refused as { errors: { field: string }[] }).errors[0].field).toBe('url');
    expect(touched).toBe(0);
  });

  it('has sixty rows', () => expect(table.length).toBeGreaterThanOrEqual(60));

  it('is not connected to either when it is in the table already, whatever led there', async () => {
    const caller = await strict.organization();
    const body = { name: 'Test', events: ['test'], url: 'https://hooks.invalid/hook' };
    const { id } = (await caller.call('post', '/v1/webhooks', body).expect(201)).body as { id: string };
    await sql(strict.database, 'UPDATE webhook_endpoints SET url = $2 WHERE id = $1', [
      id,
      `https://localhost:${port}/hook`,
    ]);
    const { body: sent } = await caller.call('post', `/v1/webhooks/${id}/test`).expect(202);
    const path = `/v1/webhooks/${id}/deliveries/${(sent as { id: string }).id}`;
    const { lastAttempt } = await until(
      async () => (await caller.call('get', path).expect(200)).body as Delivery,
      (one) => one.lastAttempt !== null,
    );
    expect(lastAttempt).toMatchObject({ responseStatus: null, error: 'localhost does not lead to a public address' });
    expect(touched).toBe(0);
  });

  it('may be a network that the administrator lists, over https', async () => {
    const caller = await strict.organization();
    const body = (url: string) => ({ name: 'Test', events: ['test'], url });
    await caller.call('post', '/v1/webhooks', body('https://10.20.3.4/hook')).expect(201);
    await caller.call('post', '/v1/webhooks', body('http://10.20.3.4/hook')).expect(400);
    await caller.call('post', '/v1/webhooks', body('https://10.21.3.4/hook')).expect(400);
    expect(touched).toBe(0);
  });
});
