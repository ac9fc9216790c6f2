export { openForDrawing, type DrawableDocument } from './drawable-document';
export type { DrawablePage, Drawing, DrawingSize } from './drawable-page';
export type { Missing } from './missing-on-page';
export type { PageText, TextRun } from './page-text';
export { DrawingFailed } from './pdfium';
