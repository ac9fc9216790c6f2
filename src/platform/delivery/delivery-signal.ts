import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Settings } from '../configuration';

const CHANNEL = 'placet_delivery';
/** Calls within this many milliseconds share one NOTIFY: at a hundred creates a second nobody needs a hundred. */
const GATHER_MS = 10;
const RECONNECT_MS = 2000;

/**
 * "Something is due", told to the loops of this process at once and to other processes by NOTIFY. It is sent after the
 * commit, not inside it: NOTIFY in a transaction makes all commits of the database queue behind one lock. A signal that
 * is lost costs a poll interval, nothing more.
 */
@Injectable()
export class DeliverySignal implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('delivery signal');
  private readonly listeners = new Map<string, () => void>();
  private readonly toTell = new Set<string>();
  private gathering?: NodeJS.Timeout;
  private reconnecting?: NodeJS.Timeout;
  private ear?: Client;
  private closed = false;
  /** Not the process id: in containers every server is process 1. */
  private readonly me = randomUUID();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  /** Calls `wake` whenever `queue` has something new, here or in another process. */
  onDue(queue: string, wake: () => void): void {
    this.listeners.set(queue, wake);
  }

  /** Tells everybody, after a commit, that `queue` has something due. */
  due(queue: string): void {
    this.listeners.get(queue)?.();
    this.toTell.add(queue);
    this.gathering ??= setTimeout(() => void this.tell(), GATHER_MS).unref();
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.listeners.size > 0) await this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.gathering);
    clearTimeout(this.reconnecting);
    await this.ear?.end().catch(() => undefined);
  }

  private async tell(): Promise<void> {
    this.gathering = undefined;
    const queues = [...this.toTell].join(',');
    this.toTell.clear();
    if (this.closed) return;
    await this.dataSource
      .query('SELECT pg_notify($1, $2)', [CHANNEL, `${this.me}:${queues}`])
      .catch((error: Error) => this.logger.warn(`Other processes were not told: ${error.message}`));
  }

  private async listen(): Promise<void> {
    const ear = new Client({
      connectionString: this.settings.DATABASE_URL,
      application_name: 'placet listen',
      connectionTimeoutMillis: 2000,
    });
    ear.on('notification', ({ payload = '' }) => this.hear(payload));
    ear.on('error', () => undefined);
    ear.once('end', () => this.listenAgain());
    try {
      await ear.connect();
      await ear.query(`LISTEN ${CHANNEL}`);
      this.ear = ear;
    } catch (error) {
      this.logger.warn(`Not listening, polling only: ${(error as Error).message}`);
      await ear.end().catch(() => undefined);
      this.listenAgain();
    }
  }

  private listenAgain(): void {
    if (this.closed) return;
    clearTimeout(this.reconnecting);
    this.reconnecting = setTimeout(() => void this.listen(), RECONNECT_MS).unref();
  }

  private hear(payload: string): void {
    const [teller, queues = ''] = payload.split(':');
    if (teller === this.me) return; // this process knew before
    for (const queue of queues.split(',')) this.listeners.get(queue)?.();
  }
}
