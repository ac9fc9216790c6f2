import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** The root of the repository. */
export const ROOT = join(__dirname, '../..');

/** Never written by us, never committed. */
const FOREIGN = new Set(['node_modules', 'dist', '.build', '.git', '.placet', 'coverage', 'test-output']);

/** Paths, relative to the root and with forward slashes, of all files below `folder` of the repository. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !FOREIGN.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .map((path) => relative('.', path).split(sep).join('/'))
    .sort();
}

/** The text of a file of the repository. */
export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Says whether a file is a spec. */
export const isSpec = (path: string): boolean => /[.-]spec\.tsx?$/.test(path);

/** The TypeScript files below the folders, parsed: comments and strings cannot be mistaken for code. */
export function parsed(...folders: string[]): ts.SourceFile[] {
  return folders
    .flatMap(filesBelow)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2023, true));
}

/** All nodes of a file that `wanted` recognises. */
export function nodes<T extends ts.Node>(file: ts.SourceFile, wanted: (node: ts.Node) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (wanted(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
