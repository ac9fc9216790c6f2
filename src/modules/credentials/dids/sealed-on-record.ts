import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { KeysService } from '../../keys';

/** That a document was sealed: when, and under which name the organization that asked for it signs. */
export interface SealRecord {
  at: Date;
  organization: string;
  /** When the credential it was sealed for was revoked; null where it was not. */
  revokedAt: Date | null;
  /** It was found later that it is not the document that was asked. */
  isBroken: boolean;
}

interface FoundRow {
  at: Date;
  org: OrganizationId;
  did: string;
}

const FIND = statement(
  'sealings.of-document',
  `SELECT s.sealed_at AS at, o.id AS org, o.did FROM sealings s JOIN organizations o ON o.id = s.org_id
   WHERE s.document_sha256 = decode($1, 'hex') OR s.evidence_sha256 = decode($1, 'hex')
     OR s.credential_id IN (SELECT credential_id FROM seal_revisions WHERE sha256 = decode($1, 'hex'))
   ORDER BY s.sealed_at LIMIT 1`,
);
/** One document may have been sealed for several credentials only if it carries no evidence of any: then one that counts is enough. */
const REVOKED = statement(
  'sealings.revoked-document',
  `SELECT CASE WHEN bool_and(e.revoked_at IS NOT NULL) THEN max(e.revoked_at) END AS "revokedAt",
     coalesce(bool_or(b.credential_id IS NOT NULL), false) AS "isBroken"
   FROM sealings s LEFT JOIN broken_seals b ON b.org_id = s.org_id AND b.credential_id = s.credential_id
   JOIN status_entries e ON e.org_id = s.org_id AND e.credential_id = s.credential_id
   WHERE s.org_id = $1 AND (s.document_sha256 = decode($2, 'hex') OR s.evidence_sha256 = decode($2, 'hex')
     OR s.credential_id IN (SELECT credential_id FROM seal_revisions WHERE org_id = $1 AND sha256 = decode($2, 'hex')))`,
);

/** Which documents were sealed here, for whoever holds one: its digest is all that opens it. */
@Injectable()
export class SealedOnRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
  ) {}

  /** By SHA-256 in hex; undefined when no such document was sealed here. */
  async find(sha256: string): Promise<SealRecord | undefined> {
    const [found] = await this.unitOfWork.runAsSystem('sealed-document.find', (tx) =>
      tx.query<FoundRow & object>(FIND, [sha256]),
    );
    if (!found) return undefined;
    const { at, org, did } = found;
    const [{ revokedAt, isBroken }] = await this.unitOfWork.read(org, (tx) =>
      tx.query<Pick<SealRecord, 'revokedAt' | 'isBroken'>>(REVOKED, [org, sha256]),
    );
    return { at, organization: this.keys.issuerDid(did), revokedAt, isBroken };
  }
}
