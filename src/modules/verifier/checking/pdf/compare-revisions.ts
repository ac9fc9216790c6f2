import { Flaw } from '../findings';
import { fillable, isComment, leadsToFieldsOnly } from './changing-fields';
import type { Permissions } from './permissions';
import { plainValue, unescapedName } from './plain-value';
import type { PdfValue, Place } from './read-dictionary';
import type { PdfObject } from './read-object';
import type { Revision } from './revision';

/** The values of one comparison; no document that people sign has so many. */
const MOST_VALUES = 1_000_000;

/** What a signature writes into the catalog beside its field, and what nobody sees. */
const OF_A_SIGNED_CATALOG = ['DSS', 'Extensions', 'Version', 'Metadata'];
const OF_A_SIGNED_FORM = ['SigFlags', 'DR', 'DA', 'NeedAppearances'];
const OF_A_SIGNED_FIELD = ['V', 'AP', 'AS', 'F', 'M', 'MK', 'Lock', 'SV'];
/** A field that had no place on a page yet gets one when it is signed. */
const OF_A_PLACE = ['Type', 'Subtype', 'Rect', 'P', 'Kids'];
/** Leads back to the catalog, which is compared as what it is. */
const OF_A_TRANSFORM = ['Data'];
const UNSEEN_OF_A_PAGE = ['LastModified', 'Metadata', 'PieceInfo', 'Tabs', 'StructParents'];
/** Where content is found by its number: what it says stands in the elements themselves. */
const UNSEEN_OF_A_STRUCTURE = ['ParentTree', 'ParentTreeNextKey', 'IDTree'];

/** A signature that may have brought a field: its number among those of the file. What is not good must not show anything. */
export interface Bringer {
  number: number;
  isGood: boolean;
  isTimestamp: boolean;
}

/** What may have come between two revisions. */
export interface Allowed {
  /** Where the `/Contents` of signatures begin that were found and are not broken: only such a one has a field. */
  gaps: ReadonlyMap<number, Bringer>;
  rules: Permissions;
  /** A good signature covers the later revision. */
  isCovered: boolean;
}

/** One key of a way and what leads to it: written out only where there is a difference, as a way may be as long as the file. */
interface Path {
  key: string;
  up: Path | null;
}

/** A value before and after, and what may have become of it. */
interface Pair {
  before: PdfValue | undefined;
  after: PdfValue | undefined;
  files: [Buffer, Buffer];
  /** `fields`, `annotations`: lists that signatures may be added to. `elements`: one that what leads to fields may be added to. */
  as: 'catalog' | 'form' | 'fields' | 'annotations' | 'structure' | 'elements' | 'value';
  /** The keys that lead here, the last one first; null at the catalog. */
  path: Path | null;
}

/**
 * Whether a later revision of a document shows anything else than an earlier one, but for fields of signatures that came on
 * or were signed, what belongs to them (DSS), and what those before allow. Compares what can be reached, not what was written, so that an object that was
 * prepared and defined later counts as well. Answers the keys that lead to the difference; null when there is none. Throws
 * a Flaw where that cannot be told.
 */
export function differenceBetween(before: Revision, after: Revision, allowed: Allowed): string | null {
  return new Comparison(before, after, allowed).run();
}

class Comparison {
  /** What is nearest to the catalog comes first: a person understands that best. */
  private readonly pending: Pair[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly before: Revision,
    private readonly after: Revision,
    private readonly allowed: Allowed,
  ) {}

  run(): string | null {
    const files: Pair['files'] = [this.before.file, this.after.file];
    this.pending.push({ before: this.before.catalog, after: this.after.catalog, files, as: 'catalog', path: null });
    for (const pair of this.pending) {
      if (this.isKnown(pair)) continue;
      if (this.pending.length > MOST_VALUES) throw new Flaw('It has too much to compare');
      if (!this.isSame(pair)) return written(pair.path);
    }
    return null;
  }

