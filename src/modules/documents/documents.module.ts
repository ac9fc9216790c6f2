import { Module } from '@nestjs/common';
import { DocumentStore } from './document-store';
import { DocumentsService } from './documents.service';
import { PdfPreviewer } from './pdf-previewer';
import { PdfReader } from './pdf-reader';

@Module({
  providers: [PdfReader, PdfPreviewer, DocumentStore, DocumentsService],
  exports: [PdfPreviewer, DocumentStore, DocumentsService],
})
export class DocumentsModule {}
