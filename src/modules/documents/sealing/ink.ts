import { type PDF, PdfDict, PdfRef } from '@libpdf/core';
import { type DocumentFonts, fill, number, rgbOf, type TextPlace } from './document-fonts';
import type { Face } from './typefaces';

/** What is drawn on one surface (a page of ours, the appearance of a mark), and the fonts and pictures it takes. */
export class Ink {
  private readonly operators: string[] = [];
  private readonly fontRefs = new Map<string, PdfRef>();
  private readonly images = new Map<string, PdfRef>();

  constructor(
    private readonly pdf: PDF,
    private readonly fonts: DocumentFonts,
  ) {}

  text(text: string, face: Face, place: TextPlace): void {
    this.operators.push(this.fonts.line(text, face, place, this.fontRefs));
  }

  rectangle(x: number, y: number, width: number, height: number, colour: string): void {
    this.operators.push(`${fill(colour)} ${[x, y, width, height].map(number).join(' ')} re f`);
  }

  /** Joined by round corners. */
  stroke(points: [x: number, y: number][], thickness: number, colour: string): void {
    const [start, ...rest] = points.map((point) => point.map(number).join(' '));
    const path = `${start} m ${rest.map((point) => `${point} l`).join(' ')}`;
    this.operators.push(`q ${rgbOf(colour)} RG ${number(thickness)} w 1 J 1 j ${path} S Q`);
  }

  image(
    png: Uint8Array,
    place: (image: { width: number; height: number }) => [x: number, y: number, scale: number],
  ): void {
    const image = this.pdf.embedImage(png);
    const [x, y, scale] = place(image);
    const name = `I${this.images.size}`;
    this.images.set(name, image.ref);
    const [width, height] = [image.width * scale, image.height * scale];
    this.operators.push(`q ${number(width)} 0 0 ${number(height)} ${number(x)} ${number(y)} cm /${name} Do Q`);
  }

  get content(): Uint8Array {
    return Buffer.from(this.operators.join('\n'), 'latin1');
  }

  get resources(): PdfDict {
    const resources = new PdfDict();
    if (this.fontRefs.size > 0) resources.set('Font', new PdfDict(this.fontRefs));
    if (this.images.size > 0) resources.set('XObject', new PdfDict(this.images));
    return resources;
  }
}
