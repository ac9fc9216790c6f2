import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { RESOURCE_VERSION_COLUMNS, type ResourceVersion } from './resource-version';

/** Look-ups are lateral: a join planned while the tables were empty would read them whole for ever. */
const CURRENT = statement(
  'resources.current',
  `SELECT found.* FROM unnest($2::text[]) WITH ORDINALITY AS named (id, position)
   CROSS JOIN LATERAL (
     SELECT ${RESOURCE_VERSION_COLUMNS}
     FROM resources r JOIN resource_versions v ON v.resource_id = r.id AND v.version = r.version
     WHERE r.id = named.id AND r.org_id = $1 AND r.active LIMIT 1
   ) AS found
   ORDER BY named.position`,
);

const KNOWN = statement(
  'resources.known',
  'SELECT id FROM resources WHERE org_id = $1 AND id = ANY ($2) AND deleted_at IS NULL',
);

/** What can be asked for, in immutable versions. */
@Injectable()
export class ResourcesService {
  /** The current version of each active resource that `ids` name, in their order; others are missing from the answer. */
  current(tx: Transaction, org: OrganizationId, ids: string[]): Promise<ResourceVersion[]> {
    return tx.query<ResourceVersion & object>(CURRENT, [org, ids]);
  }

  /** Which of `ids` are resources, active or not. */
  async known(tx: Transaction, org: OrganizationId, ids: string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(KNOWN, [org, ids]);
    return new Set(rows.map(({ id }) => id));
  }
}
