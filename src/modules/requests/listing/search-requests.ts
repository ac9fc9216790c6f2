import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../../platform/database';
import { COUNTED_EXACTLY, type ListQuery, type OrganizationId } from '../../../platform/http';
import { beginningOf, offsetOf } from './beginning';
import type { FoundRequests } from './find-requests';
import type { RequestFilter } from './request-filter';
import { hitsOf, MOST_HITS, sampleOf } from './sources';

interface Hits {
  /** How many the search finds, as far as it looks. */
  hits: number;
  /** How many of these fit the other filters. */
  count: number;
  /** The page of those. */
  ids: string[];
}

/** What the index finds; or about how much there is, where that is too much to count; null: it cannot help. */
export type Finds = FoundRequests | { about: number } | null;

/**
 * Looks a search up in the trigram index. Row-level security keeps LIKE away from every index (it might tell what it
 * compared), so this one statement goes through the second door, names the organization itself and brings back ids only;
 * what is shown is read again through the first.
 */
@Injectable()
export class SearchRequests {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(org: OrganizationId, filter: RequestFilter, page: ListQuery): Promise<Finds> {
    const byId = filter.internalIds !== null || filter.credentialInternalIds !== null;
    const narrowed = byId || Object.values(filter.person).some(({ length }) => length > 0);
    if (filter.pattern === null || !filter.indexed || narrowed) return null;
    const sample = sampleOf(org, filter, { persons: null, withInternalId: [] });
    const [about, beginning] = await this.unitOfWork.read(org, async (tx) => {
      const [sampled, from] = await Promise.all([
        tx.query<{ count: number }>(statement(`requests.${sample.name}`, sample.sql), sample.values),
        beginningOf(tx, org, page),
      ]);
      return [sampled[0].count, from] as const;
    });
    // What lies everywhere is found at once by reading on; the index would bring back half the table.
    if (about > MOST_HITS) return { about };
    const hits = hitsOf(org, filter, beginning, offsetOf(page), page.pageSize + 1);
    const [found] = await this.unitOfWork.runAsSystem('requests.search', (tx) =>
      tx.query<Hits & object>(statement(`requests.${hits.name}`, hits.sql), hits.values),
    );
    if (found.hits <= MOST_HITS) return { ids: found.ids, total: { count: found.count, exact: true } };
    // Much is found and little of it fits: whatever made it little is a better way in than the search.
    return about > COUNTED_EXACTLY ? { about } : null;
  }
}
