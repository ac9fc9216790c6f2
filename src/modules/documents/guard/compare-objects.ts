import { Allowance, Flaw, plainValue, Revision, type PdfObject } from '../../verifier/checking/pdf';
import type { Finding } from './finding';

/** What a seal adds to the catalog, and to the form. */
const OF_A_SEALED_CATALOG = ['AcroForm', 'Metadata', 'DSS', 'Extensions', 'Version'];
const OF_A_SEALED_FORM = ['Fields', 'SigFlags'];
const DEEPEST = 32;
/** The library writes numbers with five digits behind the point. */
const ROUNDING = 1e-4;
const MOST_PAGES_NODES = 100_000;

type Value = PdfObject['value'];

/** Not to be told: what was asked is written in a way that this reader does not follow, and the library does. */
export const UNTOLD = 'untold';

/**
 * Whether a sealed document only has something added to the document before: its bytes are the first ones, and of its objects
 * none is another but the catalog, the form, the page tree, and the pages that were given marks, which got annotations
 * behind theirs. What is not rewritten cannot look different, whichever program shows it.
 */
export function compareObjects(
  original: Uint8Array,
  result: Uint8Array,
  touched: ReadonlySet<number>,
): Finding[] | typeof UNTOLD {
  const file = Buffer.from(result.buffer, result.byteOffset, result.byteLength);
  if (Buffer.compare(file.subarray(0, original.length), original) !== 0)
    return [rewritten('it does not begin with the document that was asked')];
  const allowance = new Allowance();
  const before = readable(() => new Objects(file, original.length, allowance));
  if (before instanceof Flaw) return UNTOLD;
  const findings = readable(() => before.compareWith(new Objects(file, file.length, allowance), touched));
  return findings instanceof Flaw ? [rewritten(`its objects cannot be read: ${findings.message}`)] : findings;
}

function readable<Result>(read: () => Result): Result | Flaw {
  try {
    return read();
  } catch (error) {
    if (error instanceof Flaw) return error;
    throw error;
  }
}

const rewritten = (detail: string): Finding => ({ rule: 'objects', detail });

/** The pages of a revision, and the nodes that lead to them, by the numbers of their objects. */
interface Tree {
  pages: number[];
  nodes: Set<number>;
}

/** What a document was made of when it ended at a certain byte. */
class Objects {
  readonly revision: Revision;
  readonly tree: Tree;
  readonly catalog: PdfObject | null;
  readonly form: PdfObject | null;

  constructor(file: Buffer, end: number, allowance: Allowance) {
    this.revision = new Revision(file, end, allowance);
    this.tree = treeOf(this.revision);
    this.catalog = this.revision.resolve(this.revision.catalog);
    this.form = this.revision.entry(this.catalog, 'AcroForm');
  }

  /** `after` is the same file at a later end. */
  compareWith(after: Objects, touched: ReadonlySet<number>): Finding[] {
    const { pages } = this.tree;
    if (pages.some((page, index) => page !== after.tree.pages[index]))
      return [{ rule: 'pages', detail: 'its first pages are not the pages of the document' }];
    const [fields, fieldsAfter] = [this, after].map(({ revision, form }) => revision.entry(form, 'Fields'));
    return [
      ...this.changedIn(after, touched),
      ...this.compareEntries('the catalog', this.catalog, after.catalog, OF_A_SEALED_CATALOG),
      ...(this.form ? this.compareEntries('the form', this.form, after.form, OF_A_SEALED_FORM) : []),
      ...this.compareLists('the fields', fields, fieldsAfter),
      ...[...touched].flatMap((index) => this.comparePage(after, index)),
    ];
  }

  private changedIn(after: Objects, touched: ReadonlySet<number>): Finding[] {
    const mayChange = new Set([
      ...[referenceOf(this.revision.catalog), referenceIn(this.catalog, 'AcroForm'), ...this.tree.nodes],
      ...[referenceIn(this.catalog, 'Metadata'), referenceIn(this.form, 'Fields')],
      ...[...touched].map((index) => this.tree.pages[index]),
    ]);
    const all = after.revision.references.changedSince(this.revision.references);
    const changed = all.filter((number) => !mayChange.has(number));
    return changed.length === 0 ? [] : [rewritten(`objects were rewritten: ${changed.slice(0, 5).join(', ')}`)];
  }

  private comparePage(after: Objects, index: number): Finding[] {
    const [page, pageAfter] = [this, after].map(({ revision }) => objectOf(revision, this.tree.pages[index]));
    const [list, listAfter] = [this.revision.entry(page, 'Annots'), after.revision.entry(pageAfter, 'Annots')];
    return [
      ...this.compareEntries('the page', page, pageAfter, ['Annots']),
      ...this.compareLists('the annotations', list, listAfter),
    ].map((finding) => ({ ...finding, page: index + 1 }));
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
  const [plain, plainOther] = [plainValue(one), plainValue(other)];
  if (plain === undefined || plainOther === undefined) return false;
  return plain === plainOther || Math.abs(Number(plain) - Number(plainOther)) < ROUNDING;
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
function objectOf(revision: Revision, number: number): PdfObject | null {
  const place = revision.references.find(number);
  return place && revision.resolve({ reference: number, generation: place.generation });
}

function treeOf(revision: Revision): Tree {
  const tree: Tree = { pages: [], nodes: new Set() };
  const waiting = [referenceIn(revision.resolve(revision.catalog), 'Pages')];
  while (waiting.length > 0) {
    const number = waiting.pop()!;
    if (tree.nodes.has(number) || tree.nodes.size > MOST_PAGES_NODES) throw new Flaw('Its page tree is bent');
    const node = objectOf(revision, number);
    const kids = revision.entry(node, 'Kids');
    if (kids && 'list' in kids.value) {
      tree.nodes.add(number);
      waiting.push(...kids.value.list.map(referenceOf).reverse());
    } else tree.pages.push(number);
  }
  return tree;
}
