import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import type { CallingOrganization, OrganizationId } from '../../../platform/http';
import { OneTimeCodes } from '../../../platform/secrets';
import type { Contact } from '../../subjects';
import type { StoredRequestStatus } from '../request-status';
import type { SecurityLevel } from '../../identity';

/** Where a link leads. */
export interface FoundLink {
  org: OrganizationId;
  entryId: string;
}

/** One contact of a request, with what the request says to everybody. */
export interface Entry {
  id: string;
  requestId: string;
  subjectId: string;
  did: string;
  contact: string;
  contactType: Contact['type'];
  wrongCodes: number;
  codesSentAt: Date[];
  createdAt: Date;
  /** When this person finished, through whichever contact. */
  decidedAt: Date | null;
  /** Whether this person has decided anything in the request. */
  hasDecided: boolean;
  /** Whether the request asks other people, too. */
  asksOthers: boolean;
  requestName: string | null;
  requestStatus: StoredRequestStatus;
  securityLevel: SecurityLevel;
  /** A keyed hash of the number of the document that is expected of this contact. */
  expectedDocument: Buffer | null;
  codeDelivery: CallingOrganization['codeDelivery'];
  language: string;
  redirectUrl: string | null;
  expiresAt: Date;
}

const FIND_LINK = statement(
  'answering.find-link',
  'SELECT org_id AS org, id AS "entryId" FROM request_subjects WHERE link_hash = $1',
);
const FIND_ENTRY = statement(
  'answering.find-entry',
  `SELECT s.id, s.request_id AS "requestId", s.subject_id AS "subjectId", p.did, s.contact, s.contact_type AS "contactType",
     s.wrong_codes AS "wrongCodes", s.codes_sent_at AS "codesSentAt", s.created_at AS "createdAt", s.decided_at AS "decidedAt",
     s.expected_document AS "expectedDocument",
     EXISTS (
       SELECT FROM credentials c JOIN decisions d ON d.credential_id = c.id
       WHERE c.request_id = s.request_id AND d.subject_id = s.subject_id
     ) AS "hasDecided",
     EXISTS (
       SELECT FROM request_subjects o WHERE o.org_id IS NOT DISTINCT FROM $1 AND o.request_id = s.request_id AND o.subject_id <> s.subject_id
     ) AS "asksOthers",
     r.name AS "requestName", r.status AS "requestStatus", r.security_level AS "securityLevel",
     r.code_delivery AS "codeDelivery", r.language, r.redirect_url AS "redirectUrl", r.expires_at AS "expiresAt"
   FROM request_subjects s
   CROSS JOIN LATERAL (SELECT did FROM subjects WHERE org_id IS NOT DISTINCT FROM $1 AND id = s.subject_id LIMIT 1) p
   CROSS JOIN LATERAL (SELECT * FROM requests WHERE org_id IS NOT DISTINCT FROM $1 AND id = s.request_id LIMIT 1) r
   WHERE s.org_id IS NOT DISTINCT FROM $1 AND s.id = $2`,
);

/** The token of a link, as it is made: 24 lower-case hex digits. */
const LINK_TOKEN = /^[0-9a-f]{24}$/;

/** From a link to the entry behind it. */
@Injectable()
export class FindEntry {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: OneTimeCodes,
  ) {}

  /** Whose entry a token belongs to; null when it leads nowhere. */
  async link(token: string): Promise<FoundLink | null> {
    if (!LINK_TOKEN.test(token)) return null;
    const [found] = await this.unitOfWork.runAsSystem('link.find', (tx) =>
      tx.query<FoundLink & object>(FIND_LINK, [this.codes.hashLinkToken(token)]),
    );
    return found ?? null;
  }

  async entry(tx: Transaction, { org, entryId }: FoundLink): Promise<Entry> {
    const [entry] = await tx.query<Entry & object>(FIND_ENTRY, [org, entryId]);
    if (!entry) throw new Error(`No entry ${entryId}`);
    return entry;
  }
}
