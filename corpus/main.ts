import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused } from './api-client';
import { brokenRules } from './compare-sealed';
import { withServer } from './corpus-server';
import { filesIn, partOf, type CorpusFile } from './files';
import { isSound, report, type Outcome } from './outcome';
import { NotSealed, SigningOfFiles } from './sign-file';

const USAGE = 'usage: npm run corpus -- FOLDER [--part MOST_FILES] [--only NAME_PART] [--keep FOLDER] [--lines FILE]';
const LANES = 2;

/**
 * `npm run corpus -- FOLDER`: every PDF of a folder is uploaded to a real server, asked, answered at the link with a place of
 * every type, sealed, and held against the upload by poppler and qpdf. Prints what was accepted, refused, sealed and broken.
 * `--part` takes so many files of all kinds, `--keep` keeps what was sealed, `--lines` writes a line of JSON a file.
 */
async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      part: { type: 'string' },
      only: { type: 'string' },
      keep: { type: 'string' },
      lines: { type: 'string' },
    },
  });
  const [folder] = positionals;
  if (!folder) throw new Error(USAGE);
  const all = filesIn(folder).filter(({ name }) => name.includes(values.only ?? ''));
  const files = values.part ? partOf(all, Number(values.part)) : all;
  if (files.length === 0) throw new Error(`${folder} holds no PDF`);
  const scratch = values.keep ?? mkdtempSync(join(tmpdir(), 'placet-corpus-'));
  try {
    const outcomes = await withServer((server) => outcomesOf(files, new SigningOfFiles(server), scratch));
    if (values.lines) writeFileSync(values.lines, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
    console.log(report(outcomes));
    return isSound(outcomes);
  } finally {
    if (!values.keep) rmSync(scratch, { recursive: true, force: true });
  }
}

/** In the order of the files; a few at once. */
async function outcomesOf(files: CorpusFile[], signing: SigningOfFiles, scratch: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < files.length; index = next++) {
      outcomes[index] = await outcomeOf(files[index], signing, scratch);
      if (process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${files.length} `);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return outcomes;
}

async function outcomeOf({ name, path, kind }: CorpusFile, signing: SigningOfFiles, scratch: string): Promise<Outcome> {
  const start = performance.now();
  const told = (more: Partial<Outcome>): Outcome => {
    const seconds = (performance.now() - start) / 1000;
    return { name, kind, broken: [], changes: [], seconds, ...more };
  };
  try {
    const { sealed, places, changes } = await signing.sign(readFileSync(path));
    const file = join(scratch, name);
    writeFileSync(file, sealed);
    return told({ changes, broken: await brokenRules(path, file, places) });
  } catch (error) {
    if (error instanceof NotSealed) return told({ unsealed: error.message });
    if (!(error instanceof Refused)) throw error;
    const refused = reasonIn(error);
    return told(refused ? { refused } : { unsealed: `the server answered ${error.status}: ${error.message}` });
  }
}

/** The first sentence that says why a PDF cannot be used; undefined when something else was refused. */
function reasonIn({ status, message }: Refused): string | undefined {
  const [, sentence] = /^\S+ cannot be used\. (.*)/.exec(message) ?? [];
  return status === 400 ? (/^.*?\.(?= |$)/.exec(sentence ?? '')?.[0] ?? sentence) : undefined;
}

main().then(
  (sound) => process.exit(sound ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error && error.message === USAGE ? USAGE : error);
    process.exit(2);
  },
);
