/**
 * What the viewer and the signing say, on the page and in its scripts: free of types of the server, so that both can read
 * it. `{n}` and `{of}` are numbers. `Kind` is the kind of a place to sign.
 */
export interface SignWords<Kind extends string = string> {
  openDocument: string;
  page: string;
  pageText: string;
  noText: string;
  loading: string;
  failed: string;
  zoomIn: string;
  zoomOut: string;
  title: string;
  kinds: Record<Kind, string>;
  onPage: string;
  typeName: string;
  typeInitials: string;
  typedCounts: string;
  draw: string;
  drawHint: string;
  type: string;
  style: string;
  upload: string;
  uploadHint: string;
  uploadFailed: string;
  undo: string;
  clear: string;
  use: string;
  cancel: string;
  change: string;
  next: string;
  left: string;
  allFilled: string;
  empty: string;
}
