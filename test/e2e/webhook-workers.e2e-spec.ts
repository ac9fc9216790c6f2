import { randomUUID } from 'node:crypto';
import { WebhookQueue } from '../../src/modules/webhooks/deliveries/webhook-queue';
import { aConsent } from '../support/asking';
import { TestClock } from '../support/clock';
import { until } from '../support/eventually';
import { Receiver } from '../support/receiver';
import { startServer, type TestServer } from '../support/server';

const ASK = { contacts: ['ana@example.com'], credentials: [aConsent()] };
const clock = new TestClock();

describe('Two workers', () => {
  const desks: TestServer[] = [];
  afterAll(async () => {
    for (const desk of desks) await desk.stop();
  });

  it('deliver each event once when neither dies, and what a dead one held is taken over', async () => {
    const receiver = await Receiver.open();
    const desk = await startServer({ playground: true, clock, environment: { DELIVERY: 'off' } });
    const workers = { playground: true, clock, database: desk.database };
    const busy = await desk.organization();
    const wish = { name: 'Test', url: receiver.url, events: ['request.created'] };
    await busy.call('post', '/v1/webhooks', wish).expect(201);
    const asked = async (count: number) => {
      for (let index = 0; index < count; index++) await busy.asks(ASK).expect(201);
    };
    await asked(4);
    // A worker that takes all it may and dies: nothing is ever recorded of it.
    const held = await desk.app.get(WebhookQueue, { strict: false }).claim(10, randomUUID(), 30);
    expect(held).toHaveLength(4);
    await asked(6);
    desks.push(await startServer(workers), await startServer(workers), desk);
    await until(
      () => receiver.received.length,
      (count) => count >= 6,
    );
    expect(receiver.ids).not.toEqual(expect.arrayContaining([held[0].event_id]));
    clock.advance({ seconds: 31 });
    await until(
      () => receiver.received.length,
      (count) => count >= 10,
    );
    expect(new Set(receiver.ids).size).toBe(10);
    expect(receiver.ids).toHaveLength(10);
    await receiver.close();
  });
});
