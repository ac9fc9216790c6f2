import { COUNTED_EXACTLY } from '../../../platform/http';
import { SECURITY_LEVELS } from '../../identity';
import type { Beginning } from './beginning';
import type { RequestFilter } from './request-filter';

/** Whom a filter means. */
export interface People {
  /** Whom contact, DID and subject filters leave; null: they ask for nobody. */
  persons: string[] | null;
  /** Who has one of the internal ids that either the request or a person must have. */
  withInternalId: string[];
}

/** A query of `(created_at, id)`, newest first. Its name stands for its text. */
export interface Source {
  name: string;
  sql: string;
  values: unknown[];
}

/** $1 to $5. Infinities stand for no bound: one text, and so one plan, serves all. */
const bounds = (org: string, filter: RequestFilter, beginning: Beginning | null): unknown[] => [
  org,
  filter.madeFrom ?? '-infinity',
  filter.madeUntil ?? 'infinity',
  beginning?.createdAt ?? 'infinity',
  beginning?.id ?? 'g', // behind every hex digit
];
const made = (at: string): string => `${at} >= $2::timestamptz AND ${at} < $3::timestamptz`;
const further = (at: string, id: string): string => `(${at}, ${id}) < ($4::timestamptz, $5::text COLLATE "C")`;
const bounded = (at: string, id: string): string => `${made(at)} AND ${further(at, id)}`;

/** $6 to $9. */
const states = ({ statuses, levels }: RequestFilter): unknown[] => [
  statuses.stored,
  statuses.expiresAfter,
  statuses.expiresUntil,
  levels,
];
const OPEN = 'r.expires_at > $7::timestamptz AND r.expires_at <= $8::timestamptz';
const FITS = `r.org_id = $1 AND r.status = ANY($6::text[]) AND (r.status <> 'PENDING' OR (${OPEN}))
  AND r.security_level = ANY($9::text[]) AND ${made('r.created_at')}`;
const NEWEST_FIRST = 'ORDER BY created_at DESC, id DESC';

/** All but the canceled ones, along one index. */
const newest = (matching: string): string => `
  SELECT r.created_at, r.id FROM requests r
  WHERE r.org_id = $1 AND r.status <> 'CANCELED' AND ${bounded('r.created_at', 'r.id')} ${matching} ${NEWEST_FIRST}`;

/** A branch a status and level, each along its index, merged: so a rare one is found at once. Those not wanted never begin. */
const byStatus = (matching: string): string => {
  const branch = (status: string, level: string): string => `(
    SELECT r.created_at, r.id FROM requests r
    WHERE '${status}' = ANY($6::text[]) AND '${level}' = ANY($9::text[]) AND r.org_id = $1 AND r.status = '${status}'
      AND r.security_level = '${level}' AND ${bounded('r.created_at', 'r.id')} ${status === 'PENDING' ? `AND ${OPEN}` : ''} ${matching}
    ${NEWEST_FIRST})`;
  const statuses = ['PENDING', 'COMPLETED', 'REJECTED', 'CANCELED'];
  const branches = statuses.flatMap((status) => SECURITY_LEVELS.map((level) => branch(status, level)));
  return `${branches.join(' UNION ALL ')} ${NEWEST_FIRST}`;
};

/** The request itself or somebody it asks has one of the internal ids $11; $12 are the people who have it. */
const ANSWERS_TO = `($11::text[] IS NULL OR r.internal_id = ANY($11) OR EXISTS (
  SELECT FROM request_subjects s WHERE s.request_id = r.id AND s.subject_id = ANY($12::text[])))`;
const fitting = (matching: string): string =>
  `CROSS JOIN LATERAL (SELECT 1 FROM requests r WHERE r.id = e.id AND ${FITS} AND ${ANSWERS_TO} ${matching} LIMIT 1) fits`;

/** What asks one person ($10), along the index of their entries. Two contacts of a person in one request are one request. */
const ofPerson = (matching: string): string => `
  SELECT e.created_at, e.id FROM (
    SELECT DISTINCT s.created_at, s.request_id AS id FROM request_subjects s
    WHERE s.org_id = $1 AND s.subject_id = $10 AND ${bounded('s.created_at', 's.request_id')} ${NEWEST_FIRST}
  ) e ${fitting(matching)} ORDER BY e.created_at DESC, e.id DESC`;

/** What asks any of these people ($10): put in order afterwards. */
const ofPeople = (matching: string): string => `
  SELECT e.created_at, e.id FROM (
    SELECT DISTINCT s.created_at, s.request_id AS id FROM request_subjects s
    WHERE s.org_id = $1 AND s.subject_id = ANY($10::text[]) AND ${bounded('s.created_at', 's.request_id')}
  ) e ${fitting(matching)} ORDER BY e.created_at DESC, e.id DESC`;

