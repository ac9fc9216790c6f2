import { Problem } from '../../../../platform/http';

/** Each takes milliseconds: who stands behind more would wait longer than callers do. */
const MOST_WAITING = 1000;

/**
 * One after the other under each name. Whoever would only wait for a row waits here instead, without a connection of the
 * database: a mandate that many use at once leaves those to everybody else.
 */
export class Turns {
  private readonly last = new Map<string, { turn: Promise<unknown>; waiting: number }>();

  /** Runs `work` when everything before it under this name has ended, whether well or not; a 503 when that is too much. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { turn: before, waiting } = this.last.get(name) ?? { turn: Promise.resolve(), waiting: 0 };
    if (waiting >= MOST_WAITING) {
      const headers = { 'Retry-After': '5' };
      throw new Problem('too_busy', 'Too many calls are waiting for this mandate. Nothing was done.', { headers });
    }
    const mine = before.then(work, work);
    this.last.set(name, { turn: mine, waiting: waiting + 1 });
    try {
      return await mine;
    } finally {
      this.leave(name);
    }
  }

  private leave(name: string): void {
    const { turn, waiting } = this.last.get(name)!;
    if (waiting > 1) this.last.set(name, { turn, waiting: waiting - 1 });
    else this.last.delete(name);
  }

  /** How many names somebody is waiting or working under. */
  get size(): number {
    return this.last.size;
  }
}
