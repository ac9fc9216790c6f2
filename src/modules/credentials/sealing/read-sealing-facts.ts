import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { DocumentStore, type Box, type SealMark } from '../../documents';
import { OrganizationsService } from '../../organizations';
import { theDocumentIn, type DocumentReference } from '../../resources';
import type { StatusReason } from '../credential-status';
import type { EndedUndecided, SealedDecision, SealingFacts } from './sealing-facts';
import { ANSWERS, ASKED_DATA } from '../in-order';

/** A closed credential, who asked for it, and the contact of each decision by its id. */
export interface Closed {
  organization: { name: string; did: string };
  facts: SealingFacts;
  contacts: Map<string, string>;
}

/** A closed credential as it is read for sealing. */
export interface ToSeal extends Closed {
  /** The document that was signed and what people put into it; null unless an approved DOCUMENT. */
  document: { reference: DocumentReference; bytes: Buffer; marks: SealMark[] } | null;
}

const CREDENTIAL = statement(
  'sealings.credential',
  `SELECT c.id, c.type, c.status, c.name, c.description, c.internal_id AS "internalId", c.scope,
     c.valid_from AS "validFrom", c.valid_until AS "validUntil", ${ASKED_DATA} AS data,
     coalesce(c.decided_at, c.revoked_at, c.answerable_until) AS "closedAt", c.decided_at IS NOT NULL AS decided,
     coalesce(c.status_reason, 'EXPIRED') AS reason, r.security_level AS "securityLevel", s.verify_token AS "verifyToken"
   FROM credentials c JOIN requests r ON r.id = c.request_id JOIN sealings s ON s.credential_id = c.id
   LEFT JOIN LATERAL (
     SELECT data, data_in_order FROM resource_versions WHERE org_id IS NOT DISTINCT FROM c.org_id AND id = c.resource_version_id LIMIT 1
   ) v ON true
   WHERE c.org_id IS NOT DISTINCT FROM $1 AND c.id = $2`,
);
const DECISIONS = statement(
  'sealings.decisions',
  `SELECT d.id, s.did AS "subjectDid", e.contact_type AS "contactType", d.action, d.reason, ${ANSWERS} AS answers,
     encode(d.digest, 'hex') AS digest, encode(e.shown_digest, 'hex') AS "shownDigest",
     d.code_channel AS "codeChannel", d.code_seen_by AS "codeSeenBy",
     CASE WHEN a.entry_id IS NOT NULL THEN a.facts || jsonb_build_object('basis', a.basis, 'provider', a.provider,
       'providerKind', a.provider_kind, 'verifiedAt', to_char(a.verified_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS identified,
     d.page_language AS "pageLanguage", d.content_language AS "contentLanguage", d.decided_at AS "decidedAt", d.contact
   FROM decisions d JOIN subjects s ON s.id = d.subject_id JOIN request_subjects e ON e.id = d.entry_id
   LEFT JOIN LATERAL (SELECT * FROM assurances WHERE org_id IS NOT DISTINCT FROM d.org_id AND entry_id = d.entry_id LIMIT 1) a ON true
   WHERE d.org_id = $1 AND d.credential_id = $2 ORDER BY d.decided_at, d.id`,
);
const MARKS = statement(
  'sealings.marks',
  `SELECT m.kind, m.text, m.image, p.page_index AS "pageIndex",
     jsonb_build_object('x', p.x, 'y', p.y, 'width', p.width, 'height', p.height) AS box
   FROM decisions d JOIN decision_marks m ON m.decision_id = d.id JOIN placements p ON p.id = m.placement_id
   WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.credential_id = $2 AND d.action = 'ACCEPT' ORDER BY d.decided_at, p.id`,
);

interface CredentialRow extends Omit<SealingFacts, 'outcome' | 'ended' | 'decisions'> {
  status: string;
  /** Whether a decision closed it. */
  decided: boolean;
  reason: StatusReason;
}

interface MarkRow {
  kind: 'DRAWN' | 'TYPED' | 'UPLOADED' | 'TEXT' | 'DATE' | 'CHECK';
  text: string | null;
  image: Buffer | null;
  pageIndex: number;
  box: Box;
}

/** Reads what a proof speaks of: the credential, its decisions, and the document with what was put into it. */
@Injectable()
export class ReadSealingFacts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organizations: OrganizationsService,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  /** Throws when the credential is not in the queue, or still waits for an answer. */
  execute(org: OrganizationId, credentialId: string): Promise<ToSeal> {
    return this.unitOfWork.read(org, async (tx) => {
      const closed = await this.closed(tx, org, credentialId);
      return { ...closed, document: await this.documentOf(tx, org, closed.facts) };
    });
  }

  /** The same without the document. */
  async closed(tx: Transaction, org: OrganizationId, credentialId: string): Promise<Closed> {
    const [organization, [credential], decisions] = await Promise.all([
      this.organizations.get(tx, org),
      tx.query<CredentialRow & object>(CREDENTIAL, [org, credentialId]),
      tx.query<SealedDecision & { contact: string }>(DECISIONS, [org, credentialId]),
    ]);
    if (!credential) throw new Error(`There is no credential ${credentialId}`);
    const { status: _status, decided, reason: _reason, ...told } = credential;
    const ended = decided ? null : this.ended(credential);
    const rejected = decisions.some(({ action }) => action === 'REJECT');
    const outcome = ended ? 'UNDECIDED' : rejected ? 'REJECTED' : 'APPROVED';
    const facts: SealingFacts = { ...told, outcome, ended, decisions };
    return { organization, facts, contacts: new Map(decisions.map(({ id, contact }) => [id, contact])) };
  }

  /** Expiry is no stored status: it is seen here, at the time when it comes. */
  private ended({ id, status, reason, closedAt }: CredentialRow): EndedUndecided {
    const open = status === 'PENDING' && closedAt > this.clock.now();
    if (open) throw new Error(`Credential ${id} can still be answered`);
    return { reason, at: closedAt };
  }

  private async documentOf(tx: Transaction, org: OrganizationId, facts: SealingFacts): Promise<ToSeal['document']> {
    if (facts.type !== 'DOCUMENT' || facts.outcome !== 'APPROVED') return null;
    const reference = theDocumentIn(facts.data)!.value as DocumentReference;
    const marks = await tx.query<MarkRow & object>(MARKS, [org, facts.id]);
    const bytes = await this.documents.find(tx, org, reference.sha256);
    if (!bytes) throw new Error(`There is no document ${reference.sha256}`);
    return { reference, bytes, marks: marks.flatMap(drawn) };
  }
}

/** An unticked box and an empty field leave nothing on the page. */
function drawn({ kind, text, image, pageIndex, box }: MarkRow): SealMark[] {
  if (image) return [{ kind: 'IMAGE', image: new Uint8Array(image), pageIndex, box }];
  if (kind === 'CHECK') return text === 'true' ? [{ kind: 'CHECK', pageIndex, box }] : [];
  if (!text) return [];
  return [{ kind: kind === 'TYPED' ? 'HANDWRITING' : 'TEXT', text, pageIndex, box }];
}
