import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { StatusLists, type StatusEntry } from '../../keys';

/** Held until the end: whoever takes the credential back meanwhile waits, and then finds its place in a status list. */
const STANDS = statement(
  'sealings.stands',
  `SELECT status <> 'REVOKED' AS stands FROM credentials WHERE org_id = $1 AND id = $2 FOR SHARE`,
);

/** Where the status of an approved credential, and of the mandates that follow from it, is to be read. */
@Injectable()
export class StatusPlaces {
  constructor(private readonly statusLists: StatusLists) {}

  /** The credential's one place, made if it has none; set at once when the credential was taken back before that. */
  async of(tx: Transaction, org: OrganizationId, credentialId: string, at: Date): Promise<StatusEntry> {
    const [{ stands }] = await tx.query<{ stands: boolean }>(STANDS, [org, credentialId]);
    const places = await this.statusLists.allocate(tx, org, [credentialId], at);
    if (!stands) this.statusLists.revoke(tx, org, [credentialId], at);
    return places.get(credentialId)!;
  }
}
