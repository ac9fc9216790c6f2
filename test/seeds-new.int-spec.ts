import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as ts from 'typescript';
import { organization, runSeeds, type SeedClass } from '../migrations/seeds/support';
import { newSeed } from '../src/seed-new';
import { aSeed, aSeedsDatabase, type SeedsDatabase } from './seeds-database';

const EMPTY_LIST = `import type { SeedClass } from './support';

/** The seeds in order. */
export const seedMigrations: SeedClass[] = [];
`;

let root: string;
let folder: string;
let database: SeedsDatabase | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'placet-seed-new-'));
  folder = join(root, 'migrations', 'seeds');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.ts'), EMPTY_LIST);
  const elsewhere = readdirSync('migrations')
    .filter((name) => name !== 'seeds')
    .map((name) => `migrations/${name}`);
  for (const path of ['src', 'node_modules', 'migrations/seeds/support', ...elsewhere]) {
    symlinkSync(resolve(path), join(root, path));
  }
});
afterEach(async () => {
  rmSync(root, { recursive: true });
  await database?.drop();
  database = undefined;
});

const list = () => readFileSync(join(folder, 'index.ts'), 'utf8');

/** What the compiler of the project has against the files of the clone. */
function complaints(): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, process.cwd());
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const program = ts.createProgram(
    files.map((name) => join(folder, name)),
    { ...options, noEmit: true, rootDir: '/' },
  );
  const own = program.getSourceFiles().filter(({ fileName }) => dirname(fileName) === folder);
  expect(own).toHaveLength(files.length);
  const found = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it('writes seeds that compile and run, their folders and their places in the list', async () => {
  expect(newSeed('add-nda', root, 1779500000000)).toEqual([
    'migrations/seeds/1779500000000-add-nda.ts',
    'migrations/seeds/add-nda/',
    'migrations/seeds/index.ts',
  ]);
  newSeed('nda', root, 1779600000000);
  expect(existsSync(join(folder, 'add-nda'))).toBe(true);
  expect(list()).toBe(
    `import { AddNda1779500000000 } from './1779500000000-add-nda';
import { Nda1779600000000 } from './1779600000000-nda';
${EMPTY_LIST.replace('= []', '= [AddNda1779500000000, Nda1779600000000]')}`,
  );
  expect(complaints()).toEqual([]);

  const { seedMigrations } = jest.requireActual<{ seedMigrations: SeedClass[] }>(join(folder, 'index.ts'));
  database = await aSeedsDatabase();
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const ran = await runSeeds(database.url, [aSeed([organization({ name: 'Acme' })]), ...seedMigrations]);
  expect(ran.sort()).toMatchObject(['AddNda1779500000000', 'Nda1779600000000', expect.stringMatching(/^Test/)]);
  log.mockRestore();
});

it('breaks the list into lines when it grows long', () => {
  for (const [index, word] of ['first-of-them-all', 'second-of-them-all', 'third'].entries())
    newSeed(word, root, 1779500000000 + index);
  expect(list()).toContain(
    '= [\n  FirstOfThemAll1779500000000,\n  SecondOfThemAll1779500000001,\n  Third1779500000002,\n];',
  );
});

it.each([
  [undefined, 'Give the seed a name'],
  ['Add NDA', 'is no name for a seed'],
  ['../add', 'is no name for a seed'],
  ['add-', 'is no name for a seed'],
  ['support', 'is no name for a seed'],
  ['known', 'exists already'],
])('refuses %s and leaves everything as it was', (name, why) => {
  newSeed('known', root);
  const before = [readdirSync(folder), list()];
  expect(() => newSeed(name, root)).toThrow(why);
  expect([readdirSync(folder), list()]).toEqual(before);
});

it('says which line to add to a list that it does not understand, and writes nothing', () => {
  writeFileSync(join(folder, 'index.ts'), 'export const seedMigrations = [/* mine */];');
  expect(() => newSeed('add-nda', root, 1779500000000)).toThrow(
    "import { AddNda1779500000000 } from './1779500000000-add-nda';",
  );
  expect(readdirSync(folder)).toEqual(['index.ts', 'support']);
});
