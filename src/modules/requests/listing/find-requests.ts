import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { COUNTED_EXACTLY, Problem, type ListQuery, type OrganizationId, type Total } from '../../../platform/http';
import { FindPeople } from '../../subjects';
import type { RequestFilter } from './request-filter';
import type { Finds } from './search-requests';
import { sampleOf, sourceOf, type Beginning, type People, type Source } from './sources';

const BEGINNING = statement(
  'requests.beginning',
  'SELECT id, created_at AS "createdAt" FROM requests WHERE org_id = $1 AND id = $2',
);

/** A page of ids, one more than the page holds when there is a next one, and how many there are in all. */
export interface FoundRequests {
  ids: string[];
  total: Total;
}

/** Which requests a page of the list shows. */
@Injectable()
export class FindRequests {
  constructor(private readonly people: FindPeople) {}

  async execute(
    tx: Transaction,
    org: OrganizationId,
    filter: RequestFilter,
    finds: Finds,
    page: Pick<ListQuery, 'pageIndex' | 'pageSize' | 'cursor'>,
  ): Promise<FoundRequests> {
    const [people, beginning] = await Promise.all([this.meant(tx, org, filter), this.beginning(tx, org, page.cursor)]);
    if (people.persons?.length === 0 || filter.statuses.stored.length === 0)
      return { ids: [], total: { count: 0, exact: true } };
    const hits = finds && 'ids' in finds ? finds.ids : null;
    const source = (from: Beginning | null): Source => sourceOf(org, filter, people, hits, from);
    const offset = beginning ? 0 : page.pageIndex * page.pageSize;
    const [ids, total] = await Promise.all([
      pageOf(tx, source(beginning), offset, page.pageSize + 1),
      totalOf(tx, source(null), finds, () => sampleOf(org, filter, people)),
    ]);
    return { ids, total };
  }

  private async meant(tx: Transaction, org: OrganizationId, filter: RequestFilter): Promise<People> {
    const [persons, withInternalId] = await Promise.all([
      this.people.execute(tx, org, filter.person),
      filter.internalId === null ? [] : this.people.withInternalId(tx, org, filter.internalId),
    ]);
    return { persons, withInternalId };
  }

  private async beginning(tx: Transaction, org: OrganizationId, cursor?: string): Promise<Beginning | null> {
    if (cursor === undefined) return null;
    const [beginning] = await tx.query<Beginning & object>(BEGINNING, [org, cursor]);
    if (beginning) return beginning;
    throw Problem.invalid([{ field: 'cursor', message: 'cursor must be the nextCursor of another page' }]);
  }
}

async function pageOf(tx: Transaction, source: Source, offset: number, limit: number): Promise<string[]> {
  const next = source.values.length + 1;
  const page = statement(`requests.list-${source.name}`, `${source.sql} OFFSET $${next} LIMIT $${next + 1}`);
  return (await tx.query<{ id: string }>(page, [...source.values, offset, limit])).map(({ id }) => id);
}

/** Counted as far as lists count; beyond that told by a sample, and never less than what was counted. */
async function totalOf(tx: Transaction, source: Source, finds: Finds, sample: () => Source): Promise<Total> {
  if (finds && 'ids' in finds) return { count: finds.ids.length, exact: true };
  if (finds) return { count: finds.about, exact: false };
  const counting = `SELECT count(*)::int AS count FROM (${source.sql} LIMIT ${COUNTED_EXACTLY + 1}) AS counted`;
  const count = await number(tx, `count-${source.name}`, counting, source.values);
  if (count <= COUNTED_EXACTLY) return { count, exact: true };
  const { name, sql, values } = sample();
  return { count: Math.max(count, await number(tx, name, sql, values)), exact: false };
}

async function number(tx: Transaction, name: string, sql: string, values: unknown[]): Promise<number> {
  const [{ count }] = await tx.query<{ count: number }>(statement(`requests.${name}`, sql), values);
  return count;
}
