import { Flaw } from '../findings';
import { DictionaryReader, type PdfReference, type PdfValue, type ReadingLimits } from './read-dictionary';

/** More than any object of what people read has. */
export const OF_AN_OBJECT: ReadingLimits = { deepest: 32, steps: 1_000_000 };

/** A value of a PDF, and where its texts lie: in the file, or in what an object stream holds. */
export interface PdfObject {
  value: PdfValue;
  file: Buffer;
  /** The bytes of a stream as they are stored. */
  stream?: Buffer;
}

export interface NumberedObject extends PdfObject {
  number: number;
  generation: number;
  /** How many bytes were looked at. */
  read: number;
}

/** Reads the object (ISO 32000-1, 7.3.10) that stands at a byte of the file. Throws a Flaw where none stands. */
export function readObject(file: Buffer, at: number, lengthBehind: (length: PdfReference) => number): NumberedObject {
  const start = file.toString('latin1', at, at + 48);
  const [head, number, generation] =
    /^[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj/.exec(start) ?? [];
  if (!head) throw new Flaw(`No object stands at byte ${at}`);
  const reader = new DictionaryReader(file, at + head.length, OF_AN_OBJECT);
  const value = reader.readValue();
  const stream =
    'entries' in value ? streamAt(file, reader.position, value.entries.get('Length'), lengthBehind) : undefined;
  const read = reader.position - at;
  return { number: Number(number), generation: Number(generation), value, file, read, ...(stream && { stream }) };
}

function streamAt(
  file: Buffer,
  position: number,
  given: PdfValue | undefined,
  lengthBehind: (length: PdfReference) => number,
): Buffer | undefined {
  const [head] = /^[\0\t\n\f\r ]*stream(\r\n|\n)/.exec(file.toString('latin1', position, position + 32)) ?? [];
  if (!head) return undefined;
  const length = given && 'reference' in given ? lengthBehind(given) : given && 'number' in given ? given.number : NaN;
  const from = position + head.length;
  if (!(length >= 0) || !/^[\r\n]{0,2}endstream/.test(file.toString('latin1', from + length, from + length + 12)))
    throw new Flaw(`The stream at byte ${from} is not as long as it says`);
  return file.subarray(from, from + length);
}
