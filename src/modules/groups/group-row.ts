import type { GroupEntity, GroupResource } from './dto/group-entity.dto';

/** A group as the database answers it: `GROUP_COLUMNS`. */
export interface GroupRow {
  id: string;
  active: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  name: string;
  description: string | null;
  resources: (Omit<GroupResource, 'internalId'> & { internalId: string | null })[];
}

/** The columns of a `GroupRow`, of the aliases g (groups) and gv (its current version). Lateral, as in `GroupsService`. */
export const GROUP_COLUMNS = `
  g.id, g.active, g.version, g.created_at AS "createdAt", g.updated_at AS "updatedAt", gv.name, gv.description,
  (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', r.id, 'name', v.name, 'type', r.type, 'active', r.active,
      'internalId', v.internal_id) ORDER BY gr.position), '[]')
   FROM group_resources gr
   CROSS JOIN LATERAL (
     SELECT id, type, active, version FROM resources
     WHERE id = gr.resource_id AND org_id = g.org_id AND deleted_at IS NULL LIMIT 1
   ) r
   CROSS JOIN LATERAL (
     SELECT name, internal_id FROM resource_versions WHERE resource_id = r.id AND version = r.version LIMIT 1
   ) v
   WHERE gr.group_version_id = gv.id) AS resources`;

/** A group as the API answers it. */
export function groupView({ description, resources, ...rest }: GroupRow): GroupEntity {
  return {
    ...rest,
    ...(description !== null && { description }),
    resources: resources.map(({ internalId, ...resource }) => ({
      ...resource,
      ...(internalId !== null && { internalId }),
    })),
  };
}
