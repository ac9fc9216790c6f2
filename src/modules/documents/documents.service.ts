import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../../platform/http';
import { DocumentStore } from './document-store';
import { PdfReader } from './pdf-reader';
import type { ReadDocument } from './pdf-reading';

/** What other modules ask of documents. It knows PDFs and no policy: who may upload what is decided elsewhere. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly reader: PdfReader,
    private readonly store: DocumentStore,
  ) {}

  /** Says under which certificates documents are sealed here: SHA-256 in hex. What such a seal brings along changes no document. */
  knowSeals(seals: () => Promise<string[]>): void {
    this.reader.knowSeals(seals);
  }

  /**
   * Reads an uploaded document, or the copy that can be used in its place: always the same one of an original, once it is stored.
   * Rejects with UnreadablePdf, which says why it is refused. Organizations take turns, so say whose it is.
   */
  async read(bytes: Buffer, org: OrganizationId): Promise<ReadDocument> {
    const document = await this.reader.read(bytes, org);
    return (document.original && (await this.store.copyOf(org, document.original))) ?? document;
  }
}
