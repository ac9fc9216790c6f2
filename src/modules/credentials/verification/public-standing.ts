import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { isId } from '../../../platform/ids';
import { equalInConstantTime } from '../../../platform/secrets';
import {
  credentialStatus,
  type CredentialStatus,
  type StatusReason,
  type StoredCredentialStatus,
} from '../credential-status';

/** What anybody who has the address of a credential may know of it: whose it is and whether it stands; never what it says. */
export interface PublicStanding {
  organization: { name: string; colour: string | null };
  status: CredentialStatus;
  statusReason?: StatusReason;
  /** Null while it is not sealed. */
  sealedAt: Date | null;
  /** SHA-256 of each file that the sealed document has been, in hex, the newest last: a renewed seal makes another one of it. */
  documents: string[];
  /** What was sealed is not what was asked: it was found later. */
  isBroken: boolean;
}

const FIND = statement('credentials.owner', 'SELECT org_id AS org FROM credentials WHERE id = $1');
const STANDING = statement(
  'credentials.public-standing',
  `SELECT c.status, c.status_reason AS "statusReason", c.answerable_until AS "answerableUntil", c.valid_until AS "validUntil",
     s.sealed_at AS "sealedAt", s.credential->>'id' AS address, CASE WHEN s.document_sha256 IS NULL THEN '{}' ELSE ARRAY[encode(s.document_sha256, 'hex')] END || ARRAY(
       SELECT encode(r.sha256, 'hex') FROM seal_revisions r
       WHERE r.org_id = $1 AND r.credential_id = c.id AND r.part = 'DOCUMENT' ORDER BY r.number) AS documents,
     EXISTS (SELECT FROM broken_seals b WHERE b.org_id = $1 AND b.credential_id = c.id) AS "isBroken",
     jsonb_build_object('name', o.name, 'colour', o.colour) AS organization
   FROM credentials c JOIN organizations o ON o.id = c.org_id LEFT JOIN sealings s ON s.credential_id = c.id
   WHERE c.org_id = $1 AND c.id = $2`,
);

type StandingRow = StoredCredentialStatus &
  Pick<PublicStanding, 'organization' | 'sealedAt' | 'documents' | 'isBroken'> & { address: string };

/** Looks up how a credential stands for whoever was handed it. */
@Injectable()
export class PublicStandings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * By both parts of its address (verify-url.ts), as it was signed; `token` is empty where there is none. Null for what is
   * unknown, malformed, or not sealed yet: before that there is nothing to check.
   */
  async of(token: string, credentialId: string): Promise<PublicStanding | null> {
    if (!isId(credentialId)) return null;
    const [owner] = await this.unitOfWork.runAsSystem('credential.find', (tx) =>
      tx.query<{ org: OrganizationId }>(FIND, [credentialId]),
    );
    if (!owner) return null;
    const [row] = await this.unitOfWork.read(owner.org, (tx) =>
      tx.query<StandingRow & object>(STANDING, [owner.org, credentialId]),
    );
    if (!row?.sealedAt || !equalInConstantTime(Buffer.from(tokenIn(row.address)), Buffer.from(token))) return null;
    const { organization, sealedAt, documents, isBroken } = row;
    return { organization, sealedAt, documents, isBroken, ...credentialStatus(row, this.clock.now()) };
  }
}

const tokenIn = (address: string): string => /\/verify\/([0-9a-f]{32})\//.exec(address)?.[1] ?? '';
