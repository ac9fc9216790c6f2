import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { freshDatabase, type TestDatabase } from '../support/database';
import { RunningProgram } from '../support/running-program';
import { startServer, TEST_MASTER_KEY, type TestServer } from '../support/server';

describe('A slow sender', () => {
  let server: TestServer;
  let http: Server;
  beforeAll(async () => {
    server = await startServer({ environment: { DELIVERY: 'off' } });
    http = server.app.getHttpServer();
  });
  afterAll(() => server.stop());

  it('has 10 seconds for its headers and 60 for everything, and leaves room for others', () => {
    expect(http).toMatchObject({ headersTimeout: 10_000, requestTimeout: 60_000, maxConnections: 4_000 });
  });

  it('keeps an idle connection longer than proxies do', () => expect(http.keepAliveTimeout).toBeGreaterThan(75_000));

  it('loses its connection when its body falls silent for 15 seconds', async () => {
    const arrived = once(http, 'connection') as Promise<[Socket]>;
    const asked = once(http, 'request');
    const client = connect(Number(new URL(server.url).port), '127.0.0.1');
    client.write('POST /v1/request HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"contacts":');
    const [socket] = await arrived;
    await asked;
    expect(socket.timeout).toBe(15_000);
    socket.emit('timeout'); // as the clock would
    client.resume();
    await once(client, 'close');
  });
});

describe('A server that is told to stop', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('resets no client that keeps its connection alive', async () => {
    const running = new RunningProgram('main', {
      DATABASE_URL: database.url,
      MASTER_KEY: TEST_MASTER_KEY,
      PUBLIC_URL: 'http://localhost:3000',
      PORT: '0',
      MAIL_DELIVERY: 'none',
      ALLOW_UNSAFE_DATABASE: 'yes',
      SHUTDOWN_GRACE_SECONDS: '60',
    });
    const { address } = (await running.line(({ msg }) => msg === 'Listening')) as unknown as { address: string };
    const clients = Array.from({ length: 6 }, () => new KeptAlive(`${address}/health/ready`));
    for (const client of clients) expect(await client.call()).toMatchObject({ status: 200, connection: 'keep-alive' });
    running.signal('SIGTERM');
    const last = await Promise.all(clients.map((client) => client.untilToldToLeave()));
    expect(last).toEqual(clients.map(() => ({ status: 503, connection: 'close' })));
    expect(await running.stop()).toBe('SIGTERM'); // once all have left, long before the grace has passed
  });
});

/** A client of one connection that it keeps. */
class KeptAlive {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  async call(): Promise<{ status?: number; connection?: string }> {
    const [answer] = (await once(get(this.url, { agent: this.agent }), 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return { status: answer.statusCode, connection: answer.headers.connection };
  }

  /** Calls on and on; an error would be a connection that was cut off. */
  async untilToldToLeave(): Promise<{ status?: number; connection?: string }> {
    for (;;) {
      const answer = await this.call();
      if (answer.connection === 'close') return answer;
    }
  }
}
