import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { PdfReading } from './pdf-reading';

/** A document that has been read, and its bytes. */
export interface ReadDocument extends PdfReading {
  bytes: Buffer;
}

const KEEP = statement(
  'documents.keep',
  `INSERT INTO documents (org_id, sha256, size, pages, content)
   SELECT $1, * FROM unnest($2::bytea[], $3::int[], $4::jsonb[], $5::bytea[])
   ON CONFLICT (org_id, sha256) DO NOTHING`,
);

const BYTES = statement('documents.bytes', 'SELECT content FROM documents WHERE org_id = $1 AND sha256 = $2');

/** The bytes of documents: once an organization, however often they are asked. */
@Injectable()
export class DocumentStore {
  /** Stores in the caller's transaction what is not stored yet. */
  keep(tx: Transaction, org: OrganizationId, documents: ReadDocument[]): void {
    // One order for everybody, so that two creates with the same documents never wait for each other in a circle.
    const inOrder = [...new Map(documents.map((document) => [document.sha256, document])).values()].sort((a, b) =>
      a.sha256 < b.sha256 ? -1 : 1,
    );
    if (inOrder.length === 0) return;
    tx.send(KEEP, [
      org,
      inOrder.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
      inOrder.map(({ size }) => size),
      inOrder.map(({ pages }) => JSON.stringify(pages)),
      inOrder.map(({ bytes }) => bytes),
    ]);
  }

  /** A document as it was uploaded; null when the organization has none of this hash. */
  async bytes(tx: Transaction, org: OrganizationId, sha256: string): Promise<Buffer | null> {
    const [row] = await tx.query<{ content: Buffer }>(BYTES, [org, Buffer.from(sha256, 'hex')]);
    return row?.content ?? null;
  }
}
