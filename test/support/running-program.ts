import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { programSource } from './program';

/** A line of the log as it leaves the process. */
export interface LogLine {
  level: number;
  msg: string;
  [property: string]: unknown;
}

/** A program of `src/` that runs as a process of its own, read as an administrator reads it: line by line from its output. */
export class RunningProgram {
  readonly lines: LogLine[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private waiting: (() => void)[] = [];

  constructor(program: 'main' | 'worker', environment: Record<string, string>) {
    this.child = spawn(process.execPath, ['-e', programSource(program)], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.ended = once(this.child, 'close');
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.heard(line));
    void this.ended.then(() => this.wake());
  }

  /** The first line that is so; waits until it is written, and rejects when the process ends without it. */
  async line(matches: (line: LogLine) => boolean): Promise<LogLine> {
    for (;;) {
      const found = this.lines.find(matches);
      if (found) return found;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`It ended with ${this.child.exitCode ?? this.child.signalCode}, and no such line`);
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends as an administrator ends it; answers how: Nest lets go of everything and then passes the signal on to itself. */
  async stop(): Promise<number | NodeJS.Signals | null> {
    this.signal('SIGTERM');
    await this.ended;
    return this.child.exitCode ?? this.child.signalCode;
  }

  private heard(text: string): void {
    try {
      this.lines.push(JSON.parse(text) as LogLine);
    } catch {
      this.lines.push({ level: 0, msg: text });
    }
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
