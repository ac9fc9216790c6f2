/**
 * One after the other under each name. Whoever would only wait for a row waits here instead, without a connection of the
 * database: a mandate that many use at once leaves those to everybody else.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` when everything before it under this name has ended, whether well or not. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(name) === mine) this.last.delete(name);
    }
  }

  /** How many names somebody is waiting or working under. */
  get size(): number {
    return this.last.size;
  }
}
