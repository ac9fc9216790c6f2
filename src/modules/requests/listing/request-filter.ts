import { parseInstant } from '../../../platform/clock';
import type { CallingOrganization, FieldError } from '../../../platform/http';
import { NotAContact, normaliseContact, type PersonClues } from '../../subjects';
import type { RequestListQuery } from '../dto/request-list-query.dto';
import { hasTrigram, searchPattern } from '../search-text';
import { SECURITY_LEVELS, type SecurityLevel } from '../../identity';
import { storedStatuses, wantedStatuses, type StoredStatuses } from './wanted-statuses';

/** What a list is asked to show, understood. */
export interface RequestFilter {
  statuses: StoredStatuses;
  levels: readonly SecurityLevel[];
  /** No status and no level is named: everything but what was canceled. */
  usual: boolean;
  madeFrom: Date | null;
  /** Exclusive. */
  madeUntil: Date | null;
  /** Who is asked for; empty: nobody is. */
  person: PersonClues;
  /** Any of these is the request's, or that of a person it asks. */
  internalIds: string[] | null;
  /** Something that is asked has one of these. */
  credentialInternalIds: string[] | null;
  /** A LIKE pattern. */
  pattern: string | null;
  /** The pattern is of a kind that the trigram index finds. */
  indexed: boolean;
}

const DAY_MS = 86_400_000;

export function requestFilter(
  query: RequestListQuery,
  { defaultCountry }: Pick<CallingOrganization, 'defaultCountry'>,
  now: Date,
): { filter: RequestFilter; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const contacts = (field: 'contact' | 'subjectContact') =>
    query[field]?.flatMap((text) => known(text, defaultCountry, field, errors));
  const search = query.search?.trim() ?? '';
  const levels = query.securityLevel?.length ? query.securityLevel : SECURITY_LEVELS;
  const namesAgent = isGiven(query.agentDid) || isGiven(query.agentId);
  const filter: RequestFilter = {
    // There are no agents yet: whoever asks for one is shown nothing.
    statuses: storedStatuses(namesAgent ? [] : wantedStatuses(query.status, query.active), now),
    levels,
    usual: !namesAgent && !query.status?.length && query.active === undefined && levels === SECURITY_LEVELS,
    person: {
      contacts: [contacts('contact'), contacts('subjectContact')].filter(isGiven),
      dids: [query.did, query.subjectDid].filter(isGiven),
      internalIds: [query.subjectInternalId].filter(isGiven),
      ids: [query.subjectId?.map((id) => id.toLowerCase())].filter(isGiven),
    },
    ...days(query, errors),
    internalIds: isGiven(query.internalId) ? query.internalId : null,
    credentialInternalIds: isGiven(query.credentialInternalId) ? query.credentialInternalId : null,
    pattern: search === '' ? null : searchPattern(search),
    indexed: hasTrigram(search),
  };
  return { filter, errors };
}

const isGiven = (values: string[] | undefined): values is string[] => values !== undefined && values.length > 0;

function known(text: string, country: string | null, field: string, errors: FieldError[]): string[] {
  try {
    return [normaliseContact(text, country).value];
  } catch (error) {
    if (!(error instanceof NotAContact)) throw error;
    errors.push({ field, message: `${field} ${error.message}` });
    return [];
  }
}

/** Whole days, UTC: from the start of the one to the end of the other. */
function days(
  { dateFrom, dateTo }: RequestListQuery,
  errors: FieldError[],
): Pick<RequestFilter, 'madeFrom' | 'madeUntil'> {
  const from = dayOf(dateFrom, 'dateFrom', errors);
  const to = dayOf(dateTo, 'dateTo', errors);
  if (dateTo !== undefined && dateFrom === undefined)
    errors.push({ field: 'dateTo', message: 'dateTo needs dateFrom' });
  if (from && to && to < from) errors.push({ field: 'dateTo', message: 'dateTo must not lie before dateFrom' });
  return { madeFrom: from, madeUntil: to && new Date(to.getTime() + DAY_MS) };
}

function dayOf(text: string | undefined, field: string, errors: FieldError[]): Date | null {
  if (text === undefined) return null;
  const instant = parseInstant(text);
  if (!instant) {
    errors.push({ field, message: `${field} must be a date that exists, e.g. 2026-05-31` });
    return null;
  }
  return new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS);
}
