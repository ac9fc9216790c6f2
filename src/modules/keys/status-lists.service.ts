import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Settings } from '../../platform/configuration';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { LIST_LENGTH } from './status-list';

/** Where the status of one credential is to be read: the `credentialStatus` of its VC. */
export interface StatusEntry {
  id: string;
  type: 'BitstringStatusListEntry';
  statusPurpose: 'revocation';
  /** The position, as text: the standard wants it so. */
  statusListIndex: string;
  statusListCredential: string;
}

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
  'SELECT credential_id, list_id, position FROM status_entries WHERE org_id = $1 AND credential_id = ANY($2)',
);
/** A position that is taken, or a credential that has one, is passed over. By position, so that no two wait in a circle. */
const TAKE = statement(
  'status-entries.take',
  `INSERT INTO status_entries (list_id, position, org_id, credential_id)
   SELECT $2, position, $1, credential_id FROM unnest($3::text[], $4::int[]) AS t (credential_id, position)
   ORDER BY position ON CONFLICT DO NOTHING`,
);
const REVOKE = statement(
  'status-entries.revoke',
  `WITH revoked AS (
     UPDATE status_entries SET revoked_at = $3
     WHERE org_id = $1 AND credential_id = ANY($2) AND revoked_at IS NULL RETURNING list_id
   )
   UPDATE status_lists SET version = version + 1 WHERE org_id = $1 AND id IN (SELECT list_id FROM revoked)`,
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
    const places = await this.known(tx, org, credentialIds);
    let list = await this.newest(tx, org);
    for (let round = 0; places.size < new Set(credentialIds).size; round++) {
      if (round === 2 * MISSES) throw new Error('No free place in a status list was found');
      if (!list || round === MISSES) list = await this.openList(tx, org, at);
      const missing = credentialIds.filter((id) => !places.has(id));
      await tx.query(TAKE, [org, list, missing, missing.map(() => this.anyPosition())]);
      for (const [id, place] of await this.known(tx, org, missing)) places.set(id, place);
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

  private async known(
    tx: Transaction,
    org: OrganizationId,
    credentialIds: string[],
  ): Promise<Map<string, StatusEntry>> {
    const rows = await tx.query<EntryRow & object>(KNOWN, [org, credentialIds]);
    return new Map(rows.map((row) => [row.credential_id, this.entry(row)]));
  }

  private entry({ list_id, position }: EntryRow): StatusEntry {
    const statusListCredential = this.address(list_id);
    return {
      id: `${statusListCredential}#${position}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(position),
      statusListCredential,
    };
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
