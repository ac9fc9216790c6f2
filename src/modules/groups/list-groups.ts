import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../platform/database';
import { pageOf, type OrganizationId } from '../../platform/http';
import { folded } from '../../platform/text-search';
import type { GroupList, GroupQuery } from './dto/group-list.dto';
import { GROUP_COLUMNS, groupView, type GroupRow } from './group-row';

/** One statement for the page and for how many there are in all; one row with nulls when the page is empty. */
const LIST = statement(
  'groups.list',
  `WITH matching AS MATERIALIZED (
     SELECT g.id FROM groups g
     WHERE g.org_id = $1 AND g.deleted_at IS NULL
       AND ($2::boolean IS NULL OR g.active = $2)
       AND ($3::text IS NULL OR EXISTS (
         SELECT FROM (
           SELECT id, search FROM group_versions WHERE group_id = g.id AND version = g.version LIMIT 1
         ) gv
         WHERE (
           strpos(gv.search, $3) > 0 OR EXISTS (
             SELECT FROM group_resources gr
             CROSS JOIN LATERAL (
               SELECT version FROM resources
               WHERE id = gr.resource_id AND org_id = $1 AND deleted_at IS NULL LIMIT 1
             ) r
             CROSS JOIN LATERAL (
               SELECT search FROM resource_versions WHERE resource_id = gr.resource_id AND version = r.version LIMIT 1
             ) v
             WHERE gr.group_version_id = gv.id AND strpos(split_part(v.search, E'\\n', 1), $3) > 0))))
   )
   SELECT (SELECT count(*)::int FROM matching) AS total, page.*
   FROM (SELECT) AS one
   LEFT JOIN LATERAL (
     SELECT found.* FROM (
       SELECT id FROM matching WHERE $4::text IS NULL OR id < $4 ORDER BY id DESC OFFSET $5 LIMIT $6
     ) AS chosen
     CROSS JOIN LATERAL (
       SELECT ${GROUP_COLUMNS} FROM groups g
       JOIN group_versions gv ON gv.group_id = g.id AND gv.version = g.version
       WHERE g.id = chosen.id AND g.org_id = $1 LIMIT 1
     ) AS found
   ) AS page ON true
   ORDER BY page.id DESC`,
);

type ListRow = { total: number } & (GroupRow | { id: null });

/** GET /v1/resource/group. */
@Injectable()
export class ListGroups {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(org: OrganizationId, query: GroupQuery): Promise<GroupList> {
    const { active = null, search, cursor, pageIndex, pageSize } = query;
    const offset = cursor ? 0 : pageIndex * pageSize;
    const values = [org, active, search ? folded(search) : null, cursor ?? null, offset, pageSize + 1];
    const rows = await this.unitOfWork.read(org, (tx) => tx.query<ListRow & object>(LIST, values));
    const groups = rows.flatMap(({ total: _, ...row }) => (row.id === null ? [] : groupView(row)));
    return pageOf(groups, { count: rows[0].total, exact: true }, query, ({ id }) => id);
  }
}
