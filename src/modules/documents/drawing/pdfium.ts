import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fontsFor } from './font-requests';

/** PDFium gave up on this document: it cannot be opened, needs a password, or made the program itself fail. */
export class DrawingFailed extends Error {
  override readonly name = 'DrawingFailed';

  constructor(
    readonly reason: 'CORRUPT' | 'PASSWORD' | 'CRASHED',
    detail?: string,
  ) {
    super(detail ?? reason);
  }
}

const PASSWORD_ERROR = 4;
const SECURITY_ERROR = 5;

/** PDFium as WebAssembly, with its memory. One in a process; after a crash a new one. */
export class Pdfium {
  private static current?: Promise<Pdfium>;

  private constructor(readonly api: WrappedPdfiumModule) {}

  /** Takes a tenth of a second the first time. */
  static async loaded(): Promise<Pdfium> {
    return (Pdfium.current ??= Pdfium.load());
  }

  private static async load(): Promise<Pdfium> {
    const file = readFileSync(createRequire(__filename).resolve('@embedpdf/pdfium/pdfium.wasm'));
    const api = await init({ wasmBinary: new Uint8Array(file).buffer });
    api.PDFiumExt_Init();
    api.FPDF_SetSystemFontInfo(fontsFor(api));
    return new Pdfium(api);
  }

  /** All of its memory. A view that is read at once: it moves when memory grows. */
  get memory(): Uint8Array {
    return this.api.pdfium.HEAPU8;
  }

  /** After a trap nothing in its memory can be relied on: the next document gets a new one. */
  guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      Pdfium.current = undefined;
      throw new DrawingFailed('CRASHED', error.message.slice(0, 200));
    }
  }

  allocate(bytes: number): number {
    const pointer = this.api.pdfium.wasmExports.malloc(bytes);
    if (pointer === 0) throw new DrawingFailed('CRASHED', 'Out of memory');
    return pointer;
  }

  free(pointer: number): void {
    this.api.pdfium.wasmExports.free(pointer);
  }

  /** Memory for as long as `use` runs. */
  borrow<Result>(bytes: number, use: (pointer: number) => Result): Result {
    const pointer = this.allocate(bytes);
    try {
      return use(pointer);
    } finally {
      this.free(pointer);
    }
  }

  /** Why the last document was not opened. */
  whyNotOpened(): DrawingFailed {
    const error = this.api.FPDF_GetLastError();
    return new DrawingFailed(error === PASSWORD_ERROR || error === SECURITY_ERROR ? 'PASSWORD' : 'CORRUPT');
  }

  /** `count` numbers of a kind from a pointer on. */
  numbers(pointer: number, count: number, kind: 'float' | 'double' | 'i32'): number[] {
    const size = kind === 'double' ? 8 : 4;
    return Array.from({ length: count }, (_, index) => Number(this.api.pdfium.getValue(pointer + index * size, kind)));
  }
}
