/** PDFium's handles of a page that is loaded. */
export interface PagePointers {
  page: number;
  form: number;
  text: number;
}
