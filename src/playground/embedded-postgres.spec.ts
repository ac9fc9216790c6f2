import { spawnSync } from 'node:child_process';
import { locatePackage } from './embedded-postgres-binaries';
import { placeOutside } from './embedded-postgres-home';
import { livingProcess, parseProcStat, parsePs, stillRuns } from './embedded-postgres-processes';

describe('what the machine says about a process', () => {
  it('reads /proc even when the name of the program contains parentheses', () => {
    const stat = `4711 (a) S (b)) S 1 4711 4711 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 11 0 987654 1 2 3`;
    expect(parseProcStat(stat)).toEqual({ state: 'S', startedAt: '987654' });
  });

  it('reads ps, on Linux and on macOS', () => {
    const command = 'node dist/src/main.js';
    const startedAt = 'Mon Nov  3 09:07:01 2026';
    expect(parsePs(`Ssl  ${startedAt} ${command}\n`)).toEqual({ state: 'Ssl', startedAt, command });
    expect(parsePs(`S+   ${startedAt}     ${command}\n`)).toEqual({ state: 'S+', startedAt, command });
    expect(parsePs('')).toBeUndefined();
  });

  it('knows itself, and no process that has ended', () => {
    const self = livingProcess(process.pid);
    expect(self && stillRuns(self)).toBe(true);
    expect(livingProcess(spawnSync(process.execPath, ['--version']).pid)).toBeUndefined();
    expect([livingProcess(0), livingProcess(-1), livingProcess(NaN)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('where no PostgreSQL ships', () => {
  it('says so in one line and what to set', () => {
    expect(() => locatePackage('linux', 'riscv64')).toThrow('No PostgreSQL ships for linux-riscv64: set DATABASE_URL');
    expect(() => locatePackage('win32', 'x64')).toThrow('does not run on Windows: set DATABASE_URL');
  });
});

it('names the place outside after the whole path', () => {
  expect(placeOutside('/root/a/.placet')).not.toBe(placeOutside('/root/b/.placet'));
});
