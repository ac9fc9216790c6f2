import type { ServerResponse } from 'node:http';
import { aConsent, sql } from '../support/asking';
import { TestClock } from '../support/clock';
import { until } from '../support/eventually';
import { read, Receiver, type Secrets } from '../support/receiver';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { DeliverySignal } from '../../src/platform/delivery';

interface Logged {
  id: string;
  status: string;
  attempts: number;
  nextAttemptAt: string | null;
  lastAttempt: { responseStatus: number | null; error: string | null } | null;
  log: object[];
}

const ASK = { contacts: ['ana@example.com'], credentials: [aConsent()] };
const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
const receivers: Receiver[] = [];

const aReceiver = async (answer?: (response: ServerResponse) => void): Promise<Receiver> => {
  const receiver = await Receiver.open();
  if (answer) receiver.answer = answer;
  receivers.push(receiver);
  return receiver;
};
const register = async (url: string, events: string[], by = organization) =>
  (await by.call('post', '/v1/webhooks', { name: 'Test', url, events }).expect(201)).body as { id: string } & Secrets;
const test = async (id: string): Promise<string> =>
  ((await organization.call('post', `/v1/webhooks/${id}/test`).expect(202)).body as Logged).id;
const logged = async (id: string, delivery: string): Promise<Logged> =>
  (await organization.call('get', `/v1/webhooks/${id}/deliveries/${delivery}`).expect(200)).body as Logged;
/** Waits until so many attempts are in the log. */
const attempted = (id: string, delivery: string, attempts = 1): Promise<Logged> =>
  until(
    () => {
      server.app.get(DeliverySignal).due('webhooks');
      return logged(id, delivery);
    },
    ({ log }) => log.length === attempts,
  );
const secondsUntil = (time: string | null): number => (new Date(time!).getTime() - clock.now().getTime()) / 1000;

beforeAll(async () => {
  server = await startServer({ playground: true, clock });
});
beforeEach(async () => {
  organization = await server.organization();
});
afterAll(async () => {
  await server.stop();
  for (const receiver of receivers) await receiver.close();
});

// First: the library that checks signatures takes none that is older than five minutes, and the clock moves further down.
describe('The secrets', () => {
  it('are replaced, and for a day a receiver with the old ones or the new ones is served', async () => {
    const receiver = await aReceiver();
    const { id, ...old } = await register(receiver.url, ['test']);
    const { body } = await organization
      .call('post', '/v1/webhooks/secrets/rotate', undefined, { version: 2 })
      .expect(200);
    const fresh = body as Secrets;
    const knows = (secrets: Secrets) => {
      receiver.answer = (response, received) => {
        try {
          read(received, secrets);
          response.writeHead(200).end();
        } catch {
          response.writeHead(401).end();
        }
      };
    };
    for (const secrets of [old, fresh]) {
      knows(secrets);
      const delivery = await test(id);
      expect((await attempted(id, delivery)).status).toBe('DELIVERED');
    }
    clock.advance({ hours: 25 });
    knows(old);
    expect((await attempted(id, await test(id))).lastAttempt).toMatchObject({ responseStatus: 401 });
  });

  it('are not replaced by a key that may only ask, or with a signature that covers no path', async () => {
    await organization.call('post', '/v1/webhooks/secrets/rotate').expect(401);
    const asking = await server.organization({ key: { role: 'ASK' } });
    await asking.call('post', '/v1/webhooks/secrets/rotate', undefined, { version: 2 }).expect(403);
  });
});

