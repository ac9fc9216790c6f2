import { Flaw } from '../findings';
import { plainValue } from './plain-value';
import { DictionaryReader, SPACES, type PdfDictionary, type PdfValue, type Place } from './read-dictionary';

/** A signature in a PDF: what it covers and what it holds. */
export interface PdfSignature {
  subFilter: string;
  /** What it covers: from the beginning to the gap, and from behind the gap to `end`. */
  covered: [Buffer, Buffer];
  /** The first byte that it does not cover. */
  end: number;
  /** The CMS, without the zeros that fill its place. */
  contents: Buffer;
  /** The time that it says itself (/M). */
  claimed: Date | null;
  /** As it stands in the file. */
  dictionary: PdfDictionary;
  /** Of a seal of ours: how many bytes the document had that it found. */
  found: number | null;
  /** Of a seal of ours: where it is told whether what it was set for was revoked. */
  status: SealStatus | null;
}

/** A place in a status list, in the words of a credential's `credentialStatus`. */
export interface SealStatus {
  issuer: string;
  list: string;
  index: string;
}

/** More signatures than any document has; each is searched for through the whole file. */
const MOST_SIGNATURES = 50;
const RANGE = '/ByteRange';
const OF_NUMBERS = new Set(Buffer.from('+-0123456789', 'latin1'));
const [OPEN, CLOSE] = Buffer.from('[]', 'latin1');

/** A `/ByteRange` that is no good, or the signature behind it. */
export type FoundSignature = PdfSignature | Flaw;

/** So many, or so many places that look like one, that they are not looked at. */
export class TooManySignatures extends Flaw {}

/**
 * Finds the signatures of a PDF by their `/ByteRange`, which stands in the file as it is: a signature is never compressed.
 * What only looks like one (the words in a text, say) is left out; a signature whose range is no good comes as a Flaw.
 */
export function findSignatures(file: Buffer, most = MOST_SIGNATURES): FoundSignature[] {
  const found: FoundSignature[] = [];
  let [looked, tried, whole] = [0, 0, 0];
  for (let at = file.indexOf(RANGE); at >= 0; at = file.indexOf(RANGE, at + 1)) {
    if (coversAll(file, at) && ++whole > 1) throw new Flaw('There are several places for the one last signature');
    // Each byte is searched once, however often the words are there: what has no object of its own belongs to the one before.
    const object = lastObject(file, looked, at);
    looked = at;
    if (object < 0) continue;
    if (++tried > most) throw new TooManySignatures(`There are more than ${most} signatures`);
    const dictionary = dictionaryAt(file, object + 'obj'.length);
    if (dictionary) found.push(signatureIn(file, dictionary, object));
  }
  return found;
}

/** Where the last `obj` between these bytes stands behind two numbers; -1 where none does. The word alone may be in a text. */
function lastObject(file: Buffer, from: number, to: number): number {
  const between = file.subarray(from, to);
  for (let at = between.lastIndexOf('obj'); at >= 0; at = at > 0 ? between.lastIndexOf('obj', at - 1) : -1)
    if (!isLetter(between[at + 'obj'.length]) && isBehindNumbers(file, from + at)) return from + at;
  return -1;
}

const isLetter = (byte: number): boolean => /[A-Za-z]/.test(String.fromCharCode(byte));

function isBehindNumbers(file: Buffer, at: number): boolean {
  const passed = (isOne: (byte: number) => boolean): boolean => {
    const from = at;
    while (at > 0 && isOne(file[at - 1])) at -= 1;
    return at < from;
  };
  const isSpace = (byte: number) => SPACES.has(byte);
  const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
  return passed(isSpace) && passed(isDigit) && passed(isSpace) && isDigit(file[at - 1]);
}

/** Whether somewhere stands a range that reaches beyond the end: it may be that of a signature once more is behind it. */
export function hasRangeBeyond(file: Buffer): boolean {
  for (let at = file.indexOf(RANGE); at >= 0; at = file.indexOf(RANGE, at + 1)) {
    const [, , behind, rest] = rangeAt(file, at + RANGE.length);
    if (behind + rest > file.length) return true;
  }
  return false;
}

/**
 * Whether a signature at this place would reach the end of the file. Two such places sign the same bytes in the same order:
 * whoever moves the signature from one to the other moves what lies between, and a reader finds something else there.
 */
function coversAll(file: Buffer, at: number): boolean {
  const [start, , behind, rest] = rangeAt(file, at + RANGE.length);
  return start === 0 && behind + rest === file.length;
}

