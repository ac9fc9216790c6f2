import type { GlobalFonts, SKRSContext2D } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  MOST_PREVIEWS,
  type PagePreview,
  type PreviewAnswer,
  type PreviewBox,
  type PreviewQuestion,
} from './page-preview';

const WIDTH = 1000;
/** A page of a metre by a hair must not become a picture of gigabytes. */
const MOST_HEIGHT = 4000;
const MOST_IMAGE_PIXELS = 32 * 1024 * 1024;
const FONT = 'Placet Preview';

type Canvas = typeof import('@napi-rs/canvas');
type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

const { resolve } = createRequire(__filename);
const packageOf = (name: string) => dirname(resolve(`${name}/package.json`));

/** The first pages as pictures, with the boxes on them. */
export async function drawPages({ bytes, boxes }: PreviewQuestion): Promise<PreviewAnswer> {
  let canvas: Canvas;
  try {
    canvas = await import('@napi-rs/canvas');
  } catch (error) {
    return { unavailable: `the optional package @napi-rs/canvas cannot be loaded (${firstLine(error)})` };
  }
  try {
    registerFont(canvas.GlobalFonts);
    // After the canvas, whose classes it takes for those of a browser.
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    return { previews: await drawAll(await open(pdfjs, bytes), boxes) };
  } catch (error) {
    return { refused: 'corrupt', detail: firstLine(error) };
  }
}

/** Everything comes from the package's own files: nothing is fetched, and no code in the document runs. */
async function open(pdfjs: Pdfjs, bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const files = (folder: string) => `${join(packageOf('pdfjs-dist'), folder)}/`;
  return pdfjs.getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    enableXfa: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: MOST_IMAGE_PIXELS,
    standardFontDataUrl: files('standard_fonts'),
    cMapUrl: files('cmaps'),
    cMapPacked: true,
    wasmUrl: files('wasm'),
    iccUrl: files('iccs'),
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  }).promise;
}

async function drawAll(document: PDFDocumentProxy, boxes: PreviewBox[]): Promise<PagePreview[]> {
  const previews: PagePreview[] = [];
  try {
    for (let pageIndex = 0; pageIndex < Math.min(document.numPages, MOST_PREVIEWS); pageIndex++) {
      const own = boxes.filter((box) => box.pageIndex === pageIndex);
      previews.push(await drawPage(document, pageIndex, own));
    }
  } finally {
    await document.loadingTask.destroy();
  }
  return previews;
}

async function drawPage(document: PDFDocumentProxy, pageIndex: number, boxes: PreviewBox[]): Promise<PagePreview> {
  const page = await document.getPage(pageIndex + 1);
  // One unit of a viewport of scale 1 is a point of the page as a person sees it, turn, crop and user unit included.
  const points = page.getViewport({ scale: 1 });
  const scale = Math.min(WIDTH / points.width, MOST_HEIGHT / points.height);
  const [width, height] = [points.width, points.height].map((side) => Math.max(1, Math.round(side * scale)));
  const factory = document.canvasFactory as CanvasFactory;
  const { canvas, context } = factory.create(width, height);
  // The types are those of a browser; in Node it is this canvas that pdfjs asks for.
  const target = { canvas: canvas as unknown as HTMLCanvasElement, viewport: page.getViewport({ scale }) };
  await page.render(target).promise;
  boxes.forEach((box) => drawBox(context, box, scale));
  const png = canvas.toBuffer('image/png');
  factory.destroy({ canvas, context });
  page.cleanup();
  return { pageIndex, width, height, png };
}

interface CanvasFactory {
  create(width: number, height: number): Drawing;
  destroy(drawing: Drawing): void;
}

interface Drawing {
  canvas: import('@napi-rs/canvas').Canvas;
  context: SKRSContext2D;
}

const COLOURS = { calm: '#0b5cad', alarming: '#c2410c' };
const LABEL = { size: 16, height: 24, padding: 6 };

function drawBox(context: SKRSContext2D, { box, label, alarming }: PreviewBox, scale: number): void {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((points) => points * scale);
  const colour = alarming ? COLOURS.alarming : COLOURS.calm;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = `${colour}33`;
  context.fillRect(x, y, width, height);
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.setLineDash(alarming ? [10, 6] : []);
  context.strokeRect(x, y, width, height);
  context.font = `${LABEL.size}px "${FONT}"`;
  const labelWidth = context.measureText(label).width + 2 * LABEL.padding;
  // Above the box, so that it hides nothing of it; inside where the page ends.
  const top = y >= LABEL.height ? y - LABEL.height : Math.max(0, y);
  const left = Math.max(0, x - 1.5);
  context.fillStyle = colour;
  context.fillRect(left, top, labelWidth, LABEL.height);
  context.fillStyle = '#ffffff';
  context.textBaseline = 'middle';
  context.fillText(label, left + LABEL.padding, top + LABEL.height / 2);
  context.restore();
}

/** A machine may have no fonts at all. */
function registerFont(fonts: typeof GlobalFonts): void {
  if (!fonts.has(FONT)) fonts.registerFromPath(join(packageOf('dejavu-fonts-ttf'), 'ttf', 'DejaVuSans-Bold.ttf'), FONT);
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split('\n')[0]
    .slice(0, 200);
