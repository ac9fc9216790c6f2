import { zipSync } from 'fflate';
import { createHash, randomBytes } from 'node:crypto';
import { measured, textFile } from './bundle-file';
import { lengthOf, storedZip } from './stored-zip';

const files = [
  textFile('README.txt', 'Olá\n'),
  { name: 'document.pdf', pieces: [randomBytes(70_000), randomBytes(1), Buffer.alloc(0), randomBytes(300)] },
  textFile('decisions/507f1f77bcf86cd799439011.json', ''),
];

describe('A stored zip', () => {
  it('is, byte for byte, what fflate makes of the same files without compression', async () => {
    const parts = storedZip(await Promise.all(files.map(measured)));
    const contents = Object.fromEntries(files.map(({ name, pieces }) => [name, new Uint8Array(Buffer.concat(pieces))]));
    const theirs = zipSync(contents, { level: 0, mtime: new Date(1980, 0, 1) });
    expect(Buffer.concat(parts).equals(Buffer.from(theirs))).toBe(true);
    expect(lengthOf(parts)).toBe(theirs.length);
  });

  it('is made of files that are measured piece by piece', async () => {
    const [, { pieces }] = files;
    const { sha256, size } = await measured(files[1]);
    const whole = Buffer.concat(pieces);
    expect([sha256, size]).toEqual([createHash('sha256').update(whole).digest('hex'), whole.length]);
  });
});
