import { zipSync } from 'fflate';
import { createHash, randomBytes } from 'node:crypto';
import { measured, textFile } from './bundle-file';
import { lengthOfZip, storedZip } from './stored-zip';

const PIECES = [randomBytes(70_000), randomBytes(1), Buffer.alloc(0), randomBytes(300)];
const files = [
  textFile('README.txt', 'Olá\n'),
  { name: 'document.pdf', pieces: () => PIECES },
  textFile('decisions/507f1f77bcf86cd799439011.json', ''),
];

describe('A stored zip', () => {
  it('is, byte for byte, what fflate makes of the same files without compression', async () => {
    const listed = await Promise.all(files.map(measured));
    const parts: Buffer[] = [];
    for await (const part of storedZip(listed)) parts.push(part);
    const whole = (pieces: Iterable<Buffer>) => new Uint8Array(Buffer.concat([...pieces]));
    const contents = Object.fromEntries(files.map(({ name, pieces }) => [name, whole(pieces() as Iterable<Buffer>)]));
    const theirs = zipSync(contents, { level: 0, mtime: new Date(1980, 0, 1) });
    expect(Buffer.concat(parts).equals(Buffer.from(theirs))).toBe(true);
    expect(lengthOfZip(listed)).toBe(theirs.length);
  });

  it('is made of files that are measured piece by piece', async () => {
    const { sha256, size } = await measured(files[1]);
    const whole = Buffer.concat(PIECES);
    expect([sha256, size]).toEqual([createHash('sha256').update(whole).digest('hex'), whole.length]);
  });
});
