import type { QueryRunner } from 'typeorm';
import type { OrganizationId } from '../../../src/platform/http';

/** foreign_key_violation: something still refers to the row. */
const REFERRED = '23503';

/** The transaction that TypeORM opened for a seed, as the owner of the tables, and what the seed has to say about it. */
export class SeedTransaction {
  /** What was done, a line each, printed once everything is done. */
  readonly lines: string[] = [];
  private entered?: OrganizationId;

  constructor(
    private readonly runner: QueryRunner,
    /** The class name, which is the migration's name. */
    readonly seed: string,
    readonly slug: string,
  ) {}

  /** Runs a statement and answers its rows. */
  async ask<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { records } = await this.runner.query(sql, values, true);
    return (records ?? []) as Row[];
  }

  /** Looks across organizations, which row-level security forbids even to the owner of the tables. */
  async askAcross<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    await this.runner.query('SET LOCAL ROLE placet_system');
    const rows = await this.ask<Row>(sql, values);
    await this.runner.query('RESET ROLE');
    return rows;
  }

  /** From here on the transaction belongs to this organization: row-level security shows and accepts nothing else. */
  async enter(org: OrganizationId): Promise<void> {
    await this.runner.query(`SELECT set_config('app.org_id', $1, true)`, [org]);
    this.entered = org;
  }

  get org(): OrganizationId {
    if (!this.entered) throw new Error('The seed has not entered its organization yet');
    return this.entered;
  }

  /** Does all of it, or, when something refers to a row that would go, nothing. Answers which. */
  async deleted(...statements: [sql: string, values: unknown[]][]): Promise<boolean> {
    await this.runner.query('SAVEPOINT deletion');
    try {
      for (const [sql, values] of statements) await this.runner.query(sql, values);
      await this.runner.query('RELEASE SAVEPOINT deletion');
      return true;
    } catch (error) {
      if ((error as { driverError?: { code?: string } }).driverError?.code !== REFERRED) throw error;
      await this.runner.query('ROLLBACK TO SAVEPOINT deletion');
      return false;
    }
  }
}
