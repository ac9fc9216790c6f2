import { PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, type PDF } from '@libpdf/core';

const MOST_NODES = 20_000;

/**
 * Writes what every viewer assumes of a page tree: which node is a page, who its parent is, and how many pages lie below it. True
 * if anything had to be written. A page that is listed twice is left alone.
 */
export function mendPageTree(pdf: PDF): boolean {
  const root = pdf.context.catalog.getDict().getRef('Pages');
  return root ? new Mending(pdf).mend(root) : false;
}

class Mending {
  private readonly seen = new Set<string>();
  private mended = false;

  constructor(private readonly pdf: PDF) {}

  mend(root: PdfRef): boolean {
    this.count(root, undefined);
    return this.mended;
  }

  /** How many pages lie below. Recursive: a tree deeper than a few levels is refused by whoever reads it next. */
  private count(ref: PdfRef, parent: PdfRef | undefined, depth = 0): number {
    const node = this.pdf.context.resolve(ref);
    const isKnown = this.seen.has(ref.toString()) || this.seen.size >= MOST_NODES || depth > 64;
    if (!(node instanceof PdfDict) || isKnown) return 0;
    this.seen.add(ref.toString());
    if (parent && node.getRef('Parent')?.toString() !== parent.toString()) this.set(node, 'Parent', parent);
    const kids = node.get('Kids', (kid) => this.pdf.context.resolve(kid));
    const isNode = kids instanceof PdfArray;
    const type = isNode ? 'Pages' : 'Page';
    if (node.getName('Type')?.value !== type) this.set(node, 'Type', PdfName.of(type));
    if (!isNode) return 1;
    if (node.get('Kids') !== kids) this.set(node, 'Kids', kids);
    const pages = kids
      .toArray()
      .reduce((sum, kid) => sum + (kid instanceof PdfRef ? this.count(kid, ref, depth + 1) : 0), 0);
    if (node.getNumber('Count')?.value !== pages) this.set(node, 'Count', PdfNumber.of(pages));
    return pages;
  }

  private set(node: PdfDict, key: string, value: PdfName | PdfNumber | PdfRef | PdfArray): void {
    node.set(key, value);
    this.mended = true;
  }
}
