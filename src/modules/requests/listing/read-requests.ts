import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { ReadCredentials, type CredentialBrief } from '../../credentials';
import { STANDING, toldStanding, type IdentityStanding, type IdentityStatus, type Kyc } from '../../subjects';
import { requestStatus, type EntryStatus, type RequestStatus, type StoredRequestStatus } from '../request-status';
import type { SecurityLevel } from '../../identity';

/** A request as lists tell it. */
export interface RequestItem {
  id: string;
  name: string | null;
  securityLevel: SecurityLevel;
  internalId: string | null;
  createdAt: Date;
  expiresAt: Date;
  status: RequestStatus;
  credentials: CredentialBrief[];
  subjects: RequestSubject[];
}

/** One contact of a request as it is told. */
export interface RequestSubject {
  /** Of the entry. */
  id: string;
  contact: string;
  did: string;
  internalId: string | null;
  status: EntryStatus;
}

/** The same, and how the person is known. */
export interface RequestSubjectDetail extends RequestSubject {
  identityStatus: IdentityStatus;
  kyc: Kyc;
}

const REQUESTS = statement(
  'requests.read',
  `SELECT r.* FROM unnest($2::text[]) WITH ORDINALITY AS named (id, position)
   CROSS JOIN LATERAL (
     SELECT id, name, security_level AS "securityLevel", internal_id AS "internalId", created_at AS "createdAt",
       expires_at AS "expiresAt", status
     FROM requests WHERE org_id = $1 AND id = named.id LIMIT 1
   ) r ORDER BY named.position`,
);
const SUBJECTS = statement(
  'requests.read-subjects',
  `SELECT s.request_id AS "requestId", s.id, s.contact, p.did, p.internal_id AS "internalId", s.status
   FROM request_subjects s
   CROSS JOIN LATERAL (SELECT did, internal_id FROM subjects WHERE id = s.subject_id LIMIT 1) p
   WHERE s.org_id = $1 AND s.request_id = ANY($2::text[]) ORDER BY s.request_id, s.position`,
);

/** Also how the person is known: for one request at a time. */
const STANDINGS = statement(
  'requests.read-standings',
  `SELECT e.id, p.standing FROM request_subjects e
   CROSS JOIN LATERAL (SELECT ${STANDING} FROM subjects s WHERE s.org_id IS NOT DISTINCT FROM $1 AND s.id = e.subject_id LIMIT 1) p
   WHERE e.org_id IS NOT DISTINCT FROM $1 AND e.request_id = $2`,
);

type RequestRow = Omit<RequestItem, 'status' | 'credentials' | 'subjects'> & { status: StoredRequestStatus };

/** Requests as the API tells them. */
@Injectable()
export class ReadRequests {
  constructor(private readonly credentials: ReadCredentials) {}

  /** In the order of `ids`; what the organization does not have is missing. */
  async execute(tx: Transaction, org: OrganizationId, ids: string[], now: Date): Promise<RequestItem[]> {
    const [requests, subjects, credentials] = await Promise.all([
      tx.query<RequestRow & object>(REQUESTS, [org, ids]),
      tx.query<RequestSubject & { requestId: string }>(SUBJECTS, [org, ids]),
      this.credentials.ofRequests(tx, org, ids, now),
    ]);
    const subjectsOf = new Map<string, RequestSubject[]>(ids.map((id) => [id, []]));
    for (const { requestId, ...subject } of subjects) subjectsOf.get(requestId)!.push(subject);
    return requests.map((request) => ({
      ...request,
      status: requestStatus(request.status, request.expiresAt, now),
      credentials: credentials.get(request.id)!,
      subjects: subjectsOf.get(request.id)!,
    }));
  }

  /** The subjects of one request, with how each person is known. */
  async known(tx: Transaction, org: OrganizationId, request: RequestItem, now: Date): Promise<RequestSubjectDetail[]> {
    const rows = await tx.query<{ id: string; standing: IdentityStanding }>(STANDINGS, [org, request.id]);
    const standings = new Map(rows.map(({ id, standing }) => [id, standing]));
    return request.subjects.map((subject) => ({ ...subject, ...toldStanding(standings.get(subject.id)!, now) }));
  }
}
