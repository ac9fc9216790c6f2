import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import type { DataIntegrityProof, JsonObject, SecuredDocument } from '../../keys';
import type { StoredField } from '../../resources';
import { toldField, type SealedDocumentView, type SealingView, type ToldProofs } from '../credential-view';
import { ANSWERS } from '../in-order';

interface DecisionRow {
  credentialId: string;
  id: string;
  did: string;
  contact: string;
  action: 'ACCEPT' | 'REJECT';
  reason: string | null;
  answers: StoredField[] | null;
  decidedAt: Date;
  withdrawnAt: Date | null;
  document: SecuredDocument | null;
}

interface SealingRow {
  credentialId: string;
  /** Null while it only waits for others to answer. */
  sealing: SealingView | null;
  credential: SecuredDocument | null;
  sealedDocument: SealedDocumentView | null;
}

const DECISIONS = statement(
  'proofs.decisions',
  `SELECT d.credential_id AS "credentialId", d.id, s.did, d.contact, d.action, d.reason, ${ANSWERS} AS answers,
     d.decided_at AS "decidedAt", w.withdrawn_at AS "withdrawnAt", p.document
   FROM decisions d JOIN subjects s ON s.id = d.subject_id
   LEFT JOIN withdrawals w ON w.decision_id = d.id LEFT JOIN decision_documents p ON p.decision_id = d.id
   WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.credential_id = ANY($2::text[]) ORDER BY d.decided_at, d.id`,
);
const SEALED = statement(
  'proofs.sealed',
  `SELECT s.credential_id AS "credentialId", credential,
     CASE WHEN c.status <> 'PENDING' OR s.attempts > 0 THEN jsonb_build_object('status', CASE WHEN b.reason IS NULL THEN s.status ELSE 'BROKEN' END,
       'reason', coalesce(b.reason, CASE WHEN s.status = 'REFUSED' THEN s.error END)) END AS sealing,
     CASE WHEN document_sha256 IS NOT NULL THEN jsonb_build_object(
       'sha256', encode(document_sha256, 'hex'), 'timestamp', timestamp_outcome,
       'sealedAt', to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ||
       CASE WHEN evidence_sha256 IS NULL THEN '{}' ELSE jsonb_build_object('evidenceSha256', encode(evidence_sha256, 'hex')) END ||
       CASE WHEN r.revisions IS NULL THEN '{}' ELSE jsonb_build_object('revisions', r.revisions) END
     END AS "sealedDocument"
   FROM sealings s JOIN credentials c ON c.id = s.credential_id
   LEFT JOIN broken_seals b ON b.org_id = s.org_id AND b.credential_id = s.credential_id
   LEFT JOIN LATERAL (
     SELECT jsonb_agg(jsonb_build_object('of', part, 'sha256', encode(sha256, 'hex'),
       'renewedAt', to_char(renewed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY number, part) AS revisions
     FROM seal_revisions WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = s.credential_id
   ) r ON true
   WHERE s.org_id IS NOT DISTINCT FROM $1 AND s.credential_id = ANY($2::text[])`,
);

/** Reads what was decided of credentials and how it is proved, as answers and webhooks tell them. */
@Injectable()
export class ReadProofs {
  /** By credential; one that nobody has decided is missing. Two statements, whatever their number. */
  async of(tx: Transaction, org: OrganizationId, credentialIds: string[]): Promise<Map<string, ToldProofs>> {
    const [decisions, sealings] = await Promise.all([
      tx.query<DecisionRow & object>(DECISIONS, [org, credentialIds]),
      tx.query<SealingRow & object>(SEALED, [org, credentialIds]),
    ]);
    const sealed = new Map(sealings.map((row) => [row.credentialId, row]));
    const decided = new Map<string, DecisionRow[]>();
    for (const row of decisions) decided.set(row.credentialId, [...(decided.get(row.credentialId) ?? []), row]);
    return new Map([...decided].map(([id, rows]) => [id, proofsOf(rows, sealed.get(id))]));
  }
}

function proofsOf(decisions: DecisionRow[], sealed: SealingRow | undefined): ToldProofs {
  return {
    sealing: sealed?.sealing ?? null,
    w3cCredential: sealed?.credential ?? null,
    proofs: [
      ...(sealed?.credential ? [told(sealed.credential, 'CREATE')] : []),
      ...decisions.flatMap(({ document, action }) => (document ? [told(document, action)] : [])),
    ],
    decisions: decisions.map(toldDecision),
    sealedDocument: sealed?.sealedDocument ?? null,
  };
}

/** A proof beside what it covers: the contract lists them apart from their documents. */
function told(document: SecuredDocument, actionType: 'CREATE' | 'ACCEPT' | 'REJECT'): object {
  const { '@context': _, ...proof }: DataIntegrityProof = document.proof;
  const { id, type } = document as JsonObject;
  return { ...proof, actionType, covers: { id, type } };
}

const toldDecision = ({ credentialId: _, answers, ...decision }: DecisionRow): object => ({
  ...decision,
  answers: answers && answers.map(toldField),
});
