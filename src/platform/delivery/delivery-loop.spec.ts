import { Logger } from '@nestjs/common';
import { eventually } from '../../../test/support/eventually';
import { holdTimers } from '../../../test/support/held-timers';
import { DeliveryLoop, type DeliveryPace, type DeliveryQueue } from './delivery-loop';

/** A delivery log in memory: what is due, what was delivered, what was recorded. */
class Log implements DeliveryQueue<number, string> {
  readonly name = 'test';
  readonly claims: number[] = [];
  readonly delivered: number[] = [];
  readonly recorded: number[] = [];
  recordings = 0;
  most = 0;
  private busy = 0;
  failures: Error[] = [];
  work: (row: number, signal: AbortSignal) => Promise<void> = () => Promise.resolve();

  constructor(private due: number[]) {}

  add(...rows: number[]): void {
    this.due.push(...rows);
  }

  claim(limit: number): Promise<number[]> {
    const failure = this.failures.shift();
    if (failure) return Promise.reject(failure);
    const rows = this.due.slice(0, limit);
    this.due = this.due.slice(limit);
    this.claims.push(rows.length);
    return Promise.resolve(rows);
  }

  async deliver(row: number, signal: AbortSignal): Promise<string> {
    this.most = Math.max(this.most, ++this.busy);
    await this.work(row, signal);
    this.busy -= 1;
    this.delivered.push(row);
    return 'done';
  }

  record(_token: string, results: { row: number }[]): Promise<void> {
    this.recordings += 1;
    this.recorded.push(...results.map(({ row }) => row));
    return Promise.resolve();
  }
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => index);
const running: DeliveryLoop<number, string>[] = [];
function start(log: Log, pace: Partial<DeliveryPace> = {}): DeliveryLoop<number, string> {
  const loop = new DeliveryLoop(log, { pollMs: 60_000, ...pace });
  running.push(loop);
  loop.start();
  return loop;
}
const aMoment = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeAll(() => Logger.overrideLogger(false));
afterEach(async () => {
  jest.restoreAllMocks();
  for (const loop of running.splice(0)) await loop.stop();
});

describe('The delivery loop', () => {
  it('delivers and records everything that is due, batch after batch without a rest', async () => {
    const log = new Log(rows(150));
    start(log, { batch: 64 });
    await eventually(() => expect(log.recorded).toHaveLength(150));
    expect(log.recorded.sort((a, b) => a - b)).toEqual(rows(150));
    await eventually(() => expect(log.claims).toEqual([64, 64, 22, 0]));
  });

  it('works on so many at once and no more', async () => {
    const log = new Log(rows(20));
    log.work = aMoment;
    start(log, { concurrency: 4 });
    await eventually(() => expect(log.recorded).toHaveLength(20));
    expect(log.most).toBe(4);
  });

  it('records together what ends together, and does not wait for the slowest', async () => {
    const log = new Log(rows(8));
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    log.work = (row) => (row === 3 ? slow : Promise.resolve());
    start(log);
    await eventually(() => expect(log.recorded).toHaveLength(7));
    expect(log.recordings).toBeLessThanOrEqual(2);
    release();
    await eventually(() => expect(log.recorded).toHaveLength(8));
  });

  it('rests when nothing is due, until it is woken', async () => {
    const log = new Log([]);
    const rests = holdTimers(60_000);
    const loop = start(log);
    await eventually(() => expect(rests.count()).toBe(1));
    expect(log.claims).toEqual([0]);
    log.add(1);
    loop.wake();
    await eventually(() => expect(log.recorded).toEqual([1]));
  });

  it('looks again when it is woken in the middle of its work', async () => {
    const log = new Log([1]);
    const loop = start(log);
    log.work = (row) => {
      if (row === 1) {
        log.add(2);
        loop.wake();
      }
      return Promise.resolve();
    };
    await eventually(() => expect(log.recorded).toEqual([1, 2]));
  });

  it('looks by itself as well: a signal that is lost costs one interval', async () => {
    const log = new Log([]);
    start(log, { pollMs: 20 });
    await eventually(() => expect(log.claims.length).toBeGreaterThan(0));
    log.add(7);
    await eventually(() => expect(log.recorded).toEqual([7]));
  });

  it('survives a database that is away, and never turns into a busy loop', async () => {
    const log = new Log([1]);
    log.failures = [new Error('away'), new Error('away'), new Error('away')];
    const rests = holdTimers(20);
    const restedBefore: number[] = [];
    const claim = log.claim.bind(log);
    log.claim = (limit) => {
      restedBefore.push(rests.count());
      return claim(limit);
    };
    start(log, { pollMs: 20 });
    await eventually(() => {
      rests.goOff();
      expect(log.recorded).toEqual([1]);
    });
    const failed = restedBefore.slice(0, 4); // three times it was away; before each new attempt the loop rested
    expect(failed[0]).toBe(0);
    for (const [index, rested] of failed.slice(1).entries()) expect(rested).toBeGreaterThan(failed[index]);
  });

  it('keeps going when a record cannot be written: the lease brings the rows back', async () => {
    const log = new Log([1]);
    const record = log.record.bind(log);
    log.record = () => {
      log.record = record;
      log.add(1);
      return Promise.reject(new Error('away'));
    };
    start(log, { pollMs: 10 });
    await eventually(() => expect(log.recorded).toEqual([1]));
    expect(log.delivered).toEqual([1, 1]);
  });

  it('tells a delivery that hangs to end before its lease does', async () => {
    const log = new Log([1]);
    let reason: unknown;
    log.work = (_row, signal) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          resolve();
        }),
      );
    start(log, { leaseSeconds: 5.125 });
    await eventually(() => expect(log.recorded).toEqual([1]));
    expect(reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('stops after what is under way is recorded, and takes nothing more', async () => {
    const log = new Log(rows(3));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    log.work = () => held;
    const loop = start(log);
    await eventually(() => expect(log.most).toBe(3));
    const stopped = loop.stop();
    log.add(9);
    release();
    await stopped;
    expect(log.recorded).toHaveLength(3);
    expect(log.delivered).not.toContain(9);
  });

  it('claims again while a row hangs, where its queue says so, and never has more in hand than a batch', async () => {
    const log = new Log(rows(10));
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    log.work = (row) => (row === 0 ? hanging : Promise.resolve());
    start(log, { batch: 3, concurrency: 3, refillAt: 2 });
    await eventually(() => expect(log.recorded).toHaveLength(9));
    expect(log.recorded).not.toContain(0);
    expect(log.most).toBeLessThanOrEqual(3);
    release();
    await eventually(() => expect(log.recorded).toContain(0));
  });

  it('goes on where its queue says so when a record fails: what was not recorded comes back with its lease', async () => {
    const log = new Log(rows(2));
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    log.work = (row) => (row === 0 ? hanging : Promise.resolve());
    const record = log.record.bind(log);
    let failed = false;
    log.record = (token, results) => {
      if (failed) return record(token, results);
      failed = true;
      return Promise.reject(new Error('The database is away'));
    };
    const loop = start(log, { batch: 2, concurrency: 2, refillAt: 1 });
    await eventually(() => expect(failed).toBe(true));
    log.add(2, 3);
    loop.wake();
    release();
    await eventually(() => expect(log.recorded.sort()).toEqual([2, 3]));
    await loop.stop();
  });
});
