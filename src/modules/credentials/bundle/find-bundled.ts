import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { Problem, type OrganizationId } from '../../../platform/http';
import type { SecuredDocument } from '../../keys';
import { credentialStatus, type StoredCredentialStatus } from '../credential-status';
import { ReadSealingFacts, type Closed } from '../sealing/read-sealing-facts';

/** A sealed credential, or the record of what came of it, with the names of everything that the log may have about it. */
export interface Bundled extends Closed {
  credential: SecuredDocument & { id: string };
  /** Each decision's own document, in the order in which people decided. */
  decisions: { id: string; document: SecuredDocument }[];
  /** Of the newest revision of the sealed file, in hex; null unless an approved DOCUMENT. */
  sealedSha256: string | null;
  /** Of the newest revision of its evidence, where that is a file of its own. */
  evidenceSha256: string | null;
  /** Whether and when it ended after it was approved: by the organization, or by who gave it. */
  takenBack: { by: 'REVOKED' | 'WITHDRAWN'; at: Date } | null;
  requestId: string;
  requestName: string | null;
  askedAt: Date;
  entries: string[];
  people: string[];
  /** Of everybody who was asked. */
  askedContacts: string[];
}

interface Row extends StoredCredentialStatus, Omit<Bundled, keyof Closed | 'credential' | 'decisions' | 'takenBack'> {
  sealing: 'PENDING' | 'SEALED' | 'REFUSED' | null;
  sealingError: string | null;
  credential: Bundled['credential'] | null;
  revokedAt: Date | null;
}

const newest = (part: 'DOCUMENT' | 'EVIDENCE') =>
  `(SELECT sha256 FROM seal_revisions WHERE org_id = $1 AND credential_id = $2 AND part = '${part}' ORDER BY number DESC LIMIT 1)`;
const FIND = statement(
  'bundles.credential',
  `SELECT c.status, c.status_reason AS "statusReason", c.answerable_until AS "answerableUntil", c.valid_until AS "validUntil", c.revoked_at AS "revokedAt",
     s.status AS sealing, s.error AS "sealingError", s.credential, encode(coalesce(d.sha256, s.document_sha256), 'hex') AS "sealedSha256",
     encode(coalesce(v.sha256, s.evidence_sha256), 'hex') AS "evidenceSha256",
     r.id AS "requestId", r.name AS "requestName", r.created_at AS "askedAt", e.entries, e.people, e."askedContacts"
   FROM credentials c JOIN requests r ON r.id = c.request_id LEFT JOIN sealings s ON s.credential_id = c.id
   LEFT JOIN LATERAL ${newest('DOCUMENT')} d ON true LEFT JOIN LATERAL ${newest('EVIDENCE')} v ON true
   CROSS JOIN LATERAL (
     SELECT array_agg(id) AS entries, array_agg(DISTINCT subject_id) AS people, array_agg(contact) AS "askedContacts"
     FROM request_subjects WHERE request_id = r.id
   ) e
   WHERE c.org_id = $1 AND c.id = $2`,
);
const DECISIONS = statement(
  'bundles.decisions',
  `SELECT d.id, p.document FROM decisions d JOIN decision_documents p ON p.decision_id = d.id
   WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.credential_id = $2 ORDER BY d.decided_at, d.id`,
);

/** Finds what a bundle is made of; refuses what is not proved yet, or never will be. */
@Injectable()
export class FindBundled {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReadSealingFacts,
    private readonly clock: Clock,
  ) {}

  execute(org: OrganizationId, id: string): Promise<Bundled> {
    return this.unitOfWork.read(org, async (tx) => {
      const [row] = await tx.query<Row & object>(FIND, [org, id]);
      if (!row) throw new Problem('not_found', 'Credential not found for issuer');
      if (!row.credential) throw this.refusal(row);
      const decisions = await tx.query<Bundled['decisions'][number] & object>(DECISIONS, [org, id]);
      const closed = await this.facts.closed(tx, org, id);
      const ended = closed.facts.ended ? null : takenBack(row);
      return { ...row, ...closed, credential: row.credential, decisions, takenBack: ended };
    });
  }

  private refusal(row: Row): Problem {
    const { status, statusReason } = credentialStatus(row, this.clock.now());
    if (status === 'PENDING')
      return new Problem('not_decided_yet', 'This credential has not been decided yet: there is nothing to prove');
    if (row.sealing === 'REFUSED') return new Problem('sealing_refused', row.sealingError!);
    if (row.sealing) return new Problem('not_sealed_yet', 'The credential is being sealed. Try again in a moment.');
    const ended = [status, statusReason].filter(Boolean).join(', ');
    return new Problem(
      'request_closed',
      `This credential ended before anybody had answered (${ended}): there is nothing to prove`,
    );
  }
}

/** What was sealed as approved or rejected can only have been taken back since. */
const takenBack = ({ statusReason, revokedAt }: Row): Bundled['takenBack'] =>
  revokedAt && { by: statusReason === 'WITHDRAWN' ? 'WITHDRAWN' : 'REVOKED', at: revokedAt };
