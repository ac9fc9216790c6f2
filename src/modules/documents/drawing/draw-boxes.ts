import type { PreviewBox } from '../page-preview';
import type { Pdfium } from './pdfium';
import { FAMILIES } from './stand-in-fonts';

const COLOURS: Record<'calm' | 'alarming', Colour> = { calm: [0x0b, 0x5c, 0xad], alarming: [0xc2, 0x41, 0x0c] };
const LABEL = { size: 16, height: 24, padding: 6 };
const STROKE = 3;
const DASHES = [10, 6];
const FILLED_AND_STROKED: [fill: number, stroke: boolean] = [1, true];
const FILLED: [fill: number, stroke: boolean] = [1, false];
const OPAQUE = 255;
const TRUETYPE = 2;
const AS_RGBA = 0x10;

/** Draws boxes with their labels over a picture: a page of their own on top of it, as large in points as it is in pixels. */
export function drawBoxes(
  pdfium: Pdfium,
  bitmap: number,
  [width, height]: [number, number],
  boxes: PreviewBox[],
): void {
  if (boxes.length === 0) return;
  const { api } = pdfium;
  const document = api.FPDF_CreateNewDocument();
  const page = api.FPDFPage_New(document, 0, width, height);
  const font = loadFont(pdfium, document);
  for (const box of boxes) drawBox(pdfium, { document, page, font }, box, width / box.pageWidth, height);
  api.FPDFPage_GenerateContent(page);
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, AS_RGBA);
  api.FPDFFont_Close(font);
  api.FPDF_ClosePage(page);
  api.FPDF_CloseDocument(document);
}

interface Sheet {
  document: number;
  page: number;
  font: number;
}

function drawBox(pdfium: Pdfium, sheet: Sheet, placed: PreviewBox, scale: number, pageHeight: number): void {
  const { api } = pdfium;
  const [x, y, width, height] = [placed.box.x, placed.box.y, placed.box.width, placed.box.height].map(
    (points) => points * scale,
  );
  const colour = placed.alarming ? COLOURS.alarming : COLOURS.calm;
  const frame = api.FPDFPageObj_CreateNewRect(x, pageHeight - y - height, width, height);
  api.FPDFPageObj_SetFillColor(frame, ...colour, 0x33);
  api.FPDFPageObj_SetStrokeColor(frame, ...colour, OPAQUE);
  api.FPDFPageObj_SetStrokeWidth(frame, STROKE);
  if (placed.alarming) dash(pdfium, frame);
  api.FPDFPath_SetDrawMode(frame, ...FILLED_AND_STROKED);
  api.FPDFPage_InsertObject(sheet.page, frame);
  // Above the box, so that it hides nothing of it; inside where the page ends.
  const top = y >= LABEL.height ? y - LABEL.height : Math.max(0, y);
  drawLabel(pdfium, sheet, placed.label, [Math.max(0, x - STROKE / 2), pageHeight - top - LABEL.height], colour);
}

type Colour = readonly [red: number, green: number, blue: number];

function drawLabel(pdfium: Pdfium, sheet: Sheet, label: string, [left, bottom]: number[], colour: Colour): void {
  const { api } = pdfium;
  const text = api.FPDFPageObj_CreateTextObj(sheet.document, sheet.font, LABEL.size);
  const utf16 = Buffer.from(`${label}\0`, 'utf16le');
  pdfium.borrow(utf16.length, (pointer) => {
    pdfium.memory.set(utf16, pointer);
    api.FPDFText_SetText(text, pointer);
  });
  const ground = api.FPDFPageObj_CreateNewRect(left, bottom, widthOf(pdfium, text) + 2 * LABEL.padding, LABEL.height);
  api.FPDFPageObj_SetFillColor(ground, ...colour, OPAQUE);
  api.FPDFPath_SetDrawMode(ground, ...FILLED);
  api.FPDFPage_InsertObject(sheet.page, ground);
  api.FPDFPageObj_SetFillColor(text, 255, 255, 255, OPAQUE);
  api.FPDFPageObj_Transform(text, 1, 0, 0, 1, left + LABEL.padding, bottom + LABEL.padding);
  api.FPDFPage_InsertObject(sheet.page, text);
}

function widthOf(pdfium: Pdfium, object: number): number {
  return pdfium.borrow(16, (pointer) => {
    pdfium.api.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12);
    const [left, , right] = pdfium.numbers(pointer, 4, 'float');
    return right - left;
  });
}

function dash(pdfium: Pdfium, object: number): void {
  pdfium.borrow(8, (pointer) => {
    DASHES.forEach((length, index) => pdfium.api.pdfium.setValue(pointer + 4 * index, length, 'float'));
    pdfium.api.FPDFPageObj_SetDashArray(object, pointer, DASHES.length, 0);
  });
}

function loadFont(pdfium: Pdfium, document: number): number {
  const { bytes } = FAMILIES.sans.bold;
  return pdfium.borrow(bytes.length, (pointer) => {
    pdfium.memory.set(bytes, pointer);
    return pdfium.api.FPDFText_LoadFont(document, pointer, bytes.length, TRUETYPE, true);
  });
}
