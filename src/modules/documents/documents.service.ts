import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../../platform/http';
import { PdfReader } from './pdf-reader';
import { PdfReading } from './pdf-reading';

/** What other modules ask of documents. It knows PDFs and no policy: who may upload what is decided elsewhere. */
@Injectable()
export class DocumentsService {
  constructor(private readonly reader: PdfReader) {}

  /** Says under which certificates documents are sealed here: SHA-256 in hex. What such a seal brings along changes no document. */
  knowSeals(seals: () => Promise<string[]>): void {
    this.reader.knowSeals(seals);
  }

  /**
   * Reads an uploaded document; rejects with UnreadablePdf, which says why it is refused. Organizations take turns, so say
   * whose it is; a seed, which waits for nobody, need not.
   */
  read(bytes: Buffer, org?: OrganizationId): Promise<PdfReading> {
    return this.reader.read(bytes, org);
  }
}
