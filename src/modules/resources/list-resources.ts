import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../platform/database';
import { pageOf, type OrganizationId } from '../../platform/http';
import { folded } from '../../platform/text-search';
import type { ResourceList, ResourceQuery } from './dto/resource-list.dto';
import { RESOURCE_COLUMNS, type ResourceRow } from './resource-row';
import { resourceItem } from './resource-view';

/** Of the current version. With its limit it is a look-up whatever the planner believes of the sizes of tables. */
const ofVersion = (expression: string): string =>
  `SELECT ${expression} FROM resource_versions WHERE resource_id = r.id AND version = r.version LIMIT 1`;

/**
 * One statement for the page and for how many there are in all. The ids that match are collected first: of ten thousand
 * resources, only those of the page are looked at whole. One row with nulls when the page is empty.
 */
const LIST = statement(
  'resources.list',
  `WITH matching AS MATERIALIZED (
     SELECT r.id FROM resources r
     WHERE r.org_id = $1 AND r.deleted_at IS NULL
       AND ($2::boolean IS NULL OR r.active = $2)
       AND ($3::text[] IS NULL OR r.type = ANY ($3))
       AND ($4::text[] IS NULL OR (${ofVersion('internal_id')}) = ANY ($4))
       AND ($5::text IS NULL OR strpos((${ofVersion('search')}), $5) > 0)
   )
   SELECT (SELECT count(*)::int FROM matching) AS total, page.*
   FROM (SELECT) AS one
   LEFT JOIN LATERAL (
     SELECT found.* FROM (
       SELECT id FROM matching WHERE $6::text IS NULL OR id < $6 ORDER BY id DESC OFFSET $7 LIMIT $8
     ) AS chosen
     CROSS JOIN LATERAL (
       SELECT ${RESOURCE_COLUMNS} FROM resources r
       JOIN resource_versions v ON v.resource_id = r.id AND v.version = r.version
       WHERE r.id = chosen.id AND r.org_id = $1 LIMIT 1
     ) AS found
   ) AS page ON true
   ORDER BY page.id DESC`,
);

type ListRow = { total: number } & (ResourceRow | { id: null });

/** GET /v1/resource. */
@Injectable()
export class ListResources {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(org: OrganizationId, query: ResourceQuery): Promise<ResourceList> {
    const { active = null, types, internalId, search, cursor, pageIndex, pageSize } = query;
    const values = [
      org,
      active,
      types?.length ? types : null,
      internalId?.length ? internalId : null,
      search ? folded(search) : null,
      cursor ?? null,
      cursor ? 0 : pageIndex * pageSize,
      pageSize + 1,
    ];
    const rows = await this.unitOfWork.read(org, (tx) => tx.query<ListRow & object>(LIST, values));
    const items = rows.flatMap(({ total: _, ...row }) => (row.id === null ? [] : resourceItem(row)));
    return pageOf(items, { count: rows[0].total, exact: true }, query, ({ id }) => id);
  }
}
