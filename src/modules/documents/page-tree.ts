import { PDF, PdfArray, PdfDict, PdfNumber, PdfObject, PdfRef } from '@libpdf/core';
import { MAX_PDF_PAGES, PageBox } from './pdf-reading';
import { pageBox, PageGeometry } from './page-box';
import { UnreadablePdf } from './unreadable-pdf';

/** Trees are shallow: 32 kids a node make five levels of a million pages. */
const MAX_DEPTH = 64;
const INHERITED = ['MediaBox', 'CropBox', 'Rotate'] as const;

/**
 * The boxes of all pages, in order. Strict about the tree's shape on purpose: where viewers disagree about a bent tree
 * (a page listed twice, a wrong /Count, a /Parent that points elsewhere), the page that a person sees at an index might
 * not be the page that is stamped. `most` is for what this server made itself out of a document that was accepted.
 */
export function readPages(pdf: PDF, most = MAX_PDF_PAGES): PageBox[] {
  const root = pdf.context.catalog.getDict().getRef('Pages');
  if (!root) throw new UnreadablePdf('no_pages');
  const pages = new PageTree(pdf, most).pagesBelow(root);
  if (pages.length === 0) throw new UnreadablePdf('no_pages');
  // Everything after this reading goes through the library's own list of pages: it must be the same one.
  if (pages.length !== pdf.getPageCount()) throw new UnreadablePdf('corrupt', 'the page tree is bent');
  return pages.map((page, index) => pageBox(page, index));
}

class PageTree {
  private readonly seen = new Set<string>();
  private readonly pages: PageGeometry[] = [];

  constructor(
    private readonly pdf: PDF,
    private readonly most: number,
  ) {}

  pagesBelow(root: PdfRef): PageGeometry[] {
    this.descend(root, undefined, {}, 0);
    return this.pages;
  }

  private descend(ref: PdfRef, parent: PdfRef | undefined, inherited: PageGeometry, depth: number): void {
    const node = this.resolve(ref);
    if (!(node instanceof PdfDict)) throw bent(ref, 'is neither a page nor a node of the tree');
    if (this.seen.has(ref.toString()) || depth > MAX_DEPTH) throw bent(ref, 'is listed twice or too deep');
    this.seen.add(ref.toString());
    if (node.getRef('Parent')?.toString() !== parent?.toString()) throw bent(ref, 'names another parent');

    const geometry = { ...inherited, ...this.ownGeometry(node) };
    const type = node.getName('Type', this.resolve)?.value;
    if (type === 'Page') this.addPage({ ...geometry, UserUnit: this.numbers(node, 'UserUnit') });
    else if (type === 'Pages') this.descendToKids(ref, node, geometry, depth);
    else throw bent(ref, 'is neither a page nor a node of the tree');
  }

  private descendToKids(ref: PdfRef, node: PdfDict, geometry: PageGeometry, depth: number): void {
    const before = this.pages.length;
    const kids = node.get('Kids');
    if (!(kids instanceof PdfArray)) throw bent(ref, 'has no direct list of kids');
    for (const kid of kids) {
      if (!(kid instanceof PdfRef)) throw bent(ref, 'has a kid that is not a reference');
      this.descend(kid, ref, geometry, depth + 1);
    }
    const count = node.getNumber('Count', this.resolve)?.value;
    if (count !== this.pages.length - before) throw bent(ref, 'counts its pages wrongly');
  }

  private addPage(page: PageGeometry): void {
    if (this.pages.length === this.most) throw new UnreadablePdf('too_many_pages');
    this.pages.push(page);
  }

  private ownGeometry(node: PdfDict): PageGeometry {
    const own = INHERITED.map((key) => [key, this.numbers(node, key)] as const);
    return Object.fromEntries(own.filter(([, value]) => value !== undefined));
  }

  /** A number or an array of numbers, references followed. NaN where something else stands. */
  private numbers(node: PdfDict, key: string): number | number[] | undefined {
    const value = node.get(key, this.resolve);
    if (value === undefined || value.type === 'null') return undefined;
    if (!(value instanceof PdfArray)) return toNumber(value);
    return value.toArray().map((_, index) => toNumber(value.at(index, this.resolve)));
  }

  private readonly resolve = (ref: PdfRef): PdfObject | null => this.pdf.context.resolve(ref);
}

function toNumber(value: PdfObject | undefined): number {
  return value instanceof PdfNumber ? value.value : NaN;
}

function bent(ref: PdfRef, how: string): UnreadablePdf {
  return new UnreadablePdf('corrupt', `page tree: ${ref.toString()} ${how}`);
}
