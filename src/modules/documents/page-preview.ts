import type { Box } from './placements';
import type { UnreadablePdfReason } from './unreadable-pdf';

/** How many pages of a document are drawn at most: the first ones. */
export const MOST_PREVIEWS = 10;

/** A box to draw on a page, in points of the displayed page. */
export interface PreviewBox {
  pageIndex: number;
  box: Box;
  /** A few letters in its corner. */
  label: string;
  /** Drawn as something to look at. */
  alarming: boolean;
}

/** A page as a picture. */
export interface PagePreview {
  pageIndex: number;
  /** In pixels. */
  width: number;
  height: number;
  png: Uint8Array;
}

/** What the drawing process is asked, and what it answers. */
export interface PreviewQuestion {
  bytes: Uint8Array;
  boxes: PreviewBox[];
}

export type PreviewAnswer =
  { previews: PagePreview[] } | { refused: UnreadablePdfReason; detail: string } | { unavailable: string };
