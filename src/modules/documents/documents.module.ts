import { Module } from '@nestjs/common';
import { DocumentStore } from './document-store';
import { DocumentsService } from './documents.service';
import { PdfPreviewer } from './pdf-previewer';
import { PdfReader } from './pdf-reader';
import { SealedDocuments } from './sealing/sealed-documents';

@Module({
  providers: [PdfReader, PdfPreviewer, DocumentStore, DocumentsService, SealedDocuments],
  exports: [PdfPreviewer, DocumentStore, DocumentsService, SealedDocuments],
})
export class DocumentsModule {}
