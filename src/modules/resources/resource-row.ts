import type { ResourceType, StoredField } from './content';
import { dataInOrder } from './resource-version';

/** A resource as the database answers it: `RESOURCE_COLUMNS`. */
export interface ResourceRow {
  id: string;
  type: ResourceType;
  active: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  name: string;
  description: string | null;
  internalId: string | null;
  data: StoredField[];
  scope: string | null;
  required: boolean;
  validFrom: Date | null;
  validUntil: Date | null;
  groupIds: string[];
}

/**
 * The columns of a `ResourceRow`, of the aliases r (resources) and v (its current version). Groups are looked up here, and
 * not by their module, because a resource names the groups that it stands in. Lateral, so that no plan reads a table whole.
 */
export const RESOURCE_COLUMNS = `
  r.id, r.type, r.active, r.version, r.created_at AS "createdAt", r.updated_at AS "updatedAt", v.name, v.description,
  v.internal_id AS "internalId", ${dataInOrder('v')} AS data, v.scope, v.required, v.valid_from AS "validFrom", v.valid_until AS "validUntil",
  ARRAY(
    SELECT DISTINCT g.id FROM group_resources gr
    CROSS JOIN LATERAL (SELECT group_id, version FROM group_versions WHERE id = gr.group_version_id LIMIT 1) gv
    CROSS JOIN LATERAL (
      SELECT id FROM groups
      WHERE id = gv.group_id AND version = gv.version AND org_id = r.org_id AND deleted_at IS NULL LIMIT 1
    ) g
    WHERE gr.resource_id = r.id AND gr.org_id = r.org_id ORDER BY 1
  ) AS "groupIds"`;
