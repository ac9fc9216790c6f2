import type { PDF, PDFPage } from '@libpdf/core';
import { toPdfSpace } from '../placements';
import type { PageBox } from '../pdf-reading';
import type { SealMark } from './sealing-job';
import { colourOf, type Face, Typesetting } from './typesetting';

const INK = '#16233f';
const LARGEST_TEXT = 14;
const SMALLEST_TEXT = 3;
const LINE = 1.2;
/** Of the box's height, left free below and above text. */
const PADDING = 0.08;
/** DejaVu's capitals reach this far above the baseline, in sizes; its descenders this far below. */
const CAPITALS = 0.73;
const DESCENDERS = 0.24;

/** A box in the page's own space, and how to get from a point inside it (right and up from its lower left corner) to there. */
interface Frame {
  width: number;
  height: number;
  angle: number;
  at(right: number, up: number): { x: number; y: number };
}

/** Draws marks into their places, upright for whoever looks at the page, and nothing outside them. */
export function drawMarks(pdf: PDF, pages: PageBox[], marks: SealMark[], typesetting: Typesetting): void {
  for (const mark of marks) {
    const page = pdf.getPage(mark.pageIndex);
    if (!page || !pages[mark.pageIndex]) throw new Error(`There is no page ${mark.pageIndex}`);
    const frame = frameOf(mark, pages[mark.pageIndex]);
    if (mark.kind === 'IMAGE') drawImage(pdf, page, frame, mark.image!);
    else if (mark.kind === 'CHECK') drawTick(page, frame);
    else drawText(page, frame, mark, typesetting);
  }
}

function frameOf({ box }: SealMark, pageBox: PageBox): Frame {
  const { x, y, width, height, rotation } = toPdfSpace(box, pageBox);
  const [sin, cos] = [Math.sin((rotation * Math.PI) / 180), Math.cos((rotation * Math.PI) / 180)];
  const at = (right: number, up: number) => ({ x: x + right * cos - up * sin, y: y + right * sin + up * cos });
  return { width, height, angle: rotation, at };
}

function drawImage(pdf: PDF, page: PDFPage, frame: Frame, png: Uint8Array): void {
  const image = pdf.embedImage(png);
  const scale = Math.min(frame.width / image.width, frame.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const corner = frame.at((frame.width - width) / 2, (frame.height - height) / 2);
  page.drawImage(image, { ...corner, width, height, rotate: { angle: frame.angle, origin: corner } });
}

function drawTick(page: PDFPage, frame: Frame): void {
  const side = Math.min(frame.width, frame.height) * 0.8;
  const [left, bottom] = [(frame.width - side) / 2, (frame.height - side) / 2];
  const points = [
    [0.1, 0.5],
    [0.4, 0.2],
    [0.9, 0.85],
  ].map(([right, up]) => frame.at(left + right * side, bottom + up * side));
  const line = { thickness: Math.max(0.6, side * 0.12), color: colourOf(INK) };
  page.drawLine({ start: points[0], end: points[1], ...line });
  page.drawLine({ start: points[1], end: points[2], ...line });
}

function drawText(page: PDFPage, frame: Frame, { kind, text = '' }: SealMark, typesetting: Typesetting): void {
  const face: Face = kind === 'HANDWRITING' ? 'italic' : 'regular';
  const largest = kind === 'HANDWRITING' ? frame.height : LARGEST_TEXT;
  const { lines, size } = fitted(text, face, frame, largest, typesetting);
  const block = (lines.length - 1) * LINE * size + (CAPITALS + DESCENDERS) * size;
  const top = (frame.height + block) / 2 - CAPITALS * size;
  lines.forEach((line, index) => {
    const start = frame.at(0, top - index * LINE * size);
    typesetting.line(page, line, face, { ...start, angle: frame.angle, size, colour: INK });
  });
}

/** The largest size at which the text fits its box: on one line while that is readable, else on as many as it takes. */
function fitted(text: string, face: Face, { width, height }: Frame, largest: number, typesetting: Typesetting) {
  const room = height * (1 - 2 * PADDING);
  const single = text.replace(/\s+/g, ' ').trim();
  const size = Math.min(largest, room / (CAPITALS + DESCENDERS), width / (typesetting.width(single, face, 1) || 1));
  if (size >= Math.min(7, largest) || face === 'italic') return { lines: [single], size };
  for (let smaller = Math.min(largest, room / LINE); smaller > SMALLEST_TEXT; smaller *= 0.92) {
    const lines = typesetting.wrap(text.trim(), face, smaller, width);
    const block = (lines.length - 1) * LINE * smaller + (CAPITALS + DESCENDERS) * smaller;
    if (block <= room) return { lines, size: smaller };
  }
  return { lines: [single], size };
}
