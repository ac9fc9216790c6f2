import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../../platform/http';
import { PdfReader } from './pdf-reader';
import { PdfReading } from './pdf-reading';

/** What other modules ask of documents. It knows PDFs and no policy: who may upload what is decided elsewhere. */
@Injectable()
export class DocumentsService {
  constructor(private readonly reader: PdfReader) {}

  /**
   * Reads an uploaded document; rejects with UnreadablePdf, which says why it is refused. Organizations take turns, so say
   * whose it is; a seed, which waits for nobody, need not.
   */
  read(bytes: Buffer, org?: OrganizationId): Promise<PdfReading> {
    return this.reader.read(bytes, org);
  }
}
