/** PDFium's handles of a page that is loaded. */
export interface PagePointers {
  document: number;
  page: number;
  form: number;
  text: number;
}
