import { Module, type OnModuleInit } from '@nestjs/common';
import { Attachments } from './attachments';
import { DocumentStore } from './document-store';
import { DocumentGuard } from './guard';
import { DocumentsService } from './documents.service';
import { PagePictures } from './drawing';
import { PdfPreviewer } from './pdf-previewer';
import { PdfReader } from './pdf-reader';
import { PruneAttachments } from './prune-attachments';
import { handsToSignIn } from './sealing/hands';
import { SealedDocuments } from './sealing/sealed-documents';
import { whyNotSealable } from './sealing/why-not-sealable';

@Module({
  providers: [
    ...[PdfReader, PdfPreviewer, DocumentStore, DocumentsService, DocumentGuard, SealedDocuments],
    ...[Attachments, PruneAttachments, PagePictures],
  ],
  exports: [
    ...[PdfPreviewer, DocumentStore, DocumentsService, DocumentGuard],
    ...[SealedDocuments, Attachments, PagePictures],
  ],
})
export class DocumentsModule implements OnModuleInit {
  /** Reads the fonts that most people need: nobody's page waits for them. */
  onModuleInit(): void {
    handsToSignIn();
    whyNotSealable('Ana', { x: 0, y: 0, width: 100, height: 20 }, false);
  }
}
