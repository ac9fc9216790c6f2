import { join } from 'node:path';
import { QueryFailedError, type MigrationInterface, type QueryRunner } from 'typeorm';
import { checkSeed, type CheckedSeed } from './check-seed';
import { nameOf, type Declaration } from './declarations';
import { Ledger, type Entry, type Kind } from './ledger';
import { makeApiKey, takeBackApiKey } from './seed-api-key';
import { makeGroup, takeBackGroup } from './seed-group';
import { enterOrganization, makeOrganization, takeBackOrganization } from './seed-organization';
import { makeResource, takeBackResource } from './seed-resource';
import { SeedRefused } from './seed-refused';
import { SeedTransaction } from './seed-transaction';

const TAKE_BACK: Record<Kind, (tx: SeedTransaction, entry: Entry) => Promise<string>> = {
  organization: takeBackOrganization,
  resource: takeBackResource,
  group: takeBackGroup,
  'api-key': takeBackApiKey,
};

/**
 * A migration of the catalogue: it says what one organization has, and `up` and `down` follow from that. Everything is
 * checked before anything is written; one seed is one transaction. The class name ends with the moment the seed was made,
 * in milliseconds (TypeORM's rule). Once run anywhere, a seed is never edited: a new one follows.
 */
export abstract class Seed implements MigrationInterface {
  /** The slug of the organization that everything here belongs to. */
  abstract readonly organization: string;
  abstract readonly declares: readonly Declaration[];
  /** Where the files lie. */
  readonly folder: string = join(__dirname, '..');

  async up(runner: QueryRunner): Promise<void> {
    const tx = this.begin(runner);
    for (const step of this.steps(tx, await this.check())) await step();
    this.say([`${this.constructor.name}, up:`, ...tx.lines.map((line) => `  ${line}`)]);
  }

  /**
   * Writes what `up` would, each step by itself, and answers a line for each that is refused: of the database too. Whoever
   * calls it rolls the transaction back. Without its organization there is no use in going on.
   */
  async rehearse(runner: QueryRunner, checked: CheckedSeed): Promise<string[]> {
    const problems: string[] = [];
    for (const [index, step] of this.steps(this.begin(runner), checked).entries()) {
      await runner.query('SAVEPOINT rehearsed');
      try {
        await step();
      } catch (error) {
        if (!(error instanceof SeedRefused)) throw error;
        problems.push(...error.lines);
        await runner.query('ROLLBACK TO SAVEPOINT rehearsed');
        if (index === 0) break;
      }
    }
    return problems;
  }

  /** Its organization first, then each declaration: what refers to another comes after it. */
  private steps(
    tx: SeedTransaction,
    { organization, resources, groups, apiKeys }: CheckedSeed,
  ): (() => Promise<void>)[] {
    const ledger = new Ledger(tx);
    return [
      async () => {
        await ledger.open();
        await (organization ? makeOrganization(tx, ledger, organization) : enterOrganization(tx));
      },
      ...resources.map((one) => () => this.naming(one.declaration, makeResource(tx, ledger, one))),
      ...groups.map((one) => () => this.naming(one, makeGroup(tx, ledger, one))),
      ...apiKeys.map((one) => () => this.naming(one.declaration, makeApiKey(tx, ledger, one))),
    ];
  }

  /** Deletes what was never asked for and deactivates the rest; what was changed goes back to the version before. */
  async down(runner: QueryRunner): Promise<void> {
    const tx = this.begin(runner);
    await enterOrganization(tx);
    for (const entry of await new Ledger(tx).tear()) {
      tx.lines.push(`${entry.kind} "${entry.key}" ${entry.id}: ${await TAKE_BACK[entry.kind](tx, entry)}`);
    }
    this.say([`${this.constructor.name}, down:`, ...tx.lines.map((line) => `  ${line}`)]);
  }

  /** Reads and checks what it declares, without a database; throws `SeedRefused`. `up` begins with it. */
  check(): Promise<CheckedSeed> {
    const { organization, declares, folder } = this;
    return checkSeed({ name: this.constructor.name, organization, declares, folder });
  }

  protected say(lines: string[]): void {
    for (const line of lines) console.log(line);
  }

  /**
   * What the database refuses says by itself neither which seed it was nor which declaration. The error is not passed on
   * as a cause: it carries the values that were bound, a key's hash among them, and might be printed.
   */
  private async naming(declaration: Declaration, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof QueryFailedError)) throw error;
      throw new SeedRefused([`${this.constructor.name}: ${nameOf(declaration)}: ${error.message}`]);
    }
  }

  private begin(runner: QueryRunner): SeedTransaction {
    return new SeedTransaction(runner, this.constructor.name, this.organization);
  }
}