/** What has one of these internal ids ($10) or asks somebody who has it ($11): few, put in order afterwards. */
const byInternalId = (matching: string): string => `
  SELECT r.created_at, r.id FROM (
    SELECT id FROM requests WHERE org_id = $1 AND internal_id = ANY($10::text[])
    UNION SELECT s.request_id FROM request_subjects s WHERE s.org_id = $1 AND s.subject_id = ANY($11::text[])
  ) e CROSS JOIN LATERAL (SELECT r.created_at, r.id FROM requests r WHERE r.id = e.id AND ${FITS} ${matching} LIMIT 1) r
  WHERE ${further('r.created_at', 'r.id')} ${NEWEST_FIRST}`;

/** Something that the request asks has one of the internal ids of this parameter. */
const asksFor = (parameter: number): string =>
  `EXISTS (SELECT FROM credentials c WHERE c.request_id = r.id AND c.internal_id = ANY($${parameter}::text[]))`;

/** What asks for something with one of these internal ids ($10): few, put in order afterwards. */
const byAskedId = (matching: string): string => `
  SELECT r.created_at, r.id FROM (
    SELECT DISTINCT request_id AS id FROM credentials WHERE org_id = $1 AND internal_id = ANY($10::text[])
  ) e CROSS JOIN LATERAL (SELECT r.created_at, r.id FROM requests r WHERE r.id = e.id AND ${FITS} ${matching} LIMIT 1) r
  WHERE ${further('r.created_at', 'r.id')} ${NEWEST_FIRST}`;

/** The source that reads least for this filter. */
export function sourceOf(
  org: string,
  filter: RequestFilter,
  { persons, withInternalId }: People,
  beginning: Beginning | null,
): Source {
  const [few, all] = [bounds(org, filter, beginning), [...bounds(org, filter, beginning), ...states(filter)]];
  const source = (name: string, sql: (matching: string) => string, given: unknown[]): Source => {
    const { pattern, credentialInternalIds: ids } = filter;
    const values = [...given, ...(pattern === null ? [] : [pattern]), ...(ids === null ? [] : [ids])];
    const matching = [
      ...(pattern === null ? [] : [`AND r.search LIKE $${given.length + 1}`]),
      ...(ids === null ? [] : [`AND ${asksFor(values.length)}`]),
    ].join(' ');
    const named = [name, ...(pattern === null ? [] : ['matching']), ...(ids === null ? [] : ['asking'])].join('-');
    return { name: named, sql: sql(matching), values };
  };
  if (persons?.length === 1)
    return source('person', ofPerson, [...all, persons[0], filter.internalIds, withInternalId]);
  if (persons) return source('people', ofPeople, [...all, persons, filter.internalIds, withInternalId]);
  if (filter.internalIds !== null)
    return source('internal-id', byInternalId, [...all, filter.internalIds, withInternalId]);
  if (filter.credentialInternalIds !== null)
    return source('asked-id', byAskedId, [...all, filter.credentialInternalIds]);
  return filter.usual ? source('newest', newest, few) : source('status', byStatus, all);
}

/** What a search looks up at most: beyond it the index brings back more than it saves. */
export const MOST_HITS = 2 * COUNTED_EXACTLY;

/**
 * What the trigram index finds, and of that a page of what fits. Materialized, or else the planner, which cannot know the
 * pattern, would rather read the whole list and compare.
 */
export const hitsOf = (
  org: string,
  filter: RequestFilter,
  beginning: Beginning | null,
  offset: number,
  limit: number,
): Source => ({
  name: 'hits',
  sql: `WITH hits AS MATERIALIZED (
      SELECT org_id, created_at, id, status, expires_at, security_level FROM requests
      WHERE org_id = $1 AND search LIKE $10 LIMIT ${MOST_HITS + 1}
    ), fitting AS MATERIALIZED (SELECT r.created_at, r.id FROM hits r WHERE ${FITS})
    SELECT (SELECT count(*)::int FROM hits) AS hits, (SELECT count(*)::int FROM fitting) AS count, ARRAY(
      SELECT id FROM fitting WHERE ${further('created_at', 'id')} ${NEWEST_FIRST} OFFSET $11 LIMIT $12) AS ids`,
  values: [...bounds(org, filter, beginning), ...states(filter), filter.pattern, offset, limit],
});

/** About 200 pages of the table. */
const PERCENT = `(SELECT least(100, 20000 / greatest(pg_relation_size('requests') / 8192, 1)::real))`;

/** How many rows fit, by those of a sample; the same sample each time, so that the answer does not tremble. */
export const sampleOf = (org: string, filter: RequestFilter, { persons, withInternalId }: People): Source => ({
  name: 'sample',
  sql: `SELECT round(count(*) * 100 / ${PERCENT})::int AS count
    FROM requests r TABLESAMPLE SYSTEM (${PERCENT}) REPEATABLE (1)
    WHERE ${FITS} AND ${further('r.created_at', 'r.id')} AND ($10::text IS NULL OR r.search LIKE $10) AND ${ANSWERS_TO} AND ($13::text[] IS NULL OR EXISTS (
      SELECT FROM request_subjects s WHERE s.request_id = r.id AND s.subject_id = ANY($13)))
      AND ($14::text[] IS NULL OR ${asksFor(14)})`,
  values: [
    ...bounds(org, filter, null),
    ...states(filter),
    filter.pattern,
    filter.internalIds,
    withInternalId,
    persons,
    filter.credentialInternalIds,
  ],
});
