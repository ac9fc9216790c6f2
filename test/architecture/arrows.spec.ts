import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { depcruise, type Violation } from './depcruise';
import { brokenTree } from './fixtures/broken-tree';
import { ROOT } from './source-files';

const source = (imports: string[] = []) => [...imports.map((path) => `import '${path}';`), 'export {};', ''].join('\n');

/** The rules that each file breaks, in alphabetical order; files that break none are left out. */
function byFile(violations: Violation[]): Record<string, string[]> {
  const rules = new Map<string, Set<string>>();
  for (const { from, rule } of violations) rules.set(from, (rules.get(from) ?? new Set()).add(rule.name));
  return Object.fromEntries([...rules].map(([file, names]) => [file, [...names].sort()]));
}

describe('The arrows', () => {
  let house: string;

  beforeAll(() => {
    house = realpathSync(mkdtempSync(join(tmpdir(), 'placet-arrows-')));
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
    copyFileSync(join(ROOT, 'package.json'), join(house, 'package.json'));
    for (const { path, imports } of brokenTree) {
      mkdirSync(join(house, dirname(path)), { recursive: true });
      writeFileSync(join(house, path), source(imports));
    }
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it('are broken exactly where the broken house breaks them, and every rule is broken somewhere', async () => {
    const { violations, ruleSetUsed } = await depcruise(house);

    const expected = brokenTree.filter(({ breaks }) => breaks?.length);
    expect(byFile(violations)).toEqual(
      Object.fromEntries(expected.map(({ path, breaks }) => [path, [...breaks!].sort()])),
    );
    const broken = new Set(violations.map(({ rule }) => rule.name));
    expect(ruleSetUsed.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
  });

  it('are kept by the real house', async () => {
    const { violations, totalCruised } = await depcruise(ROOT);

    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(50);
  }, 300_000); // as long as it takes: the whole house is read, perhaps on a busy machine
});
