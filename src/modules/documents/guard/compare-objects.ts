import { Allowance, Flaw, plainValue, Revision, type PdfObject } from '../../verifier/checking/pdf';
import type { Finding } from './finding';

/** What a seal adds to the catalog, and to the form. */
const OF_A_SEALED_CATALOG = ['AcroForm', 'Metadata', 'DSS', 'Extensions', 'Version'];
const OF_A_SEALED_FORM = ['Fields', 'SigFlags'];
const DEEPEST = 32;
const MOST_PAGES_NODES = 100_000;

type Value = PdfObject['value'];

/**
 * Whether a sealed document only has something added to the document before: its bytes are the first ones, and of its objects
 * none is another but the catalog, the form, the page tree, and the pages that were given marks, which got annotations
 * behind theirs. What is not rewritten cannot look different, whichever program shows it.
 */
export function compareObjects(original: Uint8Array, result: Uint8Array, touched: ReadonlySet<number>): Finding[] {
  const file = Buffer.from(result.buffer, result.byteOffset, result.byteLength);
  if (Buffer.compare(file.subarray(0, original.length), original) !== 0)
    return [rewritten('it does not begin with the document that was asked')];
  try {
    const allowance = new Allowance();
    const before = new Revision(file, original.length, allowance);
    return new Objects(before, new Revision(file, file.length, allowance)).compare(touched);
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return [rewritten(`its objects cannot be read: ${error.message}`)];
  }
}

const rewritten = (detail: string): Finding => ({ rule: 'objects', detail });

/** The pages of a revision, and the nodes that lead to them, by the numbers of their objects. */
interface Tree {
  pages: number[];
  nodes: Set<number>;
}

class Objects {
  constructor(
    private readonly before: Revision,
    private readonly after: Revision,
  ) {}

  compare(touched: ReadonlySet<number>): Finding[] {
    const [tree, treeAfter] = [treeOf(this.before), treeOf(this.after)];
    if (tree.pages.some((page, index) => page !== treeAfter.pages[index]))
      return [{ rule: 'pages', detail: 'its first pages are not the pages of the document' }];
    const [catalog, catalogAfter] = [this.before.resolve(this.before.catalog), this.after.resolve(this.after.catalog)];
    const [form, formAfter] = [this.before.entry(catalog, 'AcroForm'), this.after.entry(catalogAfter, 'AcroForm')];
    return [
      ...this.changedObjects(tree, touched),
      ...this.compareEntries('the catalog', catalog, catalogAfter, OF_A_SEALED_CATALOG),
      ...(form ? this.compareEntries('the form', form, formAfter, OF_A_SEALED_FORM) : []),
      ...this.compareLists('the fields', this.before.entry(form, 'Fields'), this.after.entry(formAfter, 'Fields')),
      ...[...touched].flatMap((index) =>
        this.comparePage(tree.pages[index]).map((each) => ({ ...each, page: index + 1 })),
      ),
    ];
  }

  private changedObjects({ pages, nodes }: Tree, touched: ReadonlySet<number>): Finding[] {
    const catalog = this.before.resolve(this.before.catalog);
    const owned = ['AcroForm', 'Metadata'].map((key) => referenceIn(catalog, key));
    const mayChange = new Set([
      ...[referenceOf(this.before.catalog), ...owned, ...nodes],
      ...[...touched].map((index) => pages[index]),
    ]);
    const changed = this.after.references.changedSince(this.before.references).filter((each) => !mayChange.has(each));
    return changed.length === 0 ? [] : [rewritten(`objects were rewritten: ${changed.slice(0, 5).join(', ')}`)];
  }

  private comparePage(number: number): Finding[] {
    const reference = { reference: number, generation: 0 };
    const [before, after] = [this.before, this.after].map((revision) => pageAt(revision, reference.reference));
    return [
      ...this.compareEntries('the page', before, after, ['Annots']),
      ...this.compareLists('the annotations', this.before.entry(before, 'Annots'), this.after.entry(after, 'Annots')),
    ];
  }

  private compareEntries(name: string, before: PdfObject | null, after: PdfObject | null, but: string[]): Finding[] {
    if (!before || !after || !('entries' in before.value) || !('entries' in after.value))
      return [rewritten(`${name} cannot be found`)];
    const [entries, entriesAfter] = [before.value.entries, after.value.entries];
    const keys = [...new Set([...entries.keys(), ...entriesAfter.keys()])].filter((key) => !but.includes(key));
    const different = keys.filter((key) => !same(at(entries.get(key), before), at(entriesAfter.get(key), after), 0));
    return different.length === 0 ? [] : [rewritten(`${name} is another: ${different.slice(0, 5).join(', ')}`)];
  }

  /** What was in a list before is still there, in its order, at its beginning. */
  private compareLists(name: string, before: PdfObject | null, after: PdfObject | null): Finding[] {
    if (!before || !('list' in before.value)) return [];
    const list = after && 'list' in after.value ? after.value.list : [];
    const isKept = before.value.list.every(
      (each, index) => list[index] && same(at(each, before), at(list[index], after!), 0),
    );
    return isKept ? [] : [{ rule: 'annotations', detail: `${name} are not all there` }];
  }
}

const at = (value: Value | undefined, { file }: PdfObject): PdfObject | undefined => value && { value, file };

/** By what it means, not by how it is written. References are the same when they lead to one number. */
function same(one: PdfObject | undefined, other: PdfObject | undefined, depth: number): boolean {
  if (!one || !other || depth > DEEPEST) return isNothing(one) && isNothing(other);
  const [value, valueOther] = [one.value, other.value];
  if ('reference' in value) return 'reference' in valueOther && value.reference === valueOther.reference;
  if ('list' in value) {
    if (!('list' in valueOther) || value.list.length !== valueOther.list.length) return false;
    return value.list.every((each, index) => same(at(each, one), at(valueOther.list[index], other), depth + 1));
  }
  if ('entries' in value) {
    if (!('entries' in valueOther) || value.entries.size !== valueOther.entries.size) return false;
    return [...value.entries].every(([key, each]) =>
      same(at(each, one), at(valueOther.entries.get(key), other), depth + 1),
    );
  }
  const plain = plainValue(one);
  return plain !== undefined && plain === plainValue(other);
}

const isNothing = (object: PdfObject | undefined): boolean => !object || plainValue(object) === 'null';

function referenceOf(value: Value): number {
  return 'reference' in value ? value.reference : NaN;
}

function referenceIn(object: PdfObject | null, key: string): number {
  const value = object && 'entries' in object.value ? object.value.entries.get(key) : undefined;
  return value ? referenceOf(value) : NaN;
}

/** Of whichever generation it is. */
function pageAt(revision: Revision, number: number): PdfObject | null {
  const place = revision.references.find(number);
  return place && revision.resolve({ reference: number, generation: place.generation });
}

function treeOf(revision: Revision): Tree {
  const tree: Tree = { pages: [], nodes: new Set() };
  const waiting = [referenceIn(revision.resolve(revision.catalog), 'Pages')];
  while (waiting.length > 0) {
    const number = waiting.pop()!;
    if (tree.nodes.has(number) || tree.nodes.size > MOST_PAGES_NODES) throw new Flaw('Its page tree is bent');
    const node = pageAt(revision, number);
    const kids = revision.entry(node, 'Kids');
    if (kids && 'list' in kids.value) {
      tree.nodes.add(number);
      waiting.push(...kids.value.list.map(referenceOf).reverse());
    } else tree.pages.push(number);
  }
  return tree;
}
