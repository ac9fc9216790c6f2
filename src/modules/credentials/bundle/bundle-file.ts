import { createHash } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';
import { crc32 } from 'node:zlib';

/** A file of a bundle, in pieces that are small enough to be worked on without holding up anybody; they can be read again. */
export interface BundleFile {
  name: string;
  pieces: () => Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** A file with what the zip and the manifest say of it. */
export interface MeasuredFile extends BundleFile {
  size: number;
  /** Hex. */
  sha256: string;
  crc: number;
}

export const textFile = (name: string, text: string): BundleFile => ({
  name,
  pieces: () => [Buffer.from(text, 'utf8')],
});

/** Written for people as well: a proof covers the content, not the spaces. */
export const jsonFile = (name: string, value: unknown): BundleFile =>
  textFile(name, `${JSON.stringify(value, null, 2)}\n`);

/** Lets other work in after every piece. */
export async function measured(file: BundleFile): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  let [crc, size] = [0, 0];
  for await (const piece of file.pieces()) {
    hash.update(piece);
    crc = crc32(piece, crc);
    size += piece.length;
    await otherWork();
  }
  return { ...file, size, sha256: hash.digest('hex'), crc };
}
