import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingNames } from './settings';
import { SECRET_SETTINGS, takeEnvironment } from './take-environment';

describe('Secrets in files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'placet-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(SECRET_SETTINGS)('%s comes from the file that its setting names, without the line end', (name) => {
    const file = join(folder, name);
    writeFileSync(file, `kept in ${name}\n`);
    const environment: Record<string, string | undefined> = { [`${name}_FILE`]: file, [name]: '' };
    takeEnvironment(environment);
    expect(environment[name]).toBe(`kept in ${name}`);
    expect(settingNames()).toContain(name);
  });

  it('are refused where the file cannot be read, or where the secret is set as well', () => {
    const file = join(folder, 'key');
    expect(() => takeEnvironment({ MASTER_KEY_FILE: file })).toThrow(
      /MASTER_KEY_FILE names a file that cannot be read/,
    );
    writeFileSync(file, 'x');
    const both = { MASTER_KEY_FILE: file, MASTER_KEY: 'y' };
    expect(() => takeEnvironment(both)).toThrow('Set MASTER_KEY or MASTER_KEY_FILE, not both');
  });

  it('leave what is set as it is where no file is named', () => {
    const environment = { MASTER_KEY: 'y', PORT: '1' };
    takeEnvironment(environment);
    expect(environment).toEqual({ MASTER_KEY: 'y', PORT: '1' });
  });
});
