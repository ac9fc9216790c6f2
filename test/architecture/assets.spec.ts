import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesBelow, ROOT } from './source-files';

/** What the assets are made from, and what is read by people: not needed at run time. */
const NOT_SHIPPED = [/^src\/playground\/seeds\/files\/source\//, /\/tsconfig\.json$/, /\.md$/];

const copyAssets = (directory: string): string =>
  execFileSync(process.execPath, [join(ROOT, 'scripts/copy-assets.mjs')], { cwd: directory, encoding: 'utf8' });

describe('The build', () => {
  let house: string;
  const put = (path: string): void => {
    mkdirSync(join(house, dirname(path)), { recursive: true });
    writeFileSync(join(house, path), path);
  };

  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'placet-assets-'));
  });
  afterEach(() => rmSync(house, { recursive: true, force: true }));

  it('copies what is not code to the same place below dist', () => {
    const wanted = [
      'src/modules/pages/assets/page.css',
      'src/modules/pages/assets/fonts/serif.woff2',
      'src/playground/seeds/files/nda.pdf',
      'migrations/seeds/files/terms.pdf',
      'bin/placet-verify.mjs',
    ];
    const others = [
      'src/modules/pages/page.css',
      'src/modules/pages/assets/draw.tsx',
      'src/playground/seeds/files/source/nda.html',
      'migrations/index.ts',
    ];
    [...wanted, ...others].forEach(put);

    expect(copyAssets(house)).toContain(`${wanted.length} assets`);

    expect(wanted.filter((path) => readFileSync(join(house, 'dist', path), 'utf8') !== path)).toEqual([]);
    expect(others.filter((path) => existsSync(join(house, 'dist', path)))).toEqual([]);
  });

  it('forgets no file of this repository that is not code', () => {
    const files = [...filesBelow('src'), ...filesBelow('migrations'), ...filesBelow('bin')]
      .filter((path) => !/\.tsx?$/.test(path))
      .filter((path) => !NOT_SHIPPED.some((pattern) => pattern.test(path)));
    files.forEach(put);

    copyAssets(house);

    expect(files.filter((path) => !existsSync(join(house, 'dist', path)))).toEqual([]);
  });
});
