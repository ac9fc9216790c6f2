import type { MeasuredFile } from './bundle-file';

/** 1 January 1980, the first day of MS-DOS: the one time in every bundle. */
const DATE = 0x0021;
const VERSION = 20;

/**
 * A zip (PKWARE APPNOTE 6.3) of files in the given order, stored without compression: no comments, no extra fields, one
 * fixed time, so that the same files make the same bytes. Names are ASCII. Not by a library, because nothing is kept
 * here: the pieces of hundreds of megabytes go out as they are read. At most 4 GiB.
 */
export async function* storedZip(files: MeasuredFile[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const header = localHeader(file);
    directory.push(directoryEntry(file, offset));
    yield header;
    yield* file.pieces();
    offset += header.length + file.size;
  }
  const listed = Buffer.concat(directory);
  yield listed;
  yield endOfDirectory(files.length, listed.length, offset);
}

/** Of the zip of these files, in bytes. */
export const lengthOfZip = (files: MeasuredFile[]): number =>
  files.reduce((total, { name, size }) => total + 30 + 46 + 2 * name.length + size, 22);

/** What a file's header and its entry in the directory have in common: 26 bytes. */
function facts({ name, size, crc }: MeasuredFile): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc, 10);
  facts.writeUInt32LE(size, 14);
  facts.writeUInt32LE(size, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

const localHeader = (file: MeasuredFile): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts(file), Buffer.from(file.name, 'ascii')]);

function directoryEntry(file: MeasuredFile, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const start = Buffer.from('PK\x01\x02', 'latin1');
  return Buffer.concat([start, Buffer.of(VERSION, 0), facts(file), rest, Buffer.from(file.name, 'ascii')]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
