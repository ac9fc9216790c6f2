import { Module } from '@nestjs/common';
import { DocumentStore } from './document-store';
import { DocumentsService } from './documents.service';
import { PdfReader } from './pdf-reader';
import { SealedDocuments } from './sealing/sealed-documents';

@Module({
  providers: [PdfReader, DocumentStore, DocumentsService, SealedDocuments],
  exports: [DocumentStore, DocumentsService, SealedDocuments],
})
export class DocumentsModule {}
