import { Injectable } from '@nestjs/common';
import { PdfReader } from './pdf-reader';
import { PdfReading } from './pdf-reading';

/** What other modules ask of documents. It knows PDFs and no policy: who may upload what is decided elsewhere. */
@Injectable()
export class DocumentsService {
  constructor(private readonly reader: PdfReader) {}

  /** Reads an uploaded document; rejects with UnreadablePdf, which says why it is refused. */
  read(bytes: Buffer): Promise<PdfReading> {
    return this.reader.read(bytes);
  }
}