  /** Objects lead to each other in circles. */
  private isKnown({ before, after, as }: Pair): boolean {
    if (!before || !after || !('reference' in before) || !('reference' in after)) return false;
    const key = [before.reference, before.generation, after.reference, after.generation, as].join(' ');
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  private isSame(pair: Pair): boolean {
    const one = this.before.resolve(pair.before, pair.files[0]);
    const other = this.after.resolve(pair.after, pair.files[1]);
    if (pair.as === 'fields') return this.haveSameFields(pair, one, other);
    if (pair.as === 'annotations') return this.haveSameAnnotations(pair, one, other);
    if (pair.as === 'elements') return this.haveSameElements(pair, one, other);
    if (pair.as === 'form' && !one) return this.haveSameFields(pair, null, this.after.entry(other, 'Fields'));
    if (!one || !other) return one === other;
    if ('list' in one.value && 'list' in other.value) return this.haveSameItems(pair, one, other);
    if ('entries' in one.value && 'entries' in other.value)
      return haveSameBytes(one.stream, other.stream) && this.haveSameEntries(pair, one, other);
    const plain = plainValue(one);
    return plain !== undefined && plain === plainValue(other);
  }

  private haveSameItems(pair: Pair, one: PdfObject, other: PdfObject): boolean {
    const [before, after] = [itemsOf(one), itemsOf(other)];
    before.forEach((item, index) => this.compare(pair, [one, other], [item, after[index]], 'value'));
    return before.length === after.length;
  }

  private haveSameEntries(pair: Pair, one: PdfObject, other: PdfObject): boolean {
    const [before, after] = [entriesOf(one), entriesOf(other)];
    const may = this.mayChange(pair, one, other);
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (may.ignored.includes(key)) continue;
      const next = { ...pair, path: { key, up: pair.path } };
      this.compare(next, [one, other], [before.get(key), after.get(key)], may.special[key] ?? 'value');
    }
    return true;
  }

  private mayChange(
    { as }: Pair,
    one: PdfObject,
    other: PdfObject,
  ): { ignored: string[]; special: Record<string, Pair['as']> } {
    if (as === 'catalog')
      return { ignored: OF_A_SIGNED_CATALOG, special: { AcroForm: 'form', StructTreeRoot: 'structure' } };
    if (as === 'form')
      return { ignored: this.draws(one, other) ? [] : OF_A_SIGNED_FORM, special: { Fields: 'fields' } };
    if (this.before.entry(one, 'TransformMethod')) return { ignored: OF_A_TRANSFORM, special: {} };
    if (as === 'structure') return { ignored: UNSEEN_OF_A_STRUCTURE, special: { K: 'elements', P: 'structure' } };
    if (plainOf(this.before.entry(one, 'Type')) === '/Page' && plainOf(this.after.entry(other, 'Type')) === '/Page')
      return { ignored: UNSEEN_OF_A_PAGE, special: { Annots: 'annotations' } };
    const hasPlace = this.before.entry(one, 'Rect') !== null || itemsOf(this.before.entry(one, 'Kids')).length > 0;
    const signed =
      isSignatureField(this.before, one) && !this.before.entry(one, 'V') && this.isSigned(other, !hasPlace);
    if (!signed)
      return { ignored: fillable(this.before, one, this.allowed.rules, this.allowed.isCovered), special: {} };
    return { ignored: [...OF_A_SIGNED_FIELD, ...(hasPlace ? [] : OF_A_PLACE)], special: {} };
  }

  /** Fields that the reader's program draws, by what the form says of it: before or after. */
  private draws(one: PdfObject, other: PdfObject): boolean {
    const said = [this.before.entry(one, 'NeedAppearances'), this.after.entry(other, 'NeedAppearances')];
    return said.some((each) => plainOf(each) === 'true');
  }

  /** Comments of a document that is certified for them come and go. */
  private haveSameAnnotations(pair: Pair, one: PdfObject | null, other: PdfObject | null): boolean {
    if (this.allowed.rules.level !== 3) return this.haveSameFields(pair, one, other);
    const left = (revision: Revision, list: PdfObject | null) =>
      itemsOf(list).filter((each) => !isComment(revision, revision.resolve(each, list!.file)));
    return this.haveSameFields(pair, one, other, [left(this.before, one), left(this.after, other)]);
  }

  /** A kid of the structure tree may stand without a list. What came on behind the others leads to fields, and to nothing else. */
  private haveSameElements(pair: Pair, one: PdfObject | null, other: PdfObject | null): boolean {
    const [before, after] = [kidsOf(pair.before, one), kidsOf(pair.after, other)];
    before.forEach((item, index) => this.compare(pair, [one, other], [item, after[index]], 'structure'));
    const added = after.slice(before.length).map((item) => this.after.resolve(item, other!.file));
    return before.length <= after.length && added.every((element) => leadsToFieldsOnly(this.after, element));
  }

