import {
  type PDF,
  PdfArray,
  PdfBool,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfString,
} from '@libpdf/core';
import type { Box } from '../placements';

/** Printed, and neither moved, changed nor deleted by a program that keeps to it (ISO 32000-1, table 165). */
const FLAGS = 4 | 64 | 128 | 512;
/** A push button that does nothing: the one field whose look no program makes up anew out of a value. */
const READ_ONLY_BUTTON = 1 | (1 << 16);
const ICON_ONLY = 1;

/**
 * Fields of our own in a document, one for each mark. Nothing of the document is
 * used or changed for them: pages get a new list of annotations with ours behind it, so that a mark lies above
 * everything, and the form a new list of fields. Names hold the document's digest, so that they collide with none.
 */
export class OwnFields {
  private readonly marks = new Map<number, PdfRef[]>();
  private count = 0;
  private form?: PdfDict;

  constructor(
    private readonly pdf: PDF,
    /** Of the document before, in hex. */
    private readonly sha256: string,
  ) {}

  /** `rectangle` in the page's own space; the appearance is fitted into it. */
  addMark(pageIndex: number, rectangle: Box, appearance: PdfRef, text: string): void {
    const label = PdfString.fromString(text || 'Signature');
    const look = {
      Type: PdfName.of('Annot'),
      P: this.pageRef(pageIndex),
      Rect: rectangleOf(rectangle),
      F: PdfNumber.of(FLAGS),
      Contents: label,
    };
    const field = PdfDict.of({
      ...look,
      Subtype: PdfName.of('Widget'),
      FT: PdfName.of('Btn'),
      Ff: PdfNumber.of(READ_ONLY_BUTTON),
      T: PdfString.fromString(`placet-mark-${this.sha256.slice(0, 16)}-${++this.count}`),
      TU: label,
      // A stream, not one for each state: PDFium draws a push button anew that has states and /NeedAppearances.
      AP: PdfDict.of({ N: appearance }),
      // What programs make the look of a push button of, when they do.
      MK: PdfDict.of({ I: appearance, TP: PdfNumber.of(ICON_ONLY) }),
    });
    const annotations = [this.register(field)];
    this.addField(annotations[0]);
    if (this.looksAreMadeUpAnew()) {
      // Poppler then draws an empty button: the same once more, as a stamp, which it leaves alone.
      const stamp = { ...look, Subtype: PdfName.of('Stamp'), AP: PdfDict.of({ N: appearance }) };
      annotations.push(this.register(PdfDict.of(stamp)));
    }
    this.marks.set(pageIndex, [...(this.marks.get(pageIndex) ?? []), ...annotations]);
  }

  /** Puts the marks behind everything that their pages carry. */
  finish(): void {
    for (const [pageIndex, marks] of this.marks) {
      const page = this.pdf.context.resolve(this.pageRef(pageIndex)) as PdfDict;
      const before = page.get('Annots', this.resolve);
      page.set('Annots', new PdfArray([...(before instanceof PdfArray ? before.toArray() : []), ...marks]));
    }
  }

  private looksAreMadeUpAnew(): boolean {
    const flag = this.formOfDocument().get('NeedAppearances', this.resolve);
    return flag instanceof PdfBool && flag.value;
  }

  private addField(field: PdfRef): void {
    const before = this.formOfDocument().get('Fields', this.resolve);
    this.formOfDocument().set('Fields', new PdfArray([...(before instanceof PdfArray ? before.toArray() : []), field]));
  }

  /** Made with the first mark, where the document has none. */
  private formOfDocument(): PdfDict {
    return (this.form ??= this.findForm());
  }

  private findForm(): PdfDict {
    const catalog = this.pdf.context.catalog.getDict();
    const form = catalog.get('AcroForm', this.resolve);
    if (form instanceof PdfDict) return form;
    const made = PdfDict.of({ Fields: new PdfArray([]) });
    catalog.set('AcroForm', this.register(made));
    return made;
  }

  private pageRef(index: number): PdfRef {
    const page = this.pdf.context.pages.getPage(index);
    if (!page) throw new Error(`There is no page ${index}`);
    return page;
  }

  private register(object: PdfDict): PdfRef {
    return this.pdf.context.register(object);
  }

  private readonly resolve = (ref: PdfRef): PdfObject | null => this.pdf.context.resolve(ref);
}

const rectangleOf = ({ x, y, width, height }: Box): PdfArray =>
  new PdfArray([x, y, x + width, y + height].map((edge) => PdfNumber.of(edge)));
