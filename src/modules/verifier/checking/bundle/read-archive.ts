import { crc32 } from 'node:zlib';
import { changedPlaceIn } from '../check-log';
import { Flaw } from '../findings';

/** A file of an archive, in its place. */
export interface ArchivedFile {
  name: string;
  bytes: Buffer;
}

/** More people than any request asks, each with many attached files, and the other files. */
const MOST_FILES = 10_000;
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22];
/** Version 2.0 of the format, which every archive of ours asks for. */
const VERSION = 20;

export const isArchive = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL;

/**
 * Reads an archive as decision 26 has it made: files one after another, stored, with nothing around them. Then it is put
 * together again from what was read, and must come out the same: no byte of it can be changed unseen. Nothing is unpacked, so
 * that no small file can become a large one. Throws a Flaw.
 */
export function readArchive(bytes: Buffer): ArchivedFile[] {
  const files: ArchivedFile[] = [];
  let at = 0;
  while (bytes.length - at >= LOCAL_SIZE && bytes.readUInt32LE(at) === LOCAL) {
    if (files.length === MOST_FILES) throw new Flaw(`The archive holds more than ${MOST_FILES} files`);
    const file = readFileAt(bytes, at, files.length + 1);
    files.push(file);
    at += LOCAL_SIZE + Buffer.byteLength(file.name) + file.bytes.length;
  }
  if (files.length === 0) throw new Flaw('The archive holds no file');
  requireSame(bytes, writeArchive(files, bytes.readUInt32LE(10)), files);
  return files;
}

function readFileAt(bytes: Buffer, at: number, number: number): ArchivedFile {
  const where = `entry ${number}`;
  if (bytes.readUInt16LE(at + 8) !== 0) throw new Flaw('A file is compressed: those of a bundle are stored', where);
  const [size, nameLength] = [bytes.readUInt32LE(at + 22), bytes.readUInt16LE(at + 26)];
  const begin = at + LOCAL_SIZE + nameLength;
  if (begin + size > bytes.length) throw new Flaw('The archive ends in the middle of a file', where);
  const name = bytes.toString('latin1', at + LOCAL_SIZE, begin);
  const content = bytes.subarray(begin, begin + size);
  if (crc32(content) !== bytes.readUInt32LE(at + 14))
    throw new Flaw('The file was changed: it is not the one of its checksum', changedPlace(name, content));
  return { name, bytes: content };
}

/** Of a log, which entry does not fit. */
const changedPlace = (name: string, content: Buffer): string =>
  name === 'log.json' ? `${name} ${changedPlaceIn(content)}`.trim() : name;

/** The archive of these files, stored, all with the same time (MS-DOS, as it stands in an archive). */
export function writeArchive(files: ArchivedFile[], time: number): Buffer {
  const [parts, directory]: Buffer[][] = [[], []];
  let offset = 0;
  for (const { name, bytes } of files) {
    const title = Buffer.from(name, 'latin1');
    const described = Buffer.alloc(26);
    described.writeUInt16LE(VERSION, 0);
    described.writeUInt32LE(time, 6);
    described.writeUInt32LE(crc32(bytes), 10);
    described.writeUInt32LE(bytes.length, 14);
    described.writeUInt32LE(bytes.length, 18);
    described.writeUInt16LE(title.length, 22);
    parts.push(number(LOCAL, 4), described, title, bytes);
    directory.push(number(CENTRAL, 4), number(VERSION, 2), described, Buffer.alloc(10), number(offset, 4), title);
    offset += LOCAL_SIZE + title.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function number(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
}

function requireSame(given: Buffer, made: Buffer, files: ArchivedFile[]): void {
  if (given.equals(made)) return;
  let at = 0;
  while (at < given.length && at < made.length && given[at] === made[at]) at += 1;
  throw new Flaw('The archive is not the one that its files make', placeOf(at, files));
}

/** What lies at a byte of the archive that these files make. */
function placeOf(at: number, files: ArchivedFile[]): string {
  let offset = 0;
  for (const { name, bytes } of files) {
    const next = offset + LOCAL_SIZE + name.length + bytes.length;
    if (at < next) return `${name}, its header (byte ${at})`;
    offset = next;
  }
  for (const { name } of files) {
    offset += CENTRAL_SIZE + name.length;
    if (at < offset) return `${name}, its line in the directory (byte ${at})`;
  }
  return `the end of the archive (byte ${at})`;
}
