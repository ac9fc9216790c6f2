import { DrawablePage } from './drawable-page';
import type { PagePointers } from './page-pointers';
import { Pdfium } from './pdfium';

/**
 * Opens a PDF for drawing. For a process of its own, never for the server's: PDFium is synchronous and takes the memory that
 * a document makes it take. Rejects with DrawingFailed.
 */
export async function openForDrawing(bytes: Uint8Array): Promise<DrawableDocument> {
  const pdfium = await Pdfium.loaded();
  return pdfium.guard(() => new DrawableDocument(pdfium, bytes));
}

/** A PDF as PDFium reads it. One page at a time is kept in memory. */
export class DrawableDocument {
  readonly pageCount: number;
  private readonly file: number;
  private readonly handle: number;
  private readonly formInfo: number;
  private readonly form: number;
  private shown?: { index: number; pointers: PagePointers };

  /** Use `openForDrawing`. */
  constructor(
    private readonly pdfium: Pdfium,
    bytes: Uint8Array,
  ) {
    const { api } = pdfium;
    this.file = pdfium.allocate(Math.max(1, bytes.length));
    pdfium.memory.set(bytes, this.file);
    this.handle = api.FPDF_LoadMemDocument(this.file, bytes.length, '');
    if (this.handle === 0) {
      const reason = pdfium.whyNotOpened();
      pdfium.free(this.file);
      throw reason;
    }
    this.pageCount = api.FPDF_GetPageCount(this.handle);
    this.formInfo = api.PDFiumExt_OpenFormFillInfo();
    this.form = api.PDFiumExt_InitFormFillEnvironment(this.handle, this.formInfo);
  }

  /** Pages count from 0. */
  page(index: number): DrawablePage {
    return new DrawablePage(this.pdfium, () => this.load(index));
  }

  /** Gives its memory back. Nothing of it may be used afterwards. */
  close(): void {
    const { api } = this.pdfium;
    this.pdfium.guard(() => {
      this.leavePage();
      api.PDFiumExt_ExitFormFillEnvironment(this.form);
      api.PDFiumExt_CloseFormFillInfo(this.formInfo);
      api.FPDF_CloseDocument(this.handle);
      this.pdfium.free(this.file);
    });
  }

  private load(index: number): PagePointers {
    if (this.shown?.index === index) return this.shown.pointers;
    this.leavePage();
    const { api } = this.pdfium;
    const page = api.FPDF_LoadPage(this.handle, index);
    if (page === 0) throw new RangeError(`There is no page ${index} of ${this.pageCount} that PDFium can load`);
    api.FORM_OnAfterLoadPage(page, this.form);
    const pointers = { document: this.handle, page, form: this.form, text: api.FPDFText_LoadPage(page) };
    this.shown = { index, pointers };
    return pointers;
  }

  private leavePage(): void {
    if (!this.shown) return;
    const { api } = this.pdfium;
    const { page, text } = this.shown.pointers;
    this.shown = undefined;
    api.FPDFText_ClosePage(text);
    api.FORM_OnBeforeClosePage(page, this.form);
    api.FPDF_ClosePage(page);
  }
}
