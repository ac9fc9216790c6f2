import type { EntityManager } from 'typeorm';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Statement } from './statement';

/**
 * One open database transaction. Writing methods take it first, which is how several modules write in one unit of work.
 * Statements are pipelined: `send` puts one on the wire without waiting, and the unit of work waits for all of them
 * together with COMMIT. A failed statement aborts the transaction in Postgres itself, so nothing sent after it can land.
 */
export class Transaction {
  private readonly sent: Promise<unknown>[] = [];
  private readonly followers: (() => void)[] = [];

  constructor(
    private readonly client: PoolClient,
    /** TypeORM on the same connection, for reads only: its `save` would open and commit a transaction of its own. */
    readonly entities: Pick<EntityManager, 'find' | 'findBy' | 'findOne' | 'findOneBy' | 'existsBy' | 'countBy'>,
  ) {}

  /** Runs a statement and answers its rows. */
  async query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const result = await this.client.query<Row>({ name: statement.name, text: statement.text, values });
    return result.rows;
  }

  /**
   * Puts a statement on the wire; its failure surfaces when the unit of work commits. `touched` hears before that how many
   * rows it changed.
   */
  send(statement: Statement, values: unknown[], touched?: (rows: number) => void): void {
    const { name, text } = statement;
    const running = this.client
      .query({ name, text, values })
      .then(({ rowCount }: QueryResult) => touched?.(rowCount ?? 0));
    running.catch(() => undefined); // reported by settle(): without this line Node calls it unhandled meanwhile
    this.sent.push(running);
  }

  /** Runs once the transaction has committed, and never if it does not: to wake whoever has something to do now. It must not throw. */
  afterCommit(follow: () => void): void {
    this.followers.push(follow);
  }

  /** For the unit of work: the transaction has committed. */
  committed(): void {
    for (const follow of this.followers) follow();
  }

  /** Waits for everything that was sent; rejects with the first failure, after all have ended. */
  async settle(): Promise<void> {
    const outcomes = await Promise.allSettled(this.sent);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
