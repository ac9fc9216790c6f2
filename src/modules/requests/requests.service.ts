import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { OneTimeCodes } from '../../platform/secrets';
import { arrivalState, type ArrivalState } from './arrival-state';
import type { StoredRequestStatus } from './request-status';

/** What somebody who only holds the link may know of a request: who asks, how much, until when; never what. */
export interface Arrival {
  state: ArrivalState;
  requestName: string | null;
  /** One of the languages that messages are written in, e.g. `ENG`. */
  language: string;
  itemCount: number;
  expiresAt: Date;
  organization: {
    id: OrganizationId;
    name: string;
    colour: string | null;
    hasLogo: boolean;
    /** Where the pages may be embedded. */
    allowedOrigins: string[];
  };
}

interface ArrivalRow {
  name: string | null;
  language: string;
  status: StoredRequestStatus;
  expires_at: Date;
  item_count: number;
  organization: Arrival['organization'];
}

const FIND_ARRIVAL = statement(
  'requests.find-arrival',
  `SELECT r.name, r.language, r.status, r.expires_at, c.item_count, o.organization
   FROM request_subjects s
   CROSS JOIN LATERAL (
     SELECT name, language, status, expires_at FROM requests WHERE id = s.request_id LIMIT 1
   ) r
   CROSS JOIN LATERAL (SELECT count(*)::int AS item_count FROM credentials WHERE request_id = s.request_id) c
   CROSS JOIN LATERAL (
     SELECT jsonb_build_object('id', id, 'name', name, 'colour', colour, 'hasLogo', logo IS NOT NULL,
       'allowedOrigins', allowed_origins) AS organization
     FROM organizations WHERE id = s.org_id LIMIT 1
   ) o
   WHERE s.link_hash = $1`,
);

/** The token of a link, as it is made: 24 lower-case hex digits. */
const LINK_TOKEN = /^[0-9a-f]{24}$/;

/** What other modules may do with requests. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: OneTimeCodes,
    private readonly clock: Clock,
  ) {}

  /** What the link of this token leads to; null when it leads nowhere. Changes nothing: a mail scanner may look too. */
  async arrival(token: string): Promise<Arrival | null> {
    if (!LINK_TOKEN.test(token)) return null;
    const [row] = await this.unitOfWork.runAsSystem('link.find', (tx) =>
      tx.query<ArrivalRow & object>(FIND_ARRIVAL, [this.codes.hashLinkToken(token)]),
    );
    if (!row) return null;
    return {
      state: arrivalState(row.status, row.expires_at, this.clock.now()),
      requestName: row.name,
      language: row.language,
      itemCount: row.item_count,
      expiresAt: row.expires_at,
      organization: row.organization,
    };
  }
}
