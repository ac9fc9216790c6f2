export { openForDrawing, type DrawableDocument } from './drawable-document';
export type { DrawablePage, Drawing, DrawingSize } from './drawable-page';
export type { Missing } from './missing-on-page';
export { PagePictures, PICTURE_WIDTHS, type DocumentKey } from './page-pictures';
export type { PageText, TextRun } from './page-text';
export type { ShownText } from './draw-questions';
export { DrawingFailed } from './pdfium';
