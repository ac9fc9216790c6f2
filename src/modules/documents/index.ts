export { Attachments, type Attachment, type AttachedTo, type NewAttachment } from './attachments';
export { DocumentStore, type NewDocument } from './document-store';
export { DocumentsModule } from './documents.module';
export { DocumentsService } from './documents.service';
export { decodePdfValue } from './decode-pdf-value';
export { TooManyPdfsWaiting } from './pdf-processes';
export { MAX_PDF_BYTES, MAX_PDF_PAGES } from './pdf-reading';
export type { Edges, PageBox, PdfReading, ReadDocument, Rotation } from './pdf-reading';
export { DOCUMENT_CHANGES, FORBIDDABLE } from './usable/document-change';
export type { DocumentChange, EmbeddedFile } from './usable/document-change';
export { inPercent, inPoints, placeOnPage, PlacementType, PlacementUnit, toPdfSpace } from './placements';
export type { Box, Placed, PlacementRefusal } from './placements';
export { UnreadablePdf } from './unreadable-pdf';
export type { UnreadablePdfReason } from './unreadable-pdf';
export { PdfPreviewer } from './pdf-previewer';
export { MOST_PREVIEWS, type PagePreview, type PreviewBox } from './page-preview';
export { PdfReader } from './pdf-reader';
export { PagePictures, PICTURE_WIDTHS, type DocumentKey, type Missing, type ShownText } from './drawing';
export { SealedDocuments, SealingFailed, SealingRefused } from './sealing/sealed-documents';
export { provedUntil } from '../verifier/checking/pdf';
export type { SealLevel } from './sealing/pades/seal-level';
export { ComparisonFailed, DocumentGuard, sentencesOf, type Comparison, type Finding } from './guard';
export { handsToSignIn, isWrittenByHand, type HandToSignIn } from './sealing/hands';
export { whyNotSealable, type TextRefusal } from './sealing/why-not-sealable';
export type {
  DocumentSigner,
  EvidencePages,
  SealedDocument,
  SealedFile,
  SealingOrder,
  SealMark,
  TimestampOutcome,
  TimestampService,
} from './sealing/sealing-job';
