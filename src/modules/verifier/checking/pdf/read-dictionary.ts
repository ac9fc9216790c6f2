import { Flaw } from '../findings';

/** Where a string lies in the file: from its first bracket to behind its last. */
export interface Place {
  from: number;
  to: number;
}

/** `12 0 R`: the object of that number and generation. */
export interface PdfReference {
  reference: number;
  generation: number;
}

export type PdfValue =
  | { name: string }
  | { number: number }
  | { text: Place }
  | { list: PdfValue[] }
  | PdfDictionary
  | PdfReference
  | { other: string };
export interface PdfDictionary {
  entries: Map<string, PdfValue>;
}

/** `steps`: bytes that are looked at one by one; a signature itself is passed over at once. */
export interface ReadingLimits {
  deepest: number;
  steps: number;
}
/** No dictionary of a signature has so many. */
const OF_A_SIGNATURE: ReadingLimits = { deepest: 8, steps: 100_000 };
export const SPACES = new Set(Buffer.from('\0\t\n\f\r ', 'latin1'));
const DELIMITERS = new Set(Buffer.from('()<>[]{}/%', 'latin1'));
const [OPEN, CLOSE, BACKSLASH] = Buffer.from('()\\', 'latin1');

/** Reads one value of a PDF (ISO 32000-1, 7.3) where it stands: enough for the dictionary of a signature. */
export class DictionaryReader {
  private steps = 0;

  constructor(
    private readonly file: Buffer,
    private at: number,
    private readonly limits = OF_A_SIGNATURE,
  ) {}

  /** The first byte that was not read. */
  get position(): number {
    return this.at;
  }

  /** Throws a Flaw where there is no dictionary. */
  read(): PdfDictionary {
    this.skip();
    if (!this.take('<<')) throw new Flaw('There is no dictionary');
    return this.dictionary(0);
  }

  /** Whatever stands there. */
  readValue(): PdfValue {
    return this.value(0);
  }

  private dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (this.skip(); !this.take('>>'); this.skip()) {
      const key = this.value(depth + 1);
      if (!('name' in key) || entries.has(key.name)) throw new Flaw('A dictionary has a key twice, or none');
      entries.set(key.name, this.value(depth + 1));
    }
    return { entries };
  }

  private value(depth: number): PdfValue {
    if (depth > this.limits.deepest) throw new Flaw('It is nested too deeply');
    this.skip();
    const from = this.at;
    if (this.take('<<')) return this.dictionary(depth);
    if (this.take('<')) return this.endOfText(from, this.file.indexOf('>', this.at));
    if (this.take('(')) return this.literal(from);
    if (this.take('[')) return this.list(depth);
    if (this.take('/')) return { name: this.word() };
    const word = this.word();
    if (word === '') throw new Flaw('It ends in the middle');
    return /^[+-]?\d+$/.test(word) ? this.numberOrReference(Number(word)) : { other: word };
  }

  private list(depth: number): PdfValue {
    const list: PdfValue[] = [];
    for (this.skip(); !this.take(']'); this.skip()) list.push(this.value(depth + 1));
    return { list };
  }

  private literal(from: number): PdfValue {
    for (let open = 1; this.at < this.file.length;) {
      const byte = this.step();
      if (byte === BACKSLASH) this.at += 1;
      else if (byte === OPEN) open += 1;
      else if (byte === CLOSE && --open === 0) return { text: { from, to: this.at } };
    }
    throw new Flaw('A text has no end');
  }

  private endOfText(from: number, end: number): PdfValue {
    if (end < 0) throw new Flaw('A text has no end');
    this.at = end + 1;
    return { text: { from, to: this.at } };
  }

  /** `12 0 R` is one value. */
  private numberOrReference(number: number): PdfValue {
    const next = this.file.toString('latin1', this.at, this.at + 24);
    const [whole, generation] = /^[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(next) ?? [];
    if (!whole) return { number };
    this.at += whole.length;
    return { reference: number, generation: Number(generation) };
  }

  private word(): string {
    const from = this.at;
    while (this.at < this.file.length && !SPACES.has(this.file[this.at]) && !DELIMITERS.has(this.file[this.at]))
      this.step();
    return this.file.toString('latin1', from, this.at);
  }

  private skip(): void {
    while (SPACES.has(this.file[this.at])) this.step();
  }

  /** The byte that is passed. */
  private step(): number {
    if (++this.steps > this.limits.steps) throw new Flaw('It is too long');
    return this.file[this.at++];
  }

  private take(text: string): boolean {
    this.steps += 1;
    const found = this.file.toString('latin1', this.at, this.at + text.length) === text;
    if (found) this.at += text.length;
    return found;
  }
}
