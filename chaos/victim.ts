import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** The server's process, which is started again whenever it ends, as a supervisor would. */
export class Victim {
  private child?: ChildProcess;
  private readonly keeping: Promise<void>;
  private stopped = false;

  constructor(private readonly environment: Record<string, string>) {
    this.keeping = this.keep();
  }

  kill(): void {
    this.child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.kill();
    await this.keeping;
  }

  private async keep(): Promise<void> {
    while (!this.stopped) {
      const child = fork(`${__dirname}/serve.js`, { env: { PATH: process.env.PATH, ...this.environment } });
      this.child = child;
      await once(child, 'exit');
      if (!this.stopped) await pause(50);
    }
  }
}
