/** `npm run seed:new -- add-nda`: writes the skeleton of a seed, the folder for its files, and its line in the list. */
import 'reflect-metadata';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorForPeople, explain } from './platform/configuration';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 60;
/** As prettier would write the list. */
const LONGEST_LINE = 120;

class NotWritten extends ErrorForPeople {}

/** Writes the skeleton below the root of the clone and answers the paths of what it wrote or changed. */
export function newSeed(name: string | undefined, root: string, now: number = Date.now()): string[] {
  const folder = join('migrations', 'seeds');
  const list = join(folder, 'index.ts');
  if (!name) throw new NotWritten('Give the seed a name: npm run seed:new -- add-nda');
  if (!NAME.test(name) || name.length > LONGEST_NAME || name === 'support') {
    throw new NotWritten(`"${name}" is no name for a seed: lower-case words joined by hyphens, e.g. add-nda`);
  }
  if (!existsSync(join(root, list)))
    throw new NotWritten(`There is no ${list} here: run this in the folder of the clone`);
  const taken = readdirSync(join(root, folder)).find((entry) => entry.replace(/^\d+-|\.ts$/g, '') === name);
  if (taken) throw new NotWritten(`${join(folder, taken)} exists already: choose another name`);

  const file = `${now}-${name}`;
  const className = `${pascalCase(name)}${now}`;
  const listed = withSeed(readFileSync(join(root, list), 'utf8'), file, className);
  writeFileSync(join(root, folder, `${file}.ts`), skeleton(name, className), { flag: 'wx' });
  mkdirSync(join(root, folder, name), { recursive: true });
  writeFileSync(join(root, list), listed);
  return [join(folder, `${file}.ts`), join(folder, name, '/'), list];
}

const pascalCase = (name: string): string =>
  name
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');

const skeleton = (name: string, className: string): string => `import { consent, group, Seed } from './support';

/** What this seed brings, in one sentence. Once it has run anywhere, it is not edited any more: a new seed follows. */
export class ${className} extends Seed {
  /** The slug of the organization. One that does not exist yet is declared below: organization({ name: 'Acme, Inc.' }) */
  readonly organization = 'acme';

  // Also: organization, document, form, json, apiKeyFromEnvironment (docs/seeding.md). Files lie in ${name}/:
  //   document('nda', { name: 'Mutual NDA', file: '${name}/nda.pdf' }),
  readonly declares = [
    consent('privacy', { name: 'Privacy notice', text: 'I agree that ...' }),
    group('onboarding', { name: 'Onboarding', of: ['privacy'] }),
  ];
}
`;

/** The list of seeds with one more: its import after those of the others, its class at the end. */
function withSeed(list: string, file: string, className: string): string {
  const array = /^(export const seedMigrations: SeedClass\[\] = \[)([\w\s,]*)\];/m.exec(list);
  const type = /^import type .*SeedClass/m.exec(list);
  const line = `import { ${className} } from './${file}';`;
  if (!array || !type) {
    throw new NotWritten(
      `migrations/seeds/index.ts does not look as usual. Add by hand:\n${line}\nand ${className} to the list`,
    );
  }
  const classes = [...array[2].split(','), className].map((each) => each.trim()).filter(Boolean);
  const oneLine = `${array[1]}${classes.join(', ')}];`;
  const manyLines = `${array[1]}\n${classes.map((each) => `  ${each},\n`).join('')}];`;
  return list
    .replace(array[0], oneLine.length <= LONGEST_LINE ? oneLine : manyLines)
    .replace(type[0], `${line}\n${type[0]}`);
}

if (require.main === module) {
  try {
    const written = newSeed(process.argv[2], process.cwd());
    console.log(`Written: ${written.join(', ')}. Fill it in, then: npm run seed`);
  } catch (error) {
    explain(error);
  }
}
