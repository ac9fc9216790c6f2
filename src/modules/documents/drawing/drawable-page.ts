import type { PreviewBox } from '../page-preview';
import { drawBoxes } from './draw-boxes';
import { annotationsOnPage } from './annotations-on-page';
import { missingOnPage, type Missing } from './missing-on-page';
import type { PagePointers } from './page-pointers';
import { textOfPage, type PageText } from './page-text';
import type { Pdfium } from './pdfium';

/** Pixels, row by row from the top: four bytes each, the last of them 255. */
export interface Drawing {
  width: number;
  height: number;
  rgba: Uint8Array;
}

interface Pixels {
  width: number;
  height: number;
}

export type DrawingSize = { dpi: number } | { width: number };

/** A page a metre high and a hair wide must not become a picture of gigabytes. */
const MOST_PIXELS = 24_000_000;
const MOST_SIDE = 16_000;
const MOST_LETTERS = 100_000;

const POINTS_PER_INCH = 72;
const WHITE = 0xffffffff;
const WITH_ANNOTATIONS = 0x01;
const AS_RGBA = 0x10;

/**
 * A page as a viewer shows it: CropBox and /Rotate are applied, annotations and form fields are there. PDFium does not know
 * /UserUnit: positions are units of user space, which `PageBox.userUnit` makes points.
 */
export class DrawablePage {
  /** `load` makes sure that the page is in memory. */
  constructor(
    private readonly pdfium: Pdfium,
    private readonly load: () => PagePointers,
  ) {}

  /** In units of user space. */
  get width(): number {
    return this.pdfium.guard(() => this.pdfium.api.FPDF_GetPageWidthF(this.load().page));
  }

  /** In units of user space. */
  get height(): number {
    return this.pdfium.guard(() => this.pdfium.api.FPDF_GetPageHeightF(this.load().page));
  }

  /** Opaque, on white, boxes on top. Smaller than asked where the page would take too much memory. */
  draw(size: DrawingSize, boxes: PreviewBox[] = []): Drawing {
    return this.pdfium.guard(() => this.drawLoaded(this.load(), this.pixels(size), boxes));
  }

  /** What is written on it, in the order of the file. Form fields and annotations are not part of it. */
  text(): PageText {
    return this.pdfium.guard(() => textOfPage(this.pdfium, this.load(), this));
  }

  /** The same letters without their places, for comparing. Much less work than `text`. */
  letters(): string {
    return this.pdfium.guard(() => {
      const { text } = this.load();
      const count = Math.min(this.pdfium.api.FPDFText_CountChars(text), MOST_LETTERS);
      const points = Array.from({ length: count }, (_, index) => this.pdfium.api.FPDFText_GetUnicode(text, index));
      return points.map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '')).join('');
    });
  }

  /** How many links, fields and others lie on it, by kind, and by where they lead or what they are called and hold. */
  annotations(): Map<string, number> {
    return this.pdfium.guard(() => annotationsOnPage(this.pdfium, this.load()));
  }

  /** What a person who sees the drawing does not see of the page. Empty: it is drawn wholly. */
  missing(): Missing[] {
    return this.pdfium.guard(() => missingOnPage(this.pdfium, this.load()));
  }

  private pixels(size: DrawingSize): Pixels {
    const [width, height] = [Math.max(this.width, 0.01), Math.max(this.height, 0.01)];
    const asked = 'dpi' in size ? size.dpi / POINTS_PER_INCH : size.width / width;
    const most = Math.min(MOST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
    const scale = Math.min(asked, most);
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  }

  private drawLoaded({ page, form }: PagePointers, { width, height }: Pixels, boxes: PreviewBox[]): Drawing {
    const { api } = this.pdfium;
    const bitmap = api.FPDFBitmap_Create(width, height, 0);
    if (bitmap === 0) throw new RangeError(`There is no memory for a picture of ${width} x ${height}`);
    try {
      api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS | AS_RGBA);
      api.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS | AS_RGBA);
      drawBoxes(this.pdfium, bitmap, [width, height], boxes);
      const start = api.FPDFBitmap_GetBuffer(bitmap);
      const rgba = this.pdfium.memory.slice(start, start + width * height * 4);
      for (let alpha = 3; alpha < rgba.length; alpha += 4) rgba[alpha] = 255;
      return { width, height, rgba };
    } finally {
      api.FPDFBitmap_Destroy(bitmap);
    }
  }
}
