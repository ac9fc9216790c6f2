import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A PDF of a folder, and what kind of file it is. */
export interface CorpusFile {
  name: string;
  path: string;
  kind: string;
}

/** The PDFs of a folder in the order of their names. `manifest.json`, where there is one, says of which kind each is. */
export function filesIn(folder: string): CorpusFile[] {
  const kinds = kindsIn(folder);
  return readdirSync(folder)
    .filter((name) => /\.pdf$/i.test(name))
    .sort()
    .map((name) => ({ name, path: join(folder, name), kind: kinds.get(name) ?? 'all' }));
}

function kindsIn(folder: string): Map<string, string> {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return new Map();
  const entries = JSON.parse(readFileSync(manifest, 'utf8')) as { file: string; kind: string }[];
  return new Map(entries.map(({ file, kind }) => [file, kind]));
}

/** At most so many of the files, each kind in turn: always the same ones. */
export function partOf(files: CorpusFile[], most: number): CorpusFile[] {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  const turnOf = ({ name, kind }: CorpusFile) => files.filter((file) => file.kind === kind && file.name < name).length;
  const inTurns = files.map((file) => ({ file, turn: turnOf(file), kind: kinds.indexOf(file.kind) }));
  inTurns.sort((a, b) => a.turn - b.turn || a.kind - b.kind);
  return inTurns.slice(0, most).map(({ file }) => file);
}
