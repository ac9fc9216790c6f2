import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { PageBox, PdfReading, ReadDocument } from './pdf-reading';

/** A document to store; `original` where its bytes are a copy of what was given. */
export type NewDocument = Pick<ReadDocument, 'sha256' | 'size' | 'pages' | 'bytes'> &
  Partial<Pick<ReadDocument, 'original' | 'changes' | 'embeddedFiles'>>;

const KEEP = statement(
  'documents.keep',
  `INSERT INTO documents (org_id, sha256, size, pages, content)
   SELECT $1, * FROM unnest($2::bytea[], $3::int[], $4::jsonb[], $5::bytea[])
   ON CONFLICT (org_id, sha256) DO NOTHING`,
);

const KEEP_ORIGINAL = statement(
  'documents.keep-original',
  `INSERT INTO document_originals (org_id, sha256, copy_sha256, content, changes, embedded_files)
   SELECT $1, * FROM unnest($2::bytea[], $3::bytea[], $4::bytea[], $5::jsonb[], $6::jsonb[])
   ON CONFLICT (org_id, sha256) DO NOTHING`,
);
const COPY_OF = statement(
  'documents.copy-of',
  `SELECT encode(d.sha256, 'hex') AS sha256, d.size, d.pages, d.content AS bytes, o.changes, o.embedded_files AS "embeddedFiles"
   FROM document_originals o JOIN documents d ON d.org_id = o.org_id AND d.sha256 = o.copy_sha256
   WHERE o.org_id = $1 AND o.sha256 = $2`,
);
const ORIGINAL = statement(
  'documents.original',
  'SELECT content FROM document_originals WHERE org_id = $1 AND sha256 = $2',
);
const PAGES = statement(
  'documents.pages',
  `SELECT encode(sha256, 'hex') AS sha256, pages FROM documents WHERE org_id = $1 AND sha256 = ANY($2::bytea[])`,
);
const FIND = statement('documents.find', 'SELECT content FROM documents WHERE org_id = $1 AND sha256 = $2');
export const PIECE_BYTES = 256 * 1024;
const PIECE = statement(
  'documents.piece',
  'SELECT size, substring(content FROM $3 FOR $4) AS piece FROM documents WHERE org_id = $1 AND sha256 = $2',
);
/** Hashed by Postgres: ten megabytes would hold up everybody else here. */
const INTACT = statement(
  'documents.intact',
  `SELECT encode(d.sha256, 'hex') AS sha256 FROM documents d
   WHERE org_id = $1 AND sha256 = ANY($2::bytea[]) AND sha256(content) = sha256`,
);

const inBytes = (hashes: string[]): Buffer[] => hashes.map((sha256) => Buffer.from(sha256, 'hex'));

/** The bytes of documents: once an organization, however often they are asked. */
@Injectable()
export class DocumentStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Stores in the caller's transaction what is not stored yet, and what copies were made of. */
  keep(tx: Transaction, org: OrganizationId, documents: NewDocument[]): void {
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
    const copies = inOrder.flatMap(({ original, ...copy }) => (original ? [{ original, ...copy }] : []));
    if (copies.length === 0) return;
    tx.send(KEEP_ORIGINAL, [
      org,
      copies.map(({ original }) => Buffer.from(original.sha256, 'hex')),
      copies.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
      copies.map(({ original }) => original.bytes),
      copies.map(({ changes }) => JSON.stringify(changes ?? [])),
      copies.map(({ embeddedFiles }) => JSON.stringify(embeddedFiles ?? [])),
    ]);
  }

  /** The copy that was made of an original before; null where there is none. */
  async copyOf(org: OrganizationId, original: { sha256: string; bytes: Buffer }): Promise<ReadDocument | null> {
    const values = [org, Buffer.from(original.sha256, 'hex')];
    const [copy] = await this.unitOfWork.read(org, (tx) => tx.query<PdfReading & { bytes: Buffer }>(COPY_OF, values));
    return copy ? { ...copy, original } : null;
  }

  /** The bytes as they were given, of which a copy is used; null when the organization has given none such. */
  async original(tx: Transaction, org: OrganizationId, sha256: string): Promise<Buffer | null> {
    const [row] = await tx.query<{ content: Buffer }>(ORIGINAL, [org, Buffer.from(sha256, 'hex')]);
    return row?.content ?? null;
  }

  /** The pages of each document, by its hash. */
  async pages(tx: Transaction, org: OrganizationId, hashes: string[]): Promise<Map<string, PageBox[]>> {
    const rows = await tx.query<{ sha256: string; pages: PageBox[] }>(PAGES, [org, inBytes(hashes)]);
    return new Map(rows.map(({ sha256, pages }) => [sha256, pages]));
  }

  /** Which of these are still, byte for byte, what their hash says. */
  async intact(tx: Transaction, org: OrganizationId, hashes: string[]): Promise<Set<string>> {
    const rows = await tx.query<{ sha256: string }>(INTACT, [org, inBytes(hashes)]);
    return new Set(rows.map(({ sha256 }) => sha256));
  }

  /** The bytes of a document by its hash in hex; null when the organization has none such. */
  async find(tx: Transaction, org: OrganizationId, sha256: string): Promise<Buffer | null> {
    const [row] = await tx.query<{ content: Buffer }>(FIND, [org, Buffer.from(sha256, 'hex')]);
    return row?.content ?? null;
  }

  /**
   * The bytes of a document piece by piece, each read when it is asked for: decoding ten megabytes at once would hold up
   * everybody else here, and a hundred of them have no room. Throws when the organization has none such.
   */
  async *pieces(org: OrganizationId, sha256: string): AsyncGenerator<Buffer> {
    for (let [offset, size] = [0, 1]; offset < size; offset += PIECE_BYTES) {
      const values = [org, Buffer.from(sha256, 'hex'), offset + 1, PIECE_BYTES];
      const [row] = await this.unitOfWork.read(org, (tx) => tx.query<{ size: number; piece: Buffer }>(PIECE, values));
      if (!row) throw new Error(`There is no document ${sha256}`);
      size = row.size;
      yield row.piece;
    }
  }
}
