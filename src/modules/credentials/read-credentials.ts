import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { StoredField } from '../resources';
import {
  BRIEF_COLUMNS,
  credentialBrief,
  type BriefRow,
  type CredentialBrief,
  type CredentialRow,
} from './credential-view';
import { ANSWERS, ASKED_DATA } from './in-order';

/** What was asked: inline, or by the version of a resource that the request was made with. */
const WITH_DATA = `${BRIEF_COLUMNS}, ${ASKED_DATA} AS data
  FROM credentials c
  LEFT JOIN LATERAL (SELECT data, data_in_order FROM resource_versions WHERE id = c.resource_version_id LIMIT 1) v ON true`;

const ONE = statement('credentials.one', `SELECT ${WITH_DATA} WHERE c.org_id = $1 AND c.id = $2`);
const SEVERAL = statement('credentials.several', `SELECT ${WITH_DATA} WHERE c.org_id = $1 AND c.id = ANY($2::text[])`);
const ANSWERED = statement(
  'credentials.answers',
  `SELECT ${ANSWERS} AS answers FROM decisions d WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = $2 AND answers IS NOT NULL`,
);
const OF_REQUEST = statement(
  'credentials.of-request',
  `SELECT ${WITH_DATA} WHERE c.org_id = $1 AND c.request_id = $2 ORDER BY c.position`,
);
const OF_REQUESTS = statement(
  'credentials.of-requests',
  `SELECT c.request_id AS "requestId", ${BRIEF_COLUMNS} FROM credentials c
   WHERE c.org_id IS NOT DISTINCT FROM $1 AND c.request_id = ANY($2::text[]) ORDER BY c.request_id, c.position`,
);

/** Credentials as they lie in the database. */
@Injectable()
export class ReadCredentials {
  async one(tx: Transaction, org: OrganizationId, id: string): Promise<CredentialRow | null> {
    const [row] = await tx.query<CredentialRow & object>(ONE, [org, id]);
    return row ?? null;
  }

  /** In no order; what the organization does not have is missing. */
  several(tx: Transaction, org: OrganizationId, ids: string[]): Promise<CredentialRow[]> {
    return tx.query<CredentialRow & object>(SEVERAL, [org, ids]);
  }

  /** What people have answered in a FORM, each the fields with values. */
  async answersTo(tx: Transaction, org: OrganizationId, id: string): Promise<StoredField[][]> {
    const rows = await tx.query<{ answers: StoredField[] }>(ANSWERED, [org, id]);
    return rows.map(({ answers }) => answers);
  }

  /** In the order in which they are asked. */
  ofRequest(tx: Transaction, org: OrganizationId, requestId: string): Promise<CredentialRow[]> {
    return tx.query<CredentialRow & object>(OF_REQUEST, [org, requestId]);
  }

  /** For lists: in brief, by request, in the order in which they are asked. */
  async ofRequests(
    tx: Transaction,
    org: OrganizationId,
    requestIds: string[],
    now: Date,
  ): Promise<Map<string, CredentialBrief[]>> {
    const rows = await tx.query<BriefRow & { requestId: string }>(OF_REQUESTS, [org, requestIds]);
    const byRequest = new Map<string, CredentialBrief[]>(requestIds.map((id) => [id, []]));
    for (const row of rows) byRequest.get(row.requestId)!.push(credentialBrief(row, now));
    return byRequest;
  }
}
