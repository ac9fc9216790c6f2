import { createServer, type AddressInfo } from 'node:net';
import type { PoolClient } from 'pg';
import { until } from '../../../test/support/eventually';
import { holdTimers } from '../../../test/support/held-timers';
import { databaseOptions } from './data-source';
import { ASK_MS, DOUBT_MS, SilenceWatch } from './silence-watch';

describe('A connection that hears nothing', () => {
  it('is doubted once, and given up when a fresh one hears nothing either', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const watch = new SilenceWatch(`postgres://x:y@127.0.0.1:${(silent.address() as AddressInfo).port}/z`);
    const stream = { bytesRead: 7, destroy: jest.fn() };
    const timers = holdTimers(DOUBT_MS);
    const end = watch.over({ connection: { stream } } as unknown as PoolClient);
    expect([timers.count(), timers.goOff()]).toEqual([1, 1]); // nothing was heard for so long: a fresh one is opened
    await until(timers.count, (count) => count === 2);
    expect(stream.destroy).not.toHaveBeenCalled();
    expect(timers.goOff()).toBe(1); // nor by that one
    await until(
      () => stream.destroy.mock.calls.length,
      (calls) => calls === 1,
    );
    end();
    timers.release();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('is a 503 within two and a half seconds: of the limits of time none is longer', () => {
    const { extra } = databaseOptions({ url: 'postgres://x', pool: 1 }) as {
      extra: { connectionTimeoutMillis: number };
    };
    expect(DOUBT_MS + ASK_MS).toBeLessThanOrEqual(2500);
    expect(extra.connectionTimeoutMillis).toBeLessThanOrEqual(2500);
    expect(ASK_MS).toBe(DOUBT_MS); // the test above holds both back
  });
});
