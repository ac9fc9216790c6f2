import type { PagePreview, PreviewBox } from '../page-preview';
import type { Missing } from './missing-on-page';
import type { PageText } from './page-text';

/** What a drawing process is asked about a document. It keeps the last one open, and asks for the bytes of any other. */
export interface DrawQuestion {
  /** What it is known by: no two documents have the same name. */
  document: string;
  bytes?: Uint8Array;
  ask:
    | { what: 'PICTURE'; pageIndex: number; width: number }
    | { what: 'TEXT'; pageIndex: number }
    /** The first pages, with boxes on them. */
    | { what: 'PREVIEW'; boxes: PreviewBox[] }
    /** Of as many pages as there is time for, beginning with this one. */
    | { what: 'MISSING'; from: number };
}

/** Positions are in the units of the page's width and height. */
export interface ShownText extends PageText {
  width: number;
  height: number;
}

export type DrawAnswer = (
  | { picture: Uint8Array }
  | { text: ShownText }
  | { missing: Missing[][]; pageCount: number }
  | { previews: PagePreview[] }
  | { unknown: true }
  | { failed: string }
) & {
  /** The process has grown so large that the next question is for another one. */
  spent?: boolean;
};
