// `node scripts/copy-assets.mjs FOLDER`: the compiler writes JavaScript only. What else is read at run time is copied to the
// same place below the folder of the build:
// everything in a folder called `assets`, the PDFs of the seeds, and the program that the pages offer.
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const [target = 'dist'] = process.argv.slice(2);
const wanted = [
  /^src\/(.*\/)?assets\//,
  /^src\/playground\/seeds\/files\/[^/]+\.pdf$/,
  /^migrations\/seeds\/.*\.pdf$/,
  /^bin\/[^/]+\.mjs$/,
];

const filesBelow = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath ?? entry.path, entry.name)
            .split(sep)
            .join('/'),
        )
    : [];

// What TypeScript can read, the compiler has taken already.
const assets = [...filesBelow('src'), ...filesBelow('migrations'), ...filesBelow('bin')].filter(
  (path) => wanted.some((pattern) => pattern.test(path)) && !/\.tsx?$/.test(path),
);
for (const path of assets) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  copyFileSync(path, join(target, path));
}
console.log(`${assets.length} assets copied into ${target}`);
