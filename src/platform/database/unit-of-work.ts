import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { isId } from '../ids';
import type { OrganizationId } from '../http';
import { SilenceWatch } from './silence-watch';
import { statement, type Statement } from './statement';
import { Transaction } from './transaction';

type Work<T> = (tx: Transaction) => Promise<T>;

/** What the second door may be opened for. A test holds this list against the callers. */
export type SystemReason =
  | 'api-key.find'
  | 'api-key.touch'
  | 'link.find'
  | 'requests.search'
  | 'requests.expired'
  | 'notifications.claim'
  | 'notifications.record'
  | 'notifications.waiting'
  | 'idempotency.prune'
  | 'attachments.prune'
  | 'credential.find'
  | 'sealings.claim'
  | 'sealings.record'
  | 'sealings.waiting'
  | 'sealings.troubled'
  | 'seal-renewals.claim'
  | 'admin.list-organizations'
  | 'did.find'
  | 'identity-return.find'
  | 'status-list.find'
  | 'seal-certificates.read'
  | 'seal-certificates.compromised'
  | 'sealed-document.find'
  | 'webhooks.claim'
  | 'webhooks.record'
  | 'webhooks.waiting'
  | 'webhooks.prune'
  | 'evidence.heads'
  | 'evidence.to-do'
  | 'evidence.waiting';

/** Both settings end with the transaction. */
const ENTER = statement(
  'unit-of-work.enter-organization',
  `SELECT set_config('role', 'placet_app', true), set_config('app.org_id', $1, true)`,
);
const LEAVE = statement(
  'unit-of-work.leave-organization',
  `SELECT set_config('app.org_id', '', true), set_config('role', 'placet_system', true)`,
);

const ATTEMPTS = 5;
/** serialization_failure and deadlock_detected: the whole work may simply be done again (PostgreSQL, 13.5). */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * The only two doors to the database. `run` and `read` open a transaction that belongs to one organization: row-level
 * security shows and accepts nothing else. `runAsSystem` sees across organizations, on the few tables whose policies
 * name the system role. Nothing inside a unit of work may talk to the network: it may be run again from the start.
 */
@Injectable()
export class UnitOfWork {
  private readonly silence: SilenceWatch;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    this.silence = new SilenceWatch((dataSource.options as { url: string }).url);
  }

  /** Resolves when the database answers, rejects when it does not, in time either way. */
  async reach(): Promise<void> {
    await this.attempt('BEGIN READ ONLY; SELECT 1', () => Promise.resolve(), false);
  }

  /**
   * Writes for one organization; commits when `work` resolves, rolls back when it throws. With `exclusively`, a number
   * that names what is being done, it throws `AlreadyRunning` while another transaction does the same.
   */
  run<T>(org: OrganizationId, work: Work<T>, exclusively?: bigint): Promise<T> {
    const lock = exclusively === undefined ? '' : `; SELECT pg_try_advisory_xact_lock(${exclusively}) AS locked`;
    return this.withRetries(`BEGIN; ${belongingTo(org)}${lock}`, work, exclusively !== undefined);
  }

  /** Like `run`, for what a crash may lose (counters): COMMIT does not wait for the disk. */
  runForgettably<T>(org: OrganizationId, work: Work<T>): Promise<T> {
    return this.withRetries(`BEGIN; SET LOCAL synchronous_commit = off; ${belongingTo(org)}`, work);
  }

  /** Reads for one organization, in one snapshot. */
  read<T>(org: OrganizationId, work: Work<T>): Promise<T> {
    return this.withRetries(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${belongingTo(org)}`, work);
  }

  /**
   * One statement that needs no transaction and no organization: a function of the database that looks up what exactly one
   * secret opens. Row-level security shows it no table.
   */
  async lookUp<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const endWatch = this.silence.over(client);
    try {
      return (await client.query<Row>({ name: statement.name, text: statement.text, values })).rows;
    } finally {
      endWatch();
      await runner.release();
    }
  }

  /** Works across organizations under the role `placet_system`. */
  runAsSystem<T>(_reason: SystemReason, work: Work<T>): Promise<T> {
    return this.withRetries('BEGIN; SET LOCAL ROLE placet_system', work);
  }

  /**
   * Inside `runAsSystem`: does a part of the work as one organization, behind the same walls as `run`. What it writes commits
   * with the rest.
   */
  async asOrganization<T>(tx: Transaction, org: OrganizationId, work: () => T | Promise<T>): Promise<T> {
    tx.send(ENTER, [org]);
    const result = await work();
    tx.send(LEAVE, []);
    return result;
  }

  private async withRetries<T>(opening: string, work: Work<T>, lockFirst = false): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(opening, work, lockFirst);
      } catch (error) {
        if (attempt === ATTEMPTS || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
        await pause(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(opening: string, work: Work<T>, lockFirst: boolean): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const endWatch = this.silence.over(client);
    const tx = new Transaction(client, runner.manager);
    const opened = client.query(opening).then(refuseIfRunning);
    opened.catch(() => undefined);
    try {
      if (lockFirst) await opened; // else the work would queue behind the very transaction that holds the lock
      const result = await work(tx);
      await opened;
      const committed = client.query('COMMIT');
      committed.catch(() => undefined);
      await tx.settle();
      const { command } = await committed;
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back: a statement had failed unnoticed');
      tx.committed();
      return result;
    } catch (error) {
      await tx.settle().catch(() => undefined);
      await client.query('ROLLBACK').catch(() => undefined);
      throw await opened.then(
        () => error,
        (reason) => reason as Error,
      );
    } finally {
      endWatch();
      await runner.release();
    }
  }
}

/** Another transaction is doing the same at this moment. */
export class AlreadyRunning extends Error {}

/** The lock's answer is the last of the opening's results. */
function refuseIfRunning(results: unknown): void {
  const last = (results as QueryResult<{ locked?: boolean }>[]).at(-1);
  if (last?.rows?.[0]?.locked === false) throw new AlreadyRunning('The same is being done at this moment');
}

/** The setting travels as text in the same query as BEGIN, so the id is checked here rather than bound. */
function belongingTo(org: OrganizationId): string {
  if (!isId(org)) throw new Error('An organization id has 24 hex digits');
  return `SELECT set_config('app.org_id', '${org}', true)`;
}
