import { constants, inflateSync } from 'node:zlib';
import { Flaw } from '../findings';
import type { PdfDictionary, PdfValue } from './read-dictionary';

/** Enough for the tables and object streams of what a person reads. */
const MOST_INFLATED = 64 * 1024 * 1024;
const MOST_READ = 48 * 1024 * 1024;

/** What reading the objects of one file may cost in all, however often its revisions are read. Throws a Flaw when it is used up. */
export class Allowance {
  private readonly known = new Map<number, Buffer>();
  private inflatable = MOST_INFLATED;
  private readable = MOST_READ;

  /** So many bytes of objects are read. */
  read(bytes: number): void {
    this.readable -= bytes;
    if (this.readable < 0) throw new Flaw('It has too much to read');
  }

  /**
   * The data of a stream that objects lie in (ISO 32000-1, 7.4.4), unpacked once. `from`: where it lies in the file. Throws a Flaw for what is packed in another way than tables
   * and object streams are.
   */
  unpacked(from: number, dictionary: PdfDictionary, packed: Buffer): Buffer {
    const found = this.known.get(from) ?? this.unpack(dictionary, packed);
    this.known.set(from, found);
    return found;
  }

  private unpack({ entries }: PdfDictionary, packed: Buffer): Buffer {
    const filter = onlyOf(entries.get('Filter'));
    if (filter === undefined) return packed;
    if (!('name' in filter) || filter.name !== 'FlateDecode')
      throw new Flaw('A stream of objects is not simply deflated');
    const parameters = onlyOf(entries.get('DecodeParms'));
    const data = this.inflated(packed);
    return parameters && 'entries' in parameters ? withoutPredictor(parameters, data) : data;
  }

  private inflated(packed: Buffer): Buffer {
    try {
      const limits = { maxOutputLength: Math.max(1, this.inflatable), finishFlush: constants.Z_SYNC_FLUSH };
      const data = inflateSync(packed, limits);
      this.inflatable -= data.length;
      return data;
    } catch (error) {
      throw new Flaw(`A stream of objects cannot be unpacked: ${(error as Error).message}`);
    }
  }
}

/** A value, or the one in a list of one. */
function onlyOf(value: PdfValue | undefined): PdfValue | undefined {
  if (!value || !('list' in value)) return value;
  if (value.list.length > 1) throw new Flaw('A stream of objects is packed several times');
  return value.list[0];
}

/** Takes the PNG predictors back (RFC 2083, 6), row by row. */
function withoutPredictor({ entries }: PdfDictionary, data: Buffer): Buffer {
  const number = (key: string, usual: number): number => {
    const value = entries.get(key);
    return value && 'number' in value ? value.number : usual;
  };
  const [predictor, width] = [number('Predictor', 1), number('Columns', 1)];
  if (predictor === 1) return data;
  const plain = predictor >= 10 && number('Colors', 1) === 1 && number('BitsPerComponent', 8) === 8 && width > 0;
  if (!plain || data.length % (width + 1) !== 0)
    throw new Flaw('A stream of objects has a predictor that is not understood');
  const rows = Buffer.alloc((data.length / (width + 1)) * width);
  for (let from = 0, to = 0; from < data.length; from += width + 1, to += width) {
    const kind = data[from];
    if (kind > 2) throw new Flaw('A stream of objects has a predictor that is not understood');
    for (let at = 0; at < width; at += 1) {
      const near = kind === 1 ? (at > 0 ? rows[to + at - 1] : 0) : kind === 2 && to > 0 ? rows[to - width + at] : 0;
      rows[to + at] = data[from + 1 + at] + near;
    }
  }
  return rows;
}
