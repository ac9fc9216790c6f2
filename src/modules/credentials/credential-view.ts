import {
  answeredRows,
  isDocumentReference,
  type DocumentReference,
  type ResourceType,
  type StoredField,
} from '../resources';
import {
  credentialStatus,
  type CredentialStatus,
  type StatusReason,
  type StoredCredentialStatus,
} from './credential-status';

/** A credential as it is stored, with what it asks. Times may be texts: a list reads credentials as JSON. */
export interface CredentialRow extends BriefRow {
  data: StoredField[];
}

export interface BriefRow {
  id: string;
  type: ResourceType;
  status: CredentialStatus;
  statusReason: StoredCredentialStatus['statusReason'];
  answerableUntil: string | Date;
  validUntil: string | Date | null;
  name: string;
  internalId: string | null;
}

/** What every answer tells of a credential. */
export interface CredentialBrief {
  id: string;
  resourceType: ResourceType;
  status: CredentialStatus;
  statusReason?: StatusReason;
  name: string | null;
  internalId: string | null;
}

/** All there is to tell of a credential, in the API as in a webhook. */
export interface CredentialView extends CredentialBrief {
  data: ToldField[];
  proofs: object[];
  decisions: object[];
  w3cCredential: object | null;
  /** The document with everybody's marks and the seal; null while there is none. */
  sealedDocument: SealedDocumentView | null;
  /** How far the proof is; null before everybody has decided. */
  sealing: SealingView | null;
}

export interface SealingView {
  /** REFUSED: what came out was not what was asked. BROKEN: it was sealed before that was looked at, and is not. */
  status: 'PENDING' | 'SEALED' | 'REFUSED' | 'BROKEN';
  /** For REFUSED and BROKEN. */
  reason: string | null;
}

export interface SealedDocumentView {
  /** Lower-case hex. */
  sha256: string;
  /** Of its evidence, where that is a document of its own. */
  evidenceSha256?: string;
  timestamp: 'SET' | 'FAILED' | 'NONE';
  /** ISO 8601. */
  sealedAt: string;
  /** The files with later timestamps, oldest first; absent where it was never renewed. */
  revisions?: SealRevisionView[];
}

/** The same document with a later timestamp behind it. */
export interface SealRevisionView {
  of: 'DOCUMENT' | 'EVIDENCE';
  /** Lower-case hex. */
  sha256: string;
  /** ISO 8601. */
  renewedAt: string;
}

/** The newest file of a sealed document, by its digest. */
export const latestSha256 = ({ sha256, revisions = [] }: SealedDocumentView): string =>
  revisions.findLast((each) => each.of === 'DOCUMENT')?.sha256 ?? sha256;

/** A field as it is told. Of a document only what it is: its bytes have a route of their own. */
export interface ToldField extends Omit<StoredField, 'fields'>, Partial<DocumentReference> {
  fields?: ToldField[];
}

/** The columns of a `BriefRow`, of `credentials c`. */
export const BRIEF_COLUMNS = `c.id, c.type, c.status, c.status_reason AS "statusReason", c.answerable_until AS "answerableUntil",
  c.valid_until AS "validUntil", c.name, c.internal_id AS "internalId"`;

export function credentialBrief(row: BriefRow, now: Date): CredentialBrief {
  const { id, type, name, internalId } = row;
  const { status, statusReason } = credentialStatus(
    {
      status: row.status,
      statusReason: row.statusReason,
      answerableUntil: new Date(row.answerableUntil),
      validUntil: row.validUntil === null ? null : new Date(row.validUntil),
    },
    now,
  );
  return { id, resourceType: type, status, ...(statusReason && { statusReason }), name, internalId };
}

/** What was decided and proved so far; without it nothing was. */
export type ToldProofs = Pick<CredentialView, 'proofs' | 'decisions' | 'w3cCredential' | 'sealedDocument' | 'sealing'>;

const NOTHING_YET: ToldProofs = { proofs: [], decisions: [], w3cCredential: null, sealedDocument: null, sealing: null };

export function credentialView(row: CredentialRow, now: Date, told: ToldProofs = NOTHING_YET): CredentialView {
  const { proofs, decisions, w3cCredential, sealedDocument, sealing } = told;
  return {
    ...credentialBrief(row, now),
    data: row.data.map(toldField),
    proofs,
    decisions,
    w3cCredential,
    sealedDocument,
    sealing,
  };
}

export function toldField({ fields, ...field }: StoredField): ToldField {
  const parts = fields && { fields: fields.map(toldField) };
  const rows = answeredRows({ ...field, fields });
  if (rows.length > 0) return { ...field, value: rows.map((row) => row.map(toldField)), ...parts };
  if (field.type !== 'pdf' || !isDocumentReference(field.value)) return { ...field, ...parts };
  return { ...field, value: null, ...field.value, ...parts };
}
