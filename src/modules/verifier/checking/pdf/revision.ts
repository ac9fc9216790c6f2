import { Flaw } from '../findings';
import { CrossReferences, type ObjectAt } from './cross-references';
import { unescapedName } from './plain-value';
import { DictionaryReader, type PdfDictionary, type PdfReference, type PdfValue } from './read-dictionary';
import { OF_AN_OBJECT, readObject, type PdfObject } from './read-object';
import type { Allowance } from './allowance';

const MOST_STEPS_TO_AN_OBJECT = 16;
/** Programs put a few hundred objects into one stream. */
const MOST_IN_A_STREAM = 100_000;

/** What an object stream holds, and at which byte of it each object begins. */
interface PackedObjects {
  data: Buffer;
  offsets: Map<number, number>;
}

/** A document as it was when it ended at a certain byte: each object as a reader found it then. Throws a Flaw for what it cannot read. */
export class Revision {
  readonly file: Buffer;
  readonly references: CrossReferences;
  private readonly packed = new Map<number, PackedObjects>();

  constructor(
    whole: Buffer,
    readonly end: number,
    private readonly allowance: Allowance,
  ) {
    this.file = whole.subarray(0, end);
    this.references = new CrossReferences(this.file, allowance);
  }

  get catalog(): PdfValue {
    return this.references.root;
  }

  /** What a value is in the end, references followed; null for null and for what is not there. `file` is where its texts lie. */
  resolve(value: PdfValue | undefined, file = this.file): PdfObject | null {
    let found: PdfObject | null = value ? { value, file } : null;
    for (let steps = 0; found && 'reference' in found.value; steps += 1) {
      if (steps > MOST_STEPS_TO_AN_OBJECT) throw new Flaw('References lead to references without end');
      found = this.object(found.value);
    }
    return found && 'other' in found.value && found.value.other === 'null' ? null : found;
  }

  /** The value of a key, references followed. */
  entry(of: PdfObject | null, key: string): PdfObject | null {
    if (!of || !('entries' in of.value)) return null;
    const { entries } = of.value;
    const disguised = () => [...entries].find(([name]) => name.includes('#') && unescapedName(name) === key)?.[1];
    return this.resolve(entries.get(key) ?? disguised(), of.file);
  }

  private object({ reference, generation }: PdfReference): PdfObject | null {
    const place = this.references.find(reference);
    if (!place || place.generation !== generation) return null;
    if ('within' in place) return this.readWithin(place.within, reference);
    return this.readAt(place, reference);
  }

  private readAt({ at, generation }: ObjectAt, number: number, lengthBehind = this.lengthBehind): PdfObject {
    const found = readObject(this.file, at, lengthBehind);
    this.allowance.read(found.read);
    if (found.number !== number || found.generation !== generation)
      throw new Flaw(`At byte ${at} another object stands than ${number}`);
    return found;
  }

  private readonly lengthBehind = (reference: PdfReference): number => {
    const place = this.references.find(reference.reference);
    return place && 'within' in place ? lengthIn(this.object(reference)) : this.lengthOutside(reference);
  };

  /** Of a length that is no object in a stream: the length of such a stream must not lie in it. */
  private readonly lengthOutside = ({ reference }: PdfReference): number => {
    const place = this.references.find(reference);
    return place && 'at' in place ? lengthIn(readObject(this.file, place.at, () => NaN)) : NaN;
  };

  /** An object of an object stream. Read anew each time, as those outside are: many may share one place, and kept they fill the memory. */
  private readWithin(stream: number, number: number): PdfObject | null {
    const { data, offsets } = this.objectsWithin(stream);
    const offset = offsets.get(number);
    if (offset === undefined) return null;
    const reader = new DictionaryReader(data, offset, OF_AN_OBJECT);
    const value = reader.readValue();
    this.allowance.read(reader.position - offset);
    return { value, file: data };
  }

  /** The objects in an object stream (ISO 32000-1, 7.5.7). */
  private objectsWithin(number: number): PackedObjects {
    const place = this.references.find(number);
    if (!place || !('at' in place)) throw new Flaw(`The object stream ${number} is not there`);
    const known = this.packed.get(place.at);
    if (known) return known;
    const stream = this.readAt(place, number, this.lengthOutside);
    if (!stream.stream || !('entries' in stream.value)) throw new Flaw(`Object ${number} is no stream of objects`);
    const data = this.allowance.unpacked(place.at, stream.value, stream.stream);
    const objects = { data, offsets: this.offsetsIn(data, stream.value) };
    this.packed.set(place.at, objects);
    return objects;
  }

  private offsetsIn(data: Buffer, { entries }: PdfDictionary): Map<number, number> {
    const [count, first] = ['N', 'First'].map((key) => {
      const value = entries.get(key);
      return value && 'number' in value ? value.number : NaN;
    });
    if (!(count >= 0 && count <= MOST_IN_A_STREAM && first >= 0 && first <= data.length))
      throw new Flaw('A stream of objects does not say what it holds');
    this.allowance.read(first);
    const [numbers, text] = [/(\d+)\s+(\d+)/g, data.toString('latin1', 0, first)];
    const offsets = new Map<number, number>();
    for (let index = 0; index < count; index += 1) {
      const [, number, offset] = numbers.exec(text) ?? [];
      if (number === undefined) throw new Flaw('A stream of objects does not say what it holds');
      if (offsets.has(Number(number))) throw new Flaw('A stream of objects holds an object twice');
      offsets.set(Number(number), first + Number(offset));
    }
    return offsets;
  }
}

const lengthIn = (object: PdfObject | null): number => (object && 'number' in object.value ? object.value.number : NaN);
