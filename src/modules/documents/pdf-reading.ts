import type { UnreadablePdfReason } from './unreadable-pdf';

/** What is known of a PDF that was read: enough to show it, to place boxes on it and to recognise it again. */
export interface PdfReading {
  /** SHA-256 of the bytes as they were given, in hex. */
  sha256: string;
  size: number;
  pages: PageBox[];
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

export type PdfAnswer = { reading: PdfReading } | { refused: UnreadablePdfReason; detail?: string; about?: string };