/** The four numbers that stand here, in every spelling that the reader of dictionaries takes; empty where there are none. */
function rangeAt(file: Buffer, at: number): number[] {
  const numbers: number[] = [];
  const skip = (what: Set<number>): number => {
    while (what.has(file[at])) at += 1;
    return at;
  };
  if (file[skip(SPACES)] !== OPEN) return [];
  at += 1;
  while (file[skip(SPACES)] !== CLOSE) {
    const from = at;
    if (skip(OF_NUMBERS) === from || numbers.length === 4) return [];
    numbers.push(Number(file.toString('latin1', from, at)));
  }
  return numbers.length === 4 ? numbers : [];
}

function dictionaryAt(file: Buffer, at: number): PdfDictionary | null {
  try {
    const { entries } = new DictionaryReader(file, at).read();
    return entries.has('ByteRange') && entries.has('Contents') ? { entries } : null;
  } catch (error) {
    if (error instanceof Flaw) return null;
    throw error;
  }
}

function signatureIn(file: Buffer, { entries }: PdfDictionary, object: number): FoundSignature {
  try {
    const range = numbersIn(entries.get('ByteRange'));
    const place = entries.get('Contents');
    if (!place || !('text' in place)) throw new Flaw('/Contents is not a text');
    const [start, gap, behind, rest] = range;
    if (start !== 0) throw new Flaw('/ByteRange does not begin with the file');
    if (gap !== place.text.from || behind !== place.text.to)
      throw new Flaw('/ByteRange leaves out something else than /Contents');
    const end = behind + rest;
    if (end > file.length) throw new Flaw('/ByteRange reaches beyond the end of the file');
    const subFilter = entries.get('SubFilter');
    return {
      subFilter: subFilter && 'name' in subFilter ? subFilter.name : '',
      covered: [file.subarray(0, gap), file.subarray(behind, end)],
      end,
      contents: contentsIn(file, place.text),
      claimed: timeIn(file, entries.get('M')),
      found: lengthIn(entries.get('PLCT_Found')),
      status: statusIn(file, entries.get('PLCT_Status')),
      dictionary: { entries },
    };
  } catch (error) {
    if (error instanceof Flaw) return new Flaw(error.message, `signature at byte ${object}`);
    throw error;
  }
}

const lengthIn = (value: PdfValue | undefined): number | null => (value && 'number' in value ? value.number : null);

function numbersIn(value: PdfValue | undefined): number[] {
  const list = value && 'list' in value ? value.list : [];
  const numbers = list.flatMap((each) => ('number' in each ? [each.number] : []));
  if (list.length !== 4 || numbers.length !== 4 || numbers.some((each) => each < 0 || !Number.isSafeInteger(each)))
    throw new Flaw('/ByteRange does not hold four numbers');
  return numbers;
}

/** One spelling only: hexadecimal letters of one size, zeros behind the signature, nothing between. */
function contentsIn(file: Buffer, { from, to }: Place): Buffer {
  const text = file.toString('latin1', from + 1, to - 1);
  const plain = file[from] === 0x3c && text.length % 2 === 0 && /^([0-9a-f]*|[0-9A-F]*)$/.test(text);
  if (!plain) throw new Flaw('/Contents is not written in plain hexadecimal');
  const bytes = Buffer.from(text, 'hex');
  const length = lengthOfDer(bytes);
  if (bytes.subarray(length).some((byte) => byte !== 0))
    throw new Flaw('/Contents holds something behind the signature');
  return bytes.subarray(0, length);
}

/** How long the element is that begins here; everything when that cannot be told: reading it will say what is wrong. */
function lengthOfDer(bytes: Buffer): number {
  const count = bytes.length > 1 && bytes[1] > 0x80 ? bytes[1] & 0x7f : 0;
  if (bytes.length < 2 || bytes[1] === 0x80 || count > 4 || bytes.length < 2 + count) return bytes.length;
  const length = count === 0 ? bytes[1] : bytes.readUIntBE(2, count);
  return Math.min(2 + count + length, bytes.length);
}

function statusIn(file: Buffer, value: PdfValue | undefined): SealStatus | null {
  if (!value || !('entries' in value)) return null;
  const { entries } = value;
  const [issuer, list, index] = ['Issuer', 'List', 'Index'].map((key) => {
    const text = entries.get(key);
    return text && 'text' in text ? plainValue({ value: text, file })!.slice(1) : '';
  });
  return { issuer, list, index };
}

/** `(D:20260502140000Z)` or with `+01'00'`. */
function timeIn(file: Buffer, value: PdfValue | undefined): Date | null {
  if (!value || !('text' in value)) return null;
  const text = file.toString('latin1', value.text.from, Math.min(value.text.to, value.text.from + 40));
  const [, year, month, day, hour, minute, second, zone] =
    /^\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d)?/.exec(text) ?? [];
  if (!year) return null;
  const offset = !zone || zone === 'Z' ? 'Z' : zone.replace("'", ':');
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
