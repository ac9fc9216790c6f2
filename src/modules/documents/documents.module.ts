import { Module } from '@nestjs/common';
import { DocumentStore } from './document-store';
import { DocumentsService } from './documents.service';
import { PdfReader } from './pdf-reader';

@Module({ providers: [PdfReader, DocumentStore, DocumentsService], exports: [DocumentStore, DocumentsService] })
export class DocumentsModule {}
