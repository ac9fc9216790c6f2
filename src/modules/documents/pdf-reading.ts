import type { UnreadablePdfReason } from './unreadable-pdf';
import type { DocumentChange, EmbeddedFile } from './usable/document-change';

/** What is known of a PDF that was read: enough to show it, to place boxes on it and to recognise it again. */
export interface PdfReading {
  /** SHA-256 of the document that is used, in hex: the bytes as they were given, or a copy that can be used in their place. */
  sha256: string;
  size: number;
  pages: PageBox[];
  /** The files that it carries. */
  embeddedFiles: EmbeddedFile[];
  /** How the copy differs from what was given; empty where there is none. */
  changes: DocumentChange[];
}

/** A document that was read, and its bytes. */
export interface ReadDocument extends PdfReading {
  bytes: Buffer;
  /** What was given, where `bytes` are a copy that can be used in its place. */
  original?: { sha256: string; bytes: Buffer };
}

/** One page as a person sees it: its CropBox after /Rotate. Sizes are points, 1/72 inch. */
export interface PageBox {
  width: number;
  height: number;
  /** Clockwise turn with which a viewer shows the page. */
  rotation: Rotation;
  /** The visible part in the page's own coordinates: origin bottom-left, before the turn, in user space units. */
  crop: Edges;
  /** Points to one user space unit: 1 but for huge drawings. */
  userUnit: number;
  /** Nothing may be put on it: an earlier signature certifies the document as it is, or has locked its fields. */
  closed?: 'certified' | 'locked';
}

export type Rotation = 0 | 90 | 180 | 270;

export interface Edges {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

export const MAX_PDF_BYTES = 10 * 1024 * 1024;
export const MAX_PDF_PAGES = 500;

/** What the reading process is asked, and what it answers. */
export interface PdfQuestion {
  bytes: Uint8Array;
  /** SHA-256 (in hex) of the certificates that documents are sealed under here. */
  seals?: string[];
}

/** `copy`: its bytes, where one was made. */
export type PdfAnswer =
  | { reading: PdfReading; copy?: Uint8Array; originalSha256: string }
  | { refused: UnreadablePdfReason; detail?: string; about?: string };