describe('A receiver that does not take it', () => {
  it.each<[string, (response: ServerResponse) => void, number | null, RegExp | null]>([
    ['answers 500', (response) => response.writeHead(500).end('broken'), 500, null],
    ['redirects', (response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(), 302, /redirects/],
    ['resets the connection', (response) => response.socket!.resetAndDestroy(), null, /reset/],
    ['closes without an answer', (response) => response.socket!.destroy(), null, /reset|could not be reached/],
  ])('is tried again when it %s', async (_name, answer, status, error) => {
    const receiver = await aReceiver(answer);
    const { id } = await register(receiver.url, ['test']);
    const delivery = await test(id);
    const first = await attempted(id, delivery);
    expect(first).toMatchObject({ status: 'PENDING', lastAttempt: { responseStatus: status } });
    if (error) expect(first.lastAttempt!.error).toMatch(error);
    expect(secondsUntil(first.nextAttemptAt)).toBeGreaterThanOrEqual(5);
    expect(secondsUntil(first.nextAttemptAt)).toBeLessThanOrEqual(5.5);
    receiver.answer = (response) => response.writeHead(200).end();
    clock.advance({ seconds: 6 });
    await attempted(id, delivery, 2);
    expect((await logged(id, delivery)).status).toBe('DELIVERED');
    expect(new Set(receiver.ids).size).toBe(1);
    expect(receiver.received[0].headers['webhook-signature']).not.toBe(
      receiver.received[1].headers['webhook-signature'],
    );
  });

  it('is not waited for when nobody listens', async () => {
    const receiver = await Receiver.open();
    await receiver.close();
    const { id } = await register(receiver.url, ['test']);
    expect((await attempted(id, await test(id))).lastAttempt).toMatchObject({ error: 'The connection was refused' });
  });

  it('is waited for as long as it asks, with 429 and Retry-After', async () => {
    const receiver = await aReceiver((response) => response.writeHead(429, { 'Retry-After': '3600' }).end());
    const { id } = await register(receiver.url, ['test']);
    const { nextAttemptAt } = await attempted(id, await test(id));
    expect(secondsUntil(nextAttemptAt)).toBe(3600);
  });

  it('is given up after ten attempts, and can be replayed then', async () => {
    const receiver = await aReceiver((response) => response.writeHead(503).end());
    const { id } = await register(receiver.url, ['test']);
    const delivery = await test(id);
    for (let attempt = 1; attempt < 10; attempt++) {
      const { nextAttemptAt } = await attempted(id, delivery, attempt);
      clock.advance({ milliseconds: secondsUntil(nextAttemptAt) * 1000 + 1 });
    }
    expect((await attempted(id, delivery, 10)).status).toBe('FAILED');
    expect(receiver.received).toHaveLength(10);
    receiver.answer = (response) => response.writeHead(200).end();
    await organization.call('post', `/v1/webhooks/${id}/replay`, { since: '2020-01-01T00:00:00Z' }).expect(202);
    await until(
      () => logged(id, delivery),
      ({ status }) => status === 'DELIVERED',
    );
    expect(new Set(receiver.ids).size).toBe(1);
  });

  it('is turned off when it is gone (410), and what waits for it is canceled', async () => {
    const receiver = await aReceiver((response) => response.writeHead(500).end());
    const { id } = await register(receiver.url, ['test']);
    const waiting = await test(id);
    await attempted(id, waiting);
    receiver.answer = (response) => response.writeHead(410).end();
    const last = await test(id);
    await until(
      () => logged(id, last),
      ({ status }) => status === 'CANCELED',
    );
    expect((await logged(id, waiting)).status).toBe('CANCELED');
    const { body } = await organization.call('get', `/v1/webhooks/${id}`).expect(200);
    expect(body).toMatchObject({ active: false, disabledReason: 'GONE' });
    await organization.call('post', `/v1/webhooks/${id}/test`).expect(409);
    const { body: on } = await organization.call('patch', `/v1/webhooks/${id}`, { active: true }).expect(200);
    expect(on).toMatchObject({ active: true, disabledReason: null, failingSince: null });
  });

  it('is turned off when it has failed for five days', async () => {
    const receiver = await aReceiver((response) => response.writeHead(500).end());
    const { id } = await register(receiver.url, ['test']);
    await attempted(id, await test(id));
    clock.advance({ hours: 5 * 24 - 1 });
    await attempted(id, await test(id));
    const shown = async () => (await organization.call('get', `/v1/webhooks/${id}`).expect(200)).body as object;
    expect(await shown()).toMatchObject({ active: true, disabledReason: null });
    clock.advance({ hours: 2 });
    await test(id);
    await until(shown, (one) => (one as { active: boolean }).active === false);
    expect(await shown()).toMatchObject({ disabledReason: 'FAILING' });
    const facts = await sql(server.database, `SELECT kind FROM evidence WHERE subject_id = $1 ORDER BY id`, [id]);
    expect(facts).toEqual([{ kind: 'webhook.made' }, { kind: 'webhook.disabled' }]);
    const [event] = await until(
      async () => {
        const { body } = await organization.call('get', '/v1/events?types=webhook.disabled').expect(200);
        return (body as { data: { payload: object }[] }).data;
      },
      (found) => found.length === 1,
    );
    expect(event.payload).toMatchObject({ requestId: null, webhookId: id, reason: 'FAILING' });
  });
});

describe('A receiver that is slow', () => {
  const hang = (): void => undefined;

  it('delays nobody else, and is asked little at once', async () => {
    const [slow, quick] = [await aReceiver(hang), await aReceiver()];
    const [held] = [await register(slow.url, ['request.created']), await register(quick.url, ['request.created'])];
    for (let asked = 0; asked < 24; asked++) await organization.asks(ASK).expect(201);
    await until(
      () => quick.received.length,
      (count) => count === 24,
    );
    expect(slow.received.length).toBeLessThanOrEqual(16);
    for (const { status } of await pendingOf(held.id)) expect(status).toBe('PENDING');
  });

  it('has taken it when its answer only trickles', async () => {
    const trickling = await aReceiver((response) => void response.writeHead(200).write('a'));
    const { id } = await register(trickling.url, ['test']);
    const delivery = await test(id);
    await until(
      () => logged(id, delivery),
      ({ status }) => status === 'DELIVERED',
    );
  });

  async function pendingOf(id: string): Promise<{ status: string }[]> {
    const { body } = await organization.call('get', `/v1/webhooks/${id}/deliveries`).expect(200);
    return (body as { data: { status: string }[] }).data;
  }
});
