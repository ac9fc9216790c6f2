import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { CallingOrganization, OrganizationId } from '../../platform/http';
import type { Contact } from '../subjects';
import type { StoredRequestStatus } from './request-status';

/** One contact of a request with its request, as both are while this transaction holds them. */
export interface LockedEntry {
  id: string;
  requestId: string;
  subjectId: string;
  contact: string;
  contactType: Contact['type'];
  /** The sealed token of its link. */
  link: Buffer;
  wrongCodes: number;
  codesSentAt: Date[];
  createdAt: Date;
  requestName: string | null;
  requestStatus: StoredRequestStatus;
  codeDelivery: CallingOrganization['codeDelivery'];
  language: string;
  expiresAt: Date;
  codeLength: number;
  itemCount: number;
}

/** Shared, so that codes of several entries may be sent at once; a decision and a cancel take the request for themselves. */
const LOCK_REQUEST = statement(
  'requests.lock-for-entry',
  `SELECT 1 FROM requests
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = (SELECT request_id FROM request_subjects WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2) FOR SHARE`,
);
const LOCK_ENTRY = statement(
  'requests.lock-entry',
  `SELECT s.id, s.request_id AS "requestId", s.subject_id AS "subjectId", s.contact, s.contact_type AS "contactType", s.link,
     s.wrong_codes AS "wrongCodes", s.codes_sent_at AS "codesSentAt", s.created_at AS "createdAt",
     r.name AS "requestName", r.status AS "requestStatus", r.code_delivery AS "codeDelivery", r.language,
     r.expires_at AS "expiresAt", o.code_length AS "codeLength", c.item_count AS "itemCount"
   FROM request_subjects s
   CROSS JOIN LATERAL (
     SELECT name, status, code_delivery, language, expires_at FROM requests WHERE id = s.request_id LIMIT 1
   ) r
   CROSS JOIN LATERAL (SELECT code_length FROM organizations WHERE id = s.org_id LIMIT 1) o
   CROSS JOIN LATERAL (SELECT count(*)::int AS item_count FROM credentials WHERE request_id = s.request_id) c
   WHERE s.org_id IS NOT DISTINCT FROM $1 AND s.id = $2 FOR UPDATE OF s`,
);

/** Takes an entry for this transaction: the request first, then the entry, in the order that everybody keeps. */
@Injectable()
export class LockEntry {
  /** Null when the organization has no such entry. */
  async execute(tx: Transaction, org: OrganizationId, entryId: string): Promise<LockedEntry | null> {
    tx.send(LOCK_REQUEST, [org, entryId]);
    const [entry] = await tx.query<LockedEntry & object>(LOCK_ENTRY, [org, entryId]);
    return entry ?? null;
  }
}