  /** What was there is still there, in its order; what came on behind it are fields of signatures. */
  private haveSameFields(
    pair: Pair,
    one: PdfObject | null,
    other: PdfObject | null,
    [before, after] = [itemsOf(one), itemsOf(other)],
  ): boolean {
    before.forEach((item, index) => this.compare(pair, [one, other], [item, after[index]], 'value'));
    const added = after.slice(before.length).map((item) => this.after.resolve(item, other!.file));
    return before.length <= after.length && added.every((field) => field !== null && this.isSigned(field, true));
  }

  /**
   * The field, or one of its places on a page, of a signature that was found and came with this revision. Throws a Flaw where
   * it may show something for which nobody answers. `isNew`: it had no place on a page before.
   */
  private isSigned(field: PdfObject, isNew: boolean): boolean {
    if (!isSignatureField(this.after, field)) return false;
    const signature = this.after.entry(field, 'V') ?? this.after.entry(this.after.entry(field, 'Parent'), 'V');
    const contents = this.after.entry(signature, 'Contents');
    const isText = contents !== null && 'text' in contents.value && contents.file === this.after.file;
    const gap = isText ? (contents.value as { text: Place }).text.from : -1;
    const bringer = gap >= this.before.end ? this.allowed.gaps.get(gap) : undefined;
    if (bringer && !this.showsNothing(field)) this.requireMayShow(bringer, isNew);
    return bringer !== undefined && (this.allowed.rules.level !== 1 || bringer.isTimestamp);
  }

  /** A certified page must not get a new look by a signature either: its certification has no place for it ("sneaky signatures"). */
  private requireMayShow({ number, isGood }: Bringer, isNew: boolean): void {
    if (!isGood) throw new Flaw(`signature ${number} is not understood, and shows something on a page`);
    const { level } = this.allowed.rules;
    if (level !== null && level < 3 && isNew)
      throw new Flaw(
        `signature ${number} shows something on a page, which the certification (P=${level}) does not allow`,
      );
  }

  /** A signature that is not to be seen has a rectangle without width and height (ISO 32000-1, 12.7.4.5), or no place at all. */
  private showsNothing(field: PdfObject): boolean {
    const rectangle = this.after.entry(field, 'Rect');
    if (!rectangle) return itemsOf(this.after.entry(field, 'Kids')).length === 0;
    const [left, bottom, right, top] = itemsOf(rectangle).map((each) =>
      plainOf(this.after.resolve(each, rectangle.file)),
    );
    return left !== undefined && left === right && bottom !== undefined && bottom === top;
  }

  private compare(
    pair: Pair,
    [one, other]: [PdfObject | null, PdfObject | null],
    [before, after]: [PdfValue | undefined, PdfValue | undefined],
    as: Pair['as'],
  ): void {
    const files: Pair['files'] = [one?.file ?? pair.files[0], other?.file ?? pair.files[1]];
    this.pending.push({ before, after, files, as, path: pair.path });
  }
}

/** The end of it, in a length for people. */
function written(path: Path | null): string {
  let text = '';
  for (let at = path; at && text.length < 80; at = at.up) text = `/${at.key}${text}`;
  return text.slice(-80);
}

const isSignatureField = (revision: Revision, field: PdfObject): boolean => {
  const own = revision.entry(field, 'FT');
  if (!own && plainOf(revision.entry(field, 'Subtype')) !== '/Widget') return false;
  const kind = own ?? revision.entry(revision.entry(field, 'Parent'), 'FT');
  return plainOf(kind) === '/Sig';
};

const plainOf = (object: PdfObject | null): string | undefined => (object ? plainValue(object) : undefined);

const itemsOf = (object: PdfObject | null): PdfValue[] => (object && 'list' in object.value ? object.value.list : []);

/** By their names as they are meant; a name that is there twice in two spellings is nobody's honest work. */
function entriesOf({ value }: PdfObject): Map<string, PdfValue> {
  const named = new Map<string, PdfValue>();
  for (const [written, entry] of 'entries' in value ? value.entries : []) {
    const key = unescapedName(written);
    if (named.has(key)) throw new Flaw('A dictionary has a key twice');
    named.set(key, entry);
  }
  return named;
}

/** The kids of an element of the structure tree: the only one stands without a list. */
const kidsOf = (value: PdfValue | undefined, kids: PdfObject | null): PdfValue[] =>
  !kids ? [] : 'list' in kids.value ? kids.value.list : [value!];

const haveSameBytes = (one: Buffer | undefined, other: Buffer | undefined): boolean =>
  one && other
    ? (one.byteOffset === other.byteOffset && one.length === other.length) || one.equals(other)
    : one === other;
