import { Flaw } from '../findings';
import { DictionaryReader, type PdfDictionary, type PdfValue } from './read-dictionary';
import { OF_AN_OBJECT, readObject } from './read-object';
import type { Allowance } from './allowance';

export interface ObjectAt {
  at: number;
  generation: number;
}
/** Where an object is: at a byte of the file, or in an object stream; null where it was deleted. */
export type ObjectPlace = ObjectAt | { within: number; generation: 0 } | null;

/** What one update of a document wrote: from its first object to its table. */
export interface Section {
  table: number;
  /** Where the first object of it stands. */
  begins: number;
}

const MOST_SECTIONS = 1000;
const MOST_OBJECTS = 1_000_000;

/** The tables of a document (ISO 32000-1, 7.5.4 and 7.5.8), the last one first, as `startxref` and `/Prev` lead through them. */
export class CrossReferences {
  /** The newest first. */
  readonly sections: Section[] = [];
  readonly root: PdfValue;
  private readonly places = new Map<number, ObjectPlace>();

  constructor(
    private readonly file: Buffer,
    private readonly allowance: Allowance,
  ) {
    let root: PdfValue | undefined;
    for (let table: number | undefined = this.start(); table !== undefined;) {
      if (this.sections.some((each) => each.table === table) || this.sections.length === MOST_SECTIONS)
        throw new Flaw('Its tables lead in a circle');
      const { places, trailer } = this.sectionAt(table);
      const starts = [...places.values()].flatMap((place) => (place && 'at' in place ? [place.at] : []));
      this.sections.push({ table, begins: starts.reduce((least, at) => Math.min(least, at), table) });
      for (const [number, place] of places) if (!this.places.has(number)) this.places.set(number, place);
      if (this.places.size > MOST_OBJECTS) throw new Flaw('It has too many objects');
      root ??= trailer.entries.get('Root');
      table = numberIn(trailer, 'Prev');
    }
    if (!root || !('reference' in root)) throw new Flaw('Its trailer names no catalog');
    this.root = root;
  }

  find(number: number): ObjectPlace {
    return this.places.get(number) ?? null;
  }

  /** The objects of an earlier revision of the file that are elsewhere here, or gone. */
  changedSince(earlier: CrossReferences): number[] {
    return [...earlier.places].flatMap(([number, place]) => (samePlace(place, this.find(number)) ? [] : [number]));
  }

  private start(): number {
    const from = this.file.lastIndexOf('startxref');
    const [, offset] = /^startxref\s+(\d{1,10})\s+%%EOF/.exec(this.file.toString('latin1', from, from + 64)) ?? [];
    if (from < 0 || offset === undefined) throw new Flaw('Where its table is, it does not say');
    return Number(offset);
  }

  private sectionAt(table: number): { places: Map<number, ObjectPlace>; trailer: PdfDictionary } {
    if (!/^\s*xref\s/.test(this.file.toString('latin1', table, table + 16))) return this.streamAt(table);
    const { places, behind } = this.tableAt(this.file.indexOf('xref', table) + 'xref'.length);
    const trailer = new DictionaryReader(this.file, behind, OF_AN_OBJECT).read();
    const hidden = numberIn(trailer, 'XRefStm'); // for readers of both kinds: what the table calls free is there
    if (hidden !== undefined)
      for (const [number, place] of this.streamAt(hidden).places)
        if (place && !places.get(number)) places.set(number, place);
    return { places, trailer };
  }

  private tableAt(from: number): { places: Map<number, ObjectPlace>; behind: number } {
    const places = new Map<number, ObjectPlace>();
    let at = from;
    const next = (pattern: RegExp): RegExpExecArray | null => {
      const found = pattern.exec(this.file.toString('latin1', at, at + 48));
      if (found) at += found[0].length;
      return found;
    };
    while (!next(/^\s*trailer/)) {
      const [, first, count] = next(/^\s*(\d{1,10})\s+(\d{1,10})(?=\s)/) ?? [];
      if (first === undefined) throw new Flaw(`Its table at byte ${from} is not one`);
      for (let index = 0; index < Number(count); index += 1) {
        const [, offset, generation, kind] = next(/^\s*(\d{10}) (\d{5}) ([nf])(?=\s)/) ?? [];
        if (offset === undefined) throw new Flaw(`Its table at byte ${from} is not one`);
        this.put(
          places,
          Number(first) + index,
          kind === 'f' ? null : { at: Number(offset), generation: Number(generation) },
        );
      }
    }
    return { places, behind: at };
  }

  private streamAt(table: number): { places: Map<number, ObjectPlace>; trailer: PdfDictionary } {
    const { value, stream } = readObject(this.file, table, () => NaN);
    if (!stream || !('entries' in value)) throw new Flaw(`There is no table at byte ${table}`);
    const data = this.allowance.unpacked(table, value, stream);
    const widths = numbersIn(value, 'W');
    const ranges = value.entries.has('Index') ? numbersIn(value, 'Index') : [0, numberIn(value, 'Size') ?? NaN];
    const [first, second, third] = widths;
    const size = first + second + third;
    if (widths.length !== 3 || widths.some((width) => !(width >= 0 && width <= 6)) || !(size > 0))
      throw new Flaw(`The table at byte ${table} is not understood`);
    const places = new Map<number, ObjectPlace>();
    const field = (at: number, width: number, usual: number) => (width === 0 ? usual : data.readUIntBE(at, width));
    for (let index = 0, at = 0; index + 1 < ranges.length; index += 2)
      for (let number = ranges[index]; number < ranges[index] + ranges[index + 1]; number += 1, at += size) {
        if (!(at + size <= data.length)) throw new Flaw(`The table at byte ${table} ends too early`);
        const [kind, one] = [field(at, first, 1), field(at + first, second, 0)];
        const generation = field(at + first + second, third, 0);
        this.put(places, number, placeOf(kind, one, generation));
      }
    return { places, trailer: value };
  }

  private put(places: Map<number, ObjectPlace>, number: number, place: ObjectPlace): void {
    if (places.has(number)) throw new Flaw(`A table has object ${number} twice`);
    if (place && 'at' in place && place.at >= this.file.length)
      throw new Flaw(`Object ${number} is said to stand behind the end`);
    places.set(number, place);
    if (places.size > MOST_OBJECTS) throw new Flaw('It has too many objects');
  }
}

function samePlace(one: ObjectPlace, other: ObjectPlace): boolean {
  if (!one || !other) return one === other;
  if ('within' in one) return 'within' in other && one.within === other.within;
  return 'at' in other && one.at === other.at;
}

function placeOf(kind: number, one: number, generation: number): ObjectPlace {
  if (kind === 1) return { at: one, generation };
  return kind === 2 ? { within: one, generation: 0 } : null;
}

function numberIn({ entries }: PdfDictionary, key: string): number | undefined {
  const value = entries.get(key);
  return value && 'number' in value ? value.number : undefined;
}

function numbersIn({ entries }: PdfDictionary, key: string): number[] {
  const value = entries.get(key);
  return value && 'list' in value ? value.list.map((each) => ('number' in each ? each.number : NaN)) : [];
}
