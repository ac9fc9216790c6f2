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
    const checked = await this.check();
    const tx = this.begin(runner);
    const ledger = new Ledger(tx);
    await ledger.open();
    if (checked.organization) await makeOrganization(tx, ledger, checked.organization);
    else await enterOrganization(tx);
    for (const resource of checked.resources) {
      await this.naming(resource.declaration, makeResource(tx, ledger, resource));
    }
    for (const group of checked.groups) await this.naming(group, makeGroup(tx, ledger, group));
    for (const apiKey of checked.apiKeys) await this.naming(apiKey.declaration, makeApiKey(tx, ledger, apiKey));
    this.say([`${this.constructor.name}, up:`, ...tx.lines.map((line) => `  ${line}`)]);
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
