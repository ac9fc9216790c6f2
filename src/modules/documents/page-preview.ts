import type { Box } from './placements';

/** How many pages of a document are drawn at most: the first ones. */
export const MOST_PREVIEWS = 10;

/** A box to draw on a page, in points of the displayed page. */
export interface PreviewBox {
  pageIndex: number;
  /** Of the displayed page, in points. */
  pageWidth: number;
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
