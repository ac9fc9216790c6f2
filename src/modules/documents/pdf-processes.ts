import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { OUT_OF_TIME } from './answer-questions';
import { FairQueue } from './fair-queue';
import { taughtTypescript } from '../../platform/threads';
import { UnreadablePdf } from './unreadable-pdf';

export interface PdfProcessLimits {
  /** Processes at most. They start when needed and end when idle. */
  processes: number;
  /** Documents that may wait for a process; three quarters of them of one organization. */
  waiting: number;
  /** So long may an organization wait for a process while another one has several. */
  unfairMilliseconds: number;
  /** Computing time for one document: what other work on the machine takes does not count. */
  documentMilliseconds: number;
  /** From when a process gets a document: then the server is too busy for it, and nothing is said of the document. */
  patienceMilliseconds: number;
  /** V8 heap of one process. */
  heapMegabytes: number;
  idleMilliseconds: number;
}

/** This server has no room or no time for a document now: nothing is wrong with it, try again later. */
export class TooManyPdfsWaiting extends Error {
  override readonly name = 'TooManyPdfsWaiting';

  constructor() {
    super('Too many documents are waiting to be read. Try again in a few seconds.');
  }
}

interface Job<Question, Answer> {
  question: Question;
  /** The organization that waits for the answer. */
  owner: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

interface Reader<Question, Answer> {
  child: ChildProcess;
  job?: Job<Question, Answer>;
  /** Ends the document's time while there is a job, the process's idleness while there is none. */
  timer?: NodeJS.Timeout;
}

/**
 * Child processes that look into PDFs, all with one program that answers one question after another, so that no document
 * blocks the event loop, outlives its time, takes the server's memory or sees its secrets. Processes and not worker threads: when a thread's heap cannot grow a large table, V8 aborts
 * the whole server whatever `resourceLimits` says, and a PDF of 200 bytes can ask for such a table (see the spec).
 *
 * Organizations take turns. One may use every process while nobody else waits; when somebody does, and for long, it has to
 * give back all but one: its document is read again later.
 */
export class PdfProcesses<Question extends object, Answer> {
  private readonly readers = new Set<Reader<Question, Answer>>();
  private readonly waiting = new FairQueue<Job<Question, Answer>>();
  private stopped = false;

  /** `program` is the name of a file beside this one, without its ending. */
  constructor(
    private readonly program: string,
    private readonly limits: PdfProcessLimits,
  ) {}

  /** Rejects with UnreadablePdf when the document takes too much computing time or memory, with TooManyPdfsWaiting when it has to wait too long. */
  ask(question: Question, owner = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.stopped) return reject(new Error('The server is stopping'));
      if (this.isFullFor(owner)) return reject(new TooManyPdfsWaiting());
      this.waiting.add({ question, owner, resolve, reject });
      this.next();
      if (this.mustWait(owner)) setTimeout(() => this.makeRoomFor(owner), this.limits.unfairMilliseconds).unref();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const ends = [...this.readers].map(({ child }) => {
      holdServerOpen(child, true); // waiting for its end must not be what lets the program end silently
      return once(child, 'exit');
    });
    for (const job of this.waiting.clear()) job.reject(new Error('The server is stopping'));
    for (const reader of this.readers) this.lose(reader, new Error('The server is stopping'));
    await Promise.all(ends);
  }

  private next(): void {
    if (this.waiting.size === 0) return;
    const free = [...this.readers].find((reader) => !reader.job);
    const reader = free ?? (this.readers.size < this.limits.processes ? this.start() : undefined);
    const job = reader && this.waiting.take((owner) => this.readersOf(owner).length);
    if (job) this.give(reader, job);
  }

  private isFullFor(owner: string): boolean {
    const { waiting } = this.limits;
    return this.waiting.size >= waiting || this.waiting.waitingOf(owner) >= Math.ceil(waiting * 0.75);
  }

  private readersOf(owner: string): Reader<Question, Answer>[] {
    return [...this.readers].filter(({ job }) => job?.owner === owner);
  }

  private mustWait(owner: string): boolean {
    return this.waiting.waitingOf(owner) > 0 && this.readersOf(owner).length === 0;
  }

  /** Takes the process that was given last from an organization that has several; its document waits again. */
  private makeRoomFor(owner: string): void {
    if (this.stopped || !this.mustWait(owner)) return;
    const last = [...this.readers].findLast(({ job }) => job && this.readersOf(job.owner).length > 1);
    if (!last?.job) return;
    this.waiting.addFirst(last.job);
    last.job = undefined;
    this.lose(last);
  }

  private start(): Reader<Question, Answer> {
    const reader: Reader<Question, Answer> = { child: startPdfProcess(this.program, this.limits) };
    this.readers.add(reader);
    reader.child.on('message', (answer: Answer) => this.finish(reader, answer));
    reader.child.on('error', (error) => this.lose(reader, error));
    reader.child.on('exit', (code, signal) => this.lose(reader, causeOfDeath(code, signal)));
    return reader;
  }

  private give(reader: Reader<Question, Answer>, job: Job<Question, Answer>): void {
    clearTimeout(reader.timer);
    reader.job = job;
    holdServerOpen(reader.child, true);
    reader.timer = setTimeout(() => this.lose(reader, new TooManyPdfsWaiting()), this.limits.patienceMilliseconds);
    reader.child.send(job.question, (error) => error && this.lose(reader, error));
  }

  private finish(reader: Reader<Question, Answer>, answer: Answer): void {
    clearTimeout(reader.timer);
    reader.job?.resolve(answer);
    reader.job = undefined;
    holdServerOpen(reader.child, false);
    if (isSpent(answer)) return this.lose(reader);
    reader.timer = setTimeout(() => this.lose(reader), this.limits.idleMilliseconds).unref();
    this.next();
  }

  /** The process is gone or has to go; its document gets the error, the next one a new process. */
  private lose(reader: Reader<Question, Answer>, error?: Error): void {
    clearTimeout(reader.timer);
    this.readers.delete(reader);
    reader.child.kill('SIGKILL');
    if (error) reader.job?.reject(error);
    reader.job = undefined;
    this.next();
  }
}

/** A process may say with an answer that it has grown too large for another. */
const isSpent = (answer: unknown): boolean => (answer as { spent?: boolean } | null)?.spent === true;

/** No environment: a document that breaks out of the parser finds no master key and no database there. */
function startPdfProcess(name: string, { heapMegabytes, documentMilliseconds }: PdfProcessLimits): ChildProcess {
  const flags = [`--max-old-space-size=${heapMegabytes}`, ...program(name), String(documentMilliseconds)];
  const child = spawn(process.execPath, flags, {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  holdServerOpen(child, false);
  return child;
}

/** The program is a file beside this one. */
function program(name: string): string[] {
  const file = join(__dirname, `${name}${extname(__filename)}`);
  const source = taughtTypescript(file);
  return source === null ? [file] : ['-e', source];
}

/** An idle reader must not keep the server, a command or a test from ending. */
function holdServerOpen(child: ChildProcess, held: boolean): void {
  for (const handle of [child, child.channel]) {
    if (held) handle?.ref();
    else handle?.unref();
  }
}

/**
 * Nobody kills a reader but this server, the reader itself when its computing time is over, and when memory runs out itself, the
 * operating system or V8.
 */
function causeOfDeath(code: number | null, signal: NodeJS.Signals | null): Error {
  if (signal === OUT_OF_TIME) return new UnreadablePdf('too_slow');
  const violent = signal !== null || code === 134;
  return violent ? new UnreadablePdf('too_much_memory') : new Error(`The PDF process ended by itself (code ${code})`);
}
