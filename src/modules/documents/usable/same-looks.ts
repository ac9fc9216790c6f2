import { openForDrawing, type DrawableDocument } from '../drawing/drawable-document';
import { DrawingFailed } from '../drawing/pdfium';
import { UnreadablePdf } from '../unreadable-pdf';

const DPI = 72;
const MOST_PAGES = 40;
/** Of a colour of a pixel. */
const TOLERANCE = 24;

/** Draws both page by page, with their text. Throws UnreadablePdf where the copy shows or says anything else. */
export async function refuseDifferentLooks(original: Uint8Array, copy: Uint8Array): Promise<void> {
  const before = await openForDrawing(original).catch(notDrawn);
  try {
    const after = await openForDrawing(copy).catch(notDrawn);
    try {
      const difference = differenceOf(before, after);
      if (difference) throw new UnreadablePdf('corrupt', `The copy differs: ${difference}`);
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}

function notDrawn(error: unknown): never {
  throw error instanceof DrawingFailed ? new UnreadablePdf('corrupt', error.message) : error;
}

function differenceOf(before: DrawableDocument, after: DrawableDocument): string | undefined {
  if (before.pageCount !== after.pageCount) return `${before.pageCount} pages became ${after.pageCount}`;
  const step = Math.max(1, before.pageCount / MOST_PAGES);
  for (let at = 0; at < before.pageCount; at += step) {
    const index = Math.floor(at);
    const [one, other] = [before.page(index), after.page(index)];
    if (one.text().text !== other.text().text) return `the text of page ${index + 1}`;
    const [was, is] = [one.draw({ dpi: DPI }), other.draw({ dpi: DPI })];
    if (was.width !== is.width || was.height !== is.height) return `the size of page ${index + 1}`;
    if (was.rgba.some((value, i) => Math.abs(value - is.rgba[i]) > TOLERANCE))
      return `the picture of page ${index + 1}`;
  }
  return undefined;
}
