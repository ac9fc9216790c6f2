import { type PDF, PdfArray, PdfName, PdfNumber, type PdfRef } from '@libpdf/core';
import { CAPITALS, DESCENDERS, fitText, LINE } from '../../../platform/text-fitting';
import { toPdfSpace, type Box } from '../placements';
import type { PageBox } from '../pdf-reading';
import { deflated, type DocumentFonts } from './document-fonts';
import { Ink } from './ink';
import type { OwnFields } from './own-fields';
import type { SealMark } from './sealing-job';
import type { Face } from './typefaces';
import { asDrawn, widthOf } from './typesetting';

const INK = '#16233f';
/** Behind a mark in a place that is lower or narrower than this many points: its ink alone could hardly be seen. */
const FAINT = 5;
const GROUND = '#cfdfe6';
/** In points: a tick is seen however small its place is. */
const SEEN_WIDTH = 1.2;

/**
 * Puts marks into their places, upright for a person who looks at the page, and nothing outside them. The page's own
 * content is not touched: each mark is the appearance of a read-only field of ours (decision 41).
 */
export function drawMarks(
  pdf: PDF,
  pages: PageBox[],
  marks: SealMark[],
  fonts: DocumentFonts,
  fields: OwnFields,
): void {
  for (const mark of marks) {
    const pageBox = pages[mark.pageIndex];
    if (!pageBox) throw new Error(`There is no page ${mark.pageIndex}`);
    const place = toPdfSpace(mark.box, pageBox);
    const ink = new Ink(pdf, fonts);
    if (Math.min(mark.box.width, mark.box.height) < FAINT) ink.rectangle(0, 0, place.width, place.height, GROUND);
    if (mark.kind === 'IMAGE') drawImage(ink, place, mark.image!);
    else if (mark.kind === 'CHECK') drawTick(ink, place, pageBox.userUnit);
    else drawText(ink, place, mark, pageBox.userUnit);
    fields.addMark(mark.pageIndex, boundsOf(place), appearance(pdf, ink, place), mark.text ?? '');
  }
}

type Place = ReturnType<typeof toPdfSpace>;

/** A form that is as large as the place and cut off at its edges, turned as the page is. */
function appearance(pdf: PDF, ink: Ink, { width, height, rotation }: Place): PdfRef {
  const [sin, cos] = [Math.sin((rotation * Math.PI) / 180), Math.cos((rotation * Math.PI) / 180)].map(Math.round);
  const form = deflated(ink.content, {
    Type: PdfName.of('XObject'),
    Subtype: PdfName.of('Form'),
    BBox: numbers(0, 0, width, height),
    Matrix: numbers(cos, sin, -sin, cos, 0, 0),
    Resources: ink.resources,
  });
  return pdf.context.register(form);
}

/** The place as a rectangle of the page's own space, which a turn by quarters leaves one. */
function boundsOf({ x, y, width, height, rotation }: Place): Box {
  const [across, up] = rotation % 180 === 0 ? [width, height] : [height, width];
  const left = rotation === 90 || rotation === 180 ? x - across : x;
  const bottom = rotation === 180 || rotation === 270 ? y - up : y;
  return { x: left, y: bottom, width: across, height: up };
}

function drawImage(ink: Ink, { width, height }: Place, png: Uint8Array): void {
  ink.image(png, (image) => {
    const scale = Math.min(width / image.width, height / image.height);
    return [(width - image.width * scale) / 2, (height - image.height * scale) / 2, scale];
  });
}

function drawTick(ink: Ink, { width, height }: Place, userUnit: number): void {
  const side = Math.min(width, height) * 0.8;
  const [left, bottom] = [(width - side) / 2, (height - side) / 2];
  const points = [
    [0.1, 0.5],
    [0.4, 0.2],
    [0.9, 0.85],
  ].map(([right, up]): [number, number] => [left + right * side, bottom + up * side]);
  // In a place of a few points a fine line could not be seen any more.
  ink.stroke(points, Math.max(Math.min(SEEN_WIDTH / userUnit, side * 0.3), side * 0.12), INK);
}

/** As large as `fitText` says of the displayed page, whose points may be many of the page's own units. */
function drawText(ink: Ink, { height }: Place, mark: SealMark, userUnit: number): void {
  const isHandwriting = mark.kind === 'HANDWRITING';
  const face: Face = isHandwriting ? 'hand' : 'regular';
  const fitted = fitText(asDrawn(mark.text ?? '', face), mark.box, isHandwriting, (line) => widthOf(line, face));
  const size = fitted.size / userUnit;
  const block = ((fitted.lines.length - 1) * LINE + CAPITALS + DESCENDERS) * size;
  const top = (height + block) / 2 - CAPITALS * size;
  fitted.lines.forEach((line, index) => {
    ink.text(line, face, { x: 0, y: top - index * LINE * size, angle: 0, size, colour: INK });
  });
}

const numbers = (...values: number[]): PdfArray => new PdfArray(values.map((value) => PdfNumber.of(value)));
