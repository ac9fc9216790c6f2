import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { NewDocument } from './document-store';

/** One item of one entry of a request: what a file is attached to. */
export interface AttachedTo {
  entryId: string;
  credentialId: string;
}

/** A file that was attached, without its bytes. */
export interface Attachment {
  /** Lower-case hex. */
  sha256: string;
  /** In bytes. */
  size: number;
  /** How many. */
  pages: number;
  fileName: string | null;
}

export interface NewAttachment extends NewDocument {
  fileName: string | null;
}

const OF_ITEM = statement(
  'attachments.of-item',
  `SELECT encode(sha256, 'hex') AS sha256, size, jsonb_array_length(pages) AS pages, file_name AS "fileName"
   FROM attachments WHERE org_id = $1 AND entry_id = $2 AND credential_id = $3`,
);
const KEEP = statement(
  'attachments.keep',
  `INSERT INTO attachments (org_id, entry_id, credential_id, until, sha256, size, pages, file_name, content)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (entry_id, credential_id, sha256) DO UPDATE SET file_name = excluded.file_name`,
);
const KEEP_ONLY = statement(
  'attachments.keep-only',
  'DELETE FROM attachments WHERE org_id = $1 AND entry_id = $2 AND credential_id = $3 AND sha256 <> ALL($4::bytea[])',
);
const FIND = statement(
  'attachments.find',
  `SELECT content AS bytes, file_name AS "fileName" FROM attachments
   WHERE org_id = $1 AND entry_id = $2 AND credential_id = $3 AND sha256 = $4`,
);
/** From table to table, so that no server holds the files of a whole form. What is no longer what its hash says stays behind. */
const BECOME_DOCUMENTS = statement(
  'attachments.become-documents',
  `INSERT INTO documents (org_id, sha256, size, pages, content)
   SELECT DISTINCT ON (sha256) org_id, sha256, size, pages, content FROM attachments
   WHERE org_id = $1 AND entry_id = $2 AND sha256 = ANY($3::bytea[]) AND sha256(content) = sha256 ORDER BY sha256
   ON CONFLICT (org_id, sha256) DO NOTHING`,
);
const FORGET = statement(
  'attachments.forget',
  `DELETE FROM attachments WHERE org_id IS NOT DISTINCT FROM $1
     AND entry_id IN (SELECT id FROM request_subjects WHERE org_id IS NOT DISTINCT FROM $1 AND request_id = $2 AND subject_id = $3)`,
);

const inBytes = (hashes: string[]): Buffer[] => hashes.map((sha256) => Buffer.from(sha256, 'hex'));

/**
 * Files that people have attached and not decided yet: they pass as drafts do, and only a decision makes documents of
 * them. Whoever changes their mind leaves nothing behind.
 */
@Injectable()
export class Attachments {
  /** What is attached to an item. */
  of(tx: Transaction, org: OrganizationId, { entryId, credentialId }: AttachedTo): Promise<Attachment[]> {
    return tx.query<Attachment & object>(OF_ITEM, [org, entryId, credentialId]);
  }

  /** Attaches a file, at the latest `until` the request is over; the same file once, under its last name. */
  keep(
    tx: Transaction,
    org: OrganizationId,
    { entryId, credentialId }: AttachedTo,
    { sha256, size, pages, fileName, bytes }: NewAttachment,
    until: Date,
  ): void {
    const known = [Buffer.from(sha256, 'hex'), size, JSON.stringify(pages), fileName];
    tx.send(KEEP, [org, entryId, credentialId, until, ...known, bytes]);
  }

  /** Drops what is attached to an item, but for these hashes. */
  keepOnly(tx: Transaction, org: OrganizationId, { entryId, credentialId }: AttachedTo, hashes: string[]): void {
    tx.send(KEEP_ONLY, [org, entryId, credentialId, inBytes(hashes)]);
  }

  /** A file by its hash in hex; null when none such is attached to the item. */
  async find(
    tx: Transaction,
    org: OrganizationId,
    { entryId, credentialId }: AttachedTo,
    sha256: string,
  ): Promise<{ bytes: Buffer; fileName: string | null } | null> {
    const known = [org, entryId, credentialId, Buffer.from(sha256, 'hex')];
    const [row] = await tx.query<{ bytes: Buffer; fileName: string | null }>(FIND, known);
    return row ?? null;
  }

  /** Makes documents of these files of an entry: once an organization, like every document. */
  becomeDocuments(tx: Transaction, org: OrganizationId, entryId: string, hashes: string[]): void {
    if (hashes.length > 0) tx.send(BECOME_DOCUMENTS, [org, entryId, inBytes(hashes)]);
  }

  /** Drops everything that a person attached to a request, through whichever contact. */
  forget(tx: Transaction, org: OrganizationId, requestId: string, subjectId: string): void {
    tx.send(FORGET, [org, requestId, subjectId]);
  }
}
