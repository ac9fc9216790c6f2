import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Settings } from '../../platform/configuration';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { statusEntry, type StatusEntry } from './status-entry';
import { LIST_LENGTH } from './status-list';

const OPEN_LIST = statement(
  'status-lists.open',
  'INSERT INTO status_lists (id, org_id, created_at) VALUES ($1, $2, $3)',
);
const NEWEST = statement(
  'status-lists.newest',
  'SELECT id FROM status_lists WHERE org_id = $1 ORDER BY id DESC LIMIT 1',
);
const KNOWN = statement(
  'status-entries.known',
  'SELECT credential_id, list_id, position FROM status_entries WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = ANY($2)',
);
/** A position that is taken, or a credential that has one, is passed over. By position, so that no two wait in a circle. */
const TAKE = statement(
  'status-entries.take',
  `INSERT INTO status_entries (list_id, position, org_id, credential_id)
   SELECT $2, position, $1, credential_id FROM unnest($3::text[], $4::int[]) AS t (credential_id, position)
   ORDER BY position ON CONFLICT DO NOTHING RETURNING credential_id, list_id, position`,
);
const REVOKE = statement(
  'status-entries.revoke',
  `WITH revoked AS (
     UPDATE status_entries SET revoked_at = $3
     WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = ANY($2) AND revoked_at IS NULL RETURNING list_id
   )
   UPDATE status_lists SET version = version + 1 WHERE org_id IS NOT DISTINCT FROM $1 AND id IN (SELECT list_id FROM revoked)`,
);

interface EntryRow {
  credential_id: string;
  list_id: string;
  position: number;
}

/** So many misses in a row of one credential mean that a list fills up (half full: 1 in 256): a new one is opened. */
const MISSES = 8;

/** Places of credentials in status lists, and their revocation. */
@Injectable()
export class StatusLists {
  constructor(private readonly settings: Settings) {}

  /**
   * Gives each credential a random place that nobody has, so that neighbours in a list say nothing about each other.
   * One that has a place already keeps it. Nothing is counted and nothing locked: however many allocate at once, they do
   * not wait for each other.
   */
  async allocate(
    tx: Transaction,
    org: OrganizationId,
    credentialIds: string[],
    at: Date,
  ): Promise<Map<string, StatusEntry>> {
    const [places, newest] = await Promise.all([this.known(tx, org, credentialIds), this.newest(tx, org)]);
    const missing = (): string[] => credentialIds.filter((id) => !places.has(id));
    let list = newest;
    for (let round = 0; missing().length > 0; round++) {
      if (round === 2 * MISSES) throw new Error('No free place in a status list was found');
      if (!list || round === MISSES) list = await this.openList(tx, org, at);
      for (const [id, entry] of await this.take(tx, org, list, missing())) places.set(id, entry);
      // Passed over: the position was taken, or another transaction gave the credential one, which this one has waited for.
      if (missing().length > 0) for (const [id, entry] of await this.known(tx, org, missing())) places.set(id, entry);
    }
    return places;
  }

  /** From this transaction's commit on, the lists say that these credentials are no longer good. Those without a place are passed over. */
  revoke(tx: Transaction, org: OrganizationId, credentialIds: string[], at: Date): void {
    tx.send(REVOKE, [org, credentialIds, at]);
  }

  /** The address of a list, which is its id as a credential as well. */
  address(listId: string): string {
    return `${this.settings.PUBLIC_URL.replace(/\/$/, '')}/v1/via/status/${listId}`;
  }

  /** From the CSPRNG. A method, so that a test can make places scarce. */
  protected anyPosition(): number {
    return randomInt(LIST_LENGTH);
  }

  private async known(tx: Transaction, org: OrganizationId, ids: string[]): Promise<Map<string, StatusEntry>> {
    return this.entries(await tx.query<EntryRow & object>(KNOWN, [org, ids]));
  }

  private async take(
    tx: Transaction,
    org: OrganizationId,
    list: string,
    ids: string[],
  ): Promise<Map<string, StatusEntry>> {
    const positions = ids.map(() => this.anyPosition());
    return this.entries(await tx.query<EntryRow & object>(TAKE, [org, list, ids, positions]));
  }

  private entries(rows: EntryRow[]): Map<string, StatusEntry> {
    return new Map(
      rows.map(({ credential_id, list_id, position }) => [credential_id, statusEntry(this.address(list_id), position)]),
    );
  }

  private async newest(tx: Transaction, org: OrganizationId): Promise<string | undefined> {
    const [list] = await tx.query<{ id: string }>(NEWEST, [org]);
    return list?.id;
  }

  private async openList(tx: Transaction, org: OrganizationId, at: Date): Promise<string> {
    const id = newId();
    await tx.query(OPEN_LIST, [id, org, at]);
    return id;
  }
}
