import type { PDF, PDFPage } from '@libpdf/core';
import { CAPITALS, DESCENDERS, fitText, LINE } from '../../../platform/text-fitting';
import { toPdfSpace } from '../placements';
import type { PageBox } from '../pdf-reading';
import type { SealMark } from './sealing-job';
import type { Face } from './typefaces';
import { asDrawn, colourOf, Typesetting, widthOf } from './typesetting';

const INK = '#16233f';

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
    else drawText(page, frame, mark, pages[mark.pageIndex].userUnit, typesetting);
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

/** As large as `fitText` says of the displayed page, whose points may be many of the page's own units. */
function drawText(page: PDFPage, frame: Frame, mark: SealMark, userUnit: number, typesetting: Typesetting): void {
  const isHandwriting = mark.kind === 'HANDWRITING';
  const face: Face = isHandwriting ? 'hand' : 'regular';
  const fitted = fitText(asDrawn(mark.text ?? '', face), mark.box, isHandwriting, (line) => widthOf(line, face));
  const size = fitted.size / userUnit;
  const block = ((fitted.lines.length - 1) * LINE + CAPITALS + DESCENDERS) * size;
  const top = (frame.height + block) / 2 - CAPITALS * size;
  fitted.lines.forEach((line, index) => {
    const start = frame.at(0, top - index * LINE * size);
    typesetting.line(page, line, face, { ...start, angle: frame.angle, size, colour: INK });
  });
}
