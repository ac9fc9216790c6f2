import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, type PdfRef } from '@libpdf/core';
import { create as qrCode } from 'qrcode';
import { deflated, type DocumentFonts } from './document-fonts';
import { Ink } from './ink';
import type { EvidencePages, TimestampOutcome } from './sealing-job';
import type { Face } from './typefaces';
import { widthOf, wrapAt } from './typesetting';

/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 56;
const COLUMN = PAGE.width - 2 * MARGIN;
/** Leaves a column in which any SHA-256 is one line. */
const LABELS = 116;
const QR = 96;
const FOOT = 40;
const TEXT = '#1d1b18';
const QUIET = '#524d46';
const RULE = '#d8d2c7';

/** Adds as many pages as it takes to tell how the document came to be. */
export function addEvidencePages(
  pdf: PDF,
  told: EvidencePages,
  timestamp: TimestampOutcome,
  fonts: DocumentFonts,
): void {
  const sheet = new Sheets(pdf, told, fonts);
  sheet.head();
  const { label, set, failed, none } = told.timestamp;
  const last: [string, string] = [label, { SET: set, FAILED: failed, NONE: none }[timestamp]];
  told.sections.forEach(({ heading, rows }, index) =>
    sheet.section(heading, index === told.sections.length - 1 ? [...rows, last] : rows),
  );
  sheet.foot();
}

/** Writes down a column from page to page. */
class Sheets {
  private readonly pages: Ink[] = [];
  private y = 0;

  constructor(
    private readonly pdf: PDF,
    private readonly told: EvidencePages,
    private readonly fonts: DocumentFonts,
  ) {
    this.turn();
  }

  head(): void {
    const { title, introduction, verify } = this.told;
    const top = this.y;
    const width = COLUMN - QR - 24;
    this.paragraph(title, 'bold', 18, width);
    this.y -= 6;
    this.paragraph(introduction, 'regular', 9.5, width, QUIET);
    this.y -= 8;
    this.paragraph(verify.label, 'bold', 9.5, width);
    for (const line of this.address(verify.url, 8.5, width)) this.paragraph(line, 'regular', 8.5, width, QUIET);
    this.code(verify.url, top);
    this.y = Math.min(this.y, top - QR - 12) - 6;
  }

  section(heading: string, rows: [string, string][]): void {
    if (this.y < MARGIN + FOOT + 70) this.turn();
    this.y -= 10;
    this.page.stroke(
      [
        [MARGIN, this.y],
        [PAGE.width - MARGIN, this.y],
      ],
      0.7,
      RULE,
    );
    this.y -= 8;
    this.paragraph(heading, 'bold', 11.5, COLUMN);
    this.y -= 2;
    for (const [label, value] of rows) this.row(label, value);
  }

  /** Page numbers can only be written when all pages are there. */
  foot(): void {
    this.pages.forEach((page, index) => {
      const text = `${this.told.footer}   ·   ${index + 1} / ${this.pages.length}`;
      this.set(page, text, 'regular', 7.5, MARGIN, MARGIN - 8, COLUMN, QUIET);
    });
    for (const page of this.pages) this.append(page);
  }

  /** Says itself what a page may inherit from the document: nothing of that is meant for ours. */
  private append(ink: Ink): void {
    const edges = [0, 0, PAGE.width, PAGE.height].map((edge) => PdfNumber.of(edge));
    const page = PdfDict.of({
      Type: PdfName.of('Page'),
      MediaBox: new PdfArray(edges),
      CropBox: new PdfArray(edges),
      Rotate: PdfNumber.of(0),
      Contents: this.pdf.context.register(deflated(ink.content)),
      Resources: ink.resources,
    });
    appendPage(this.pdf, page);
  }

  private row(label: string, value: string): void {
    const size = 9;
    const labels = wrapAt(label, 'regular', size, LABELS - 12);
    const values = wrapAt(value, 'regular', size, COLUMN - LABELS);
    for (let line = 0; line < Math.max(labels.length, values.length); line++) {
      if (this.y < MARGIN + FOOT) this.turn();
      this.y -= size * 1.4;
      const rtl = this.told.direction === 'rtl';
      if (labels[line])
        this.set(
          this.page,
          labels[line],
          'regular',
          size,
          rtl ? MARGIN + COLUMN - LABELS : MARGIN,
          this.y,
          LABELS,
          QUIET,
        );
      if (values[line])
        this.set(
          this.page,
          values[line],
          'regular',
          size,
          rtl ? MARGIN : MARGIN + LABELS,
          this.y,
          COLUMN - LABELS,
          TEXT,
        );
    }
    this.y -= 3;
  }

  private paragraph(text: string, face: Face, size: number, width: number, colour = TEXT): void {
    const left = this.told.direction === 'rtl' ? MARGIN + COLUMN - width : MARGIN;
    for (const line of wrapAt(text, face, size, width)) {
      this.y -= size * 1.35;
      this.set(this.page, line, face, size, left, this.y, width, colour);
    }
  }

  /** An address breaks behind a slash, where nobody takes the break for a part of it. */
  private address(url: string, size: number, width: number): string[] {
    const lines = [''];
    for (const part of url.split(/(?<=\/)/)) {
      const longer = lines[lines.length - 1] + part;
      if (widthOf(longer, 'regular') * size <= width) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
    return lines;
  }

  /** A line at the beginning of a column, which is its right end where the language runs that way. */
  private set(
    page: Ink,
    text: string,
    face: Face,
    size: number,
    left: number,
    y: number,
    width: number,
    colour: string,
  ): void {
    const x = this.told.direction === 'rtl' ? left + width - widthOf(text, face) * size : left;
    page.text(text, face, { x, y, angle: 0, size, colour });
  }

  /** The address as a QR code of plain squares: sharp at any size. Runs in a row are one rectangle. */
  private code(url: string, top: number): void {
    const { modules } = qrCode(url, { errorCorrectionLevel: 'M' });
    const side = QR / modules.size;
    const left = this.told.direction === 'rtl' ? MARGIN : PAGE.width - MARGIN - QR;
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        const start = column;
        while (column < modules.size && modules.get(row, column)) column++;
        if (column === start) continue;
        const [x, y] = [left + start * side, top - (row + 1) * side];
        this.page.rectangle(x, y, (column - start) * side, side, TEXT);
      }
    }
  }

  private turn(): void {
    this.pages.push(new Ink(this.pdf, this.fonts));
    this.y = PAGE.height - MARGIN;
  }

  private get page(): Ink {
    return this.pages[this.pages.length - 1];
  }
}

/** Puts a page behind the others, and changes nothing but the root of their tree: the library would write all of them anew. */
function appendPage(pdf: PDF, page: PdfDict): void {
  const root = pdf.context.catalog.getDict().getRef('Pages')!;
  const tree = pdf.context.resolve(root) as PdfDict;
  const resolve = (ref: PdfRef): PdfObject | null => pdf.context.resolve(ref);
  const kids = tree.get('Kids', resolve) as PdfArray;
  const count = tree.get('Count', resolve) as PdfNumber;
  page.set('Parent', root);
  tree.set('Kids', new PdfArray([...kids.toArray(), pdf.context.register(page)]));
  tree.set('Count', PdfNumber.of(count.value + 1));
}
