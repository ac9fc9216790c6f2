import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './source-files';

describe('Commands run what is built', () => {
  let house: string;
  const put = (path: string, text: string, at = new Date('2026-01-01')): void => {
    mkdirSync(join(house, dirname(path)), { recursive: true });
    writeFileSync(join(house, path), text);
    utimesSync(join(house, path), at, at);
  };
  const run = (...words: string[]) => {
    const script = join(ROOT, 'scripts/run-built.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
      cwd: house,
      encoding: 'utf8',
    });
    return { status, stdout, stderr: stderr.trim() };
  };

  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'placet-built-'));
  });
  afterEach(() => rmSync(house, { recursive: true, force: true }));

  it('with their words and their exit code, and without a compiler', () => {
    put('dist/src/admin.js', 'console.log(process.argv.slice(2).join("|")); process.exitCode = 3;');
    expect(run('admin', 'org', '--name', 'A B')).toEqual({ status: 3, stdout: 'org|--name|A B\n', stderr: '' });
  });

  it('and say what to do where nothing is built and nothing can build', () => {
    const { status, stderr } = run('migrate');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Nothing is built here\. .*npm ci && npm run build/)]);
  });

  it('and leave out no seed that was written after the build', () => {
    put('dist/src/seed.js', 'console.log("seeded")');
    put('dist/migrations/seeds/1-nda.js', '');
    put('migrations/seeds/1-nda.ts', '');
    expect(run('seed')).toMatchObject({ status: 0, stdout: 'seeded\n' });
    put('migrations/seeds/1-nda.ts', '', new Date('2026-01-02'));
    const said = `${join('migrations', 'seeds', '1-nda.ts')} is newer than what is built: npm run build`;
    expect(run('seed')).toEqual({ status: 1, stdout: '', stderr: said });
    put('migrations/seeds/1-nda.ts', '');
    put('migrations/seeds/2-terms.ts', '');
    expect(run('seed').stderr).toMatch(/2-terms\.ts is newer/);
  });
});
