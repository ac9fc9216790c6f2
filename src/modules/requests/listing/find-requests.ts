import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import { COUNTED_EXACTLY, type ListQuery, type OrganizationId, type Total } from '../../../platform/http';
import { FindPeople } from '../../subjects';
import { beginningOf, offsetOf, type Beginning } from './beginning';
import type { RequestFilter } from './request-filter';
import { sampleOf, sourceOf, type People, type Source } from './sources';

/** A page of ids, one more than the page holds when there is a next one, and how many there are in all. */
export interface FoundRequests {
  ids: string[];
  total: Total;
}

/** Which requests a page of the list shows. */
@Injectable()
export class FindRequests {
  constructor(private readonly people: FindPeople) {}

  /** `about`: how many there are, where that is known and need not be counted. */
  async execute(
    tx: Transaction,
    org: OrganizationId,
    filter: RequestFilter,
    about: number | null,
    page: ListQuery,
  ): Promise<FoundRequests> {
    const [people, beginning] = await Promise.all([this.meant(tx, org, filter), beginningOf(tx, org, page)]);
    if (people.persons?.length === 0 || filter.statuses.stored.length === 0)
      return { ids: [], total: { count: 0, exact: true } };
    const source = (from: Beginning | null): Source => sourceOf(org, filter, people, from);
    const [ids, total] = await Promise.all([
      pageOf(tx, source(beginning), offsetOf(page), page.pageSize + 1),
      about === null ? totalOf(tx, source(null), () => sampleOf(org, filter, people)) : { count: about, exact: false },
    ]);
    return { ids, total };
  }

  private async meant(tx: Transaction, org: OrganizationId, filter: RequestFilter): Promise<People> {
    const [persons, withInternalId] = await Promise.all([
      this.people.execute(tx, org, filter.person),
      filter.internalIds === null ? [] : this.people.withInternalId(tx, org, filter.internalIds),
    ]);
    return { persons, withInternalId };
  }
}

async function pageOf(tx: Transaction, source: Source, offset: number, limit: number): Promise<string[]> {
  const next = source.values.length + 1;
  const page = statement(`requests.list-${source.name}`, `${source.sql} OFFSET $${next} LIMIT $${next + 1}`);
  return (await tx.query<{ id: string }>(page, [...source.values, offset, limit])).map(({ id }) => id);
}

/** Counted as far as lists count; beyond that told by a sample, and never less than what was counted. */
async function totalOf(tx: Transaction, source: Source, sample: () => Source): Promise<Total> {
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
