import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { RESOURCE_VERSION_COLUMNS, type ResourceVersion } from '../resources';

/** An active group and what it asks now. */
export interface GroupContents {
  groupId: string;
  resources: ResourceVersion[];
}

/**
 * The current contents of groups, each in its own order. A resource that is inactive is no longer asked through its
 * groups; a group without any answers one row with nulls. Lateral, so that the plan never reads a table whole.
 */
const CONTENTS = statement(
  'groups.contents',
  `SELECT named.id AS "groupId", found.*
   FROM unnest($2::text[]) WITH ORDINALITY AS named (id, position)
   CROSS JOIN LATERAL (
     SELECT gv.id FROM groups g JOIN group_versions gv ON gv.group_id = g.id AND gv.version = g.version
     WHERE g.id = named.id AND g.org_id = $1 AND g.active LIMIT 1
   ) AS current
   LEFT JOIN LATERAL (
     SELECT gr.position AS place, asked.*
     FROM (
       -- OFFSET 0: looked up for this version, never joined to all there are.
       SELECT position, resource_id FROM group_resources
       WHERE group_version_id = current.id AND org_id = $1 OFFSET 0
     ) AS gr
     CROSS JOIN LATERAL (
       SELECT ${RESOURCE_VERSION_COLUMNS} FROM resources r
       JOIN resource_versions v ON v.resource_id = r.id AND v.version = r.version
       WHERE r.id = gr.resource_id AND r.active AND r.org_id = $1 LIMIT 1
     ) AS asked
   ) AS found ON true
   ORDER BY named.position, found.place`,
);

type ContentsRow = { groupId: string; versionId: string | null } & Partial<ResourceVersion>;

/** Named, ordered sets of resources. */
@Injectable()
export class GroupsService {
  /** The contents of each active group that `ids` name, in their order; others are missing from the answer. */
  async contents(tx: Transaction, org: OrganizationId, ids: string[]): Promise<GroupContents[]> {
    const rows = await tx.query<ContentsRow & object>(CONTENTS, [org, ids]);
    const groups = new Map<string, GroupContents>();
    for (const row of rows) {
      const group = groups.get(row.groupId) ?? { groupId: row.groupId, resources: [] };
      if (row.versionId !== null) group.resources.push(row as unknown as ResourceVersion);
      groups.set(row.groupId, group);
    }
    return [...groups.values()];
  }
}
