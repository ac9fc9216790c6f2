/** What waits for its turn, and whose it is. */
export interface Owned {
  owner: string;
}

/** A queue in which owners take turns, however much each of them has put in: one of mine, one of yours, one of hers. */
export class FairQueue<Job extends Owned> {
  /** In the order of turns: whoever gets one goes to the end. */
  private readonly lines = new Map<string, Job[]>();

  get size(): number {
    return [...this.lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  waitingOf(owner: string): number {
    return this.lines.get(owner)?.length ?? 0;
  }

  add(job: Job): void {
    this.lineOf(job.owner).push(job);
  }

  /** Back to the head of its owner's line. */
  addFirst(job: Job): void {
    this.lineOf(job.owner).unshift(job);
  }

  /** The next one of an owner who has nothing under way; where all who wait have, simply the next one. */
  take(underWay: (owner: string) => number): Job | undefined {
    const owners = [...this.lines.keys()];
    const owner = owners.find((one) => underWay(one) === 0) ?? owners[0];
    return owner === undefined ? undefined : this.takeOf(owner);
  }

  clear(): Job[] {
    const jobs = [...this.lines.values()].flat();
    this.lines.clear();
    return jobs;
  }

  private lineOf(owner: string): Job[] {
    const line = this.lines.get(owner) ?? [];
    this.lines.set(owner, line);
    return line;
  }

  private takeOf(owner: string): Job | undefined {
    const line = this.lines.get(owner)!;
    const job = line.shift();
    this.lines.delete(owner);
    if (line.length > 0) this.lines.set(owner, line);
    return job;
  }
}
