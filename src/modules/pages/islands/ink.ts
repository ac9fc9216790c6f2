// Pictures of signatures: small, trimmed, with a clear background, as a PNG.
import { takePaperAway } from './paper';

const INK = '#10204a';
const LARGEST = 290_000;
const WIDEST = 800;
const HIGHEST = 300;
/** These canvases are read back, to find where the ink is. */
export const READ: CanvasRenderingContext2DSettings = { willReadFrequently: true };
/** A photograph is looked at in this size: the signature may be a small part of it. */
const LOOKED_AT = 1600;

/** The ink colour, for whoever draws. */
export const ink = (): string => INK;

/** A name as if written by hand. The browser shapes it, so every script comes out right. */
export async function written(text: string, face: string): Promise<string> {
  const font = `96px '${face}', sans-serif`;
  await document.fonts.load(font, text).catch(() => undefined);
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d', READ);
  if (!brush) return '';
  brush.font = font;
  const width = Math.ceil(brush.measureText(text).width) + 120;
  canvas.width = Math.min(width, 2400);
  canvas.height = 260;
  brush.font = font;
  brush.fillStyle = INK;
  brush.textAlign = 'center';
  brush.textBaseline = 'middle';
  brush.fillText(text, canvas.width / 2, canvas.height / 2, canvas.width - 40);
  return asPng(canvas);
}

/** A photograph or scan with its paper taken away; an empty text where ink and paper cannot be told apart. */
export async function uploaded(file: Blob): Promise<string> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, LOOKED_AT / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const brush = canvas.getContext('2d', READ);
  if (!brush) return '';
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  const pixels = brush.getImageData(0, 0, canvas.width, canvas.height);
  if (!takePaperAway(pixels)) return '';
  brush.putImageData(pixels, 0, 0);
  return asPng(canvas);
}

/** The part of a canvas that has ink, at most as large as a place needs; an empty text where there is none. */
export function asPng(source: HTMLCanvasElement): string {
  const part = inked(source);
  if (!part) return '';
  for (let scale = Math.min(1, WIDEST / part.width, HIGHEST / part.height); scale > 0.05; scale *= 0.7) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(part.width * scale));
    canvas.height = Math.max(1, Math.round(part.height * scale));
    const brush = canvas.getContext('2d');
    brush?.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, canvas.width, canvas.height);
    const address = canvas.toDataURL('image/png');
    if (address.length * 0.75 < LARGEST) return address;
  }
  return '';
}

function inked(canvas: HTMLCanvasElement): DOMRect | undefined {
  const { width, height } = canvas;
  const data = canvas.getContext('2d', READ)?.getImageData(0, 0, width, height).data;
  if (!data) return undefined;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (data[(y * width + x) * 4 + 3] < 16) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  if (right < 0) return undefined;
  const edge = 4;
  const [x, y] = [Math.max(0, left - edge), Math.max(0, top - edge)];
  return new DOMRect(x, y, Math.min(width, right + edge) - x, Math.min(height, bottom + edge) - y);
}
