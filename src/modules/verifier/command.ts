/**
 * The program `placet-verify`: checks what somebody was handed, without the server and without a network.
 * `npm run verifier` makes the one file of it, bin/placet-verify.mjs, which needs nothing but node.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Flaw, type CheckName, type Verdict } from './checking/findings';
import { sealsIn, type Knowledge } from './checking/knowledge';
import { readJson } from './checking/read-json';
import { verifyFile, type Report } from './checking/verify-file';
import { didKeyDocument, isObject, readTime, type DidDocument, type JsonObject } from '../keys/offline';

const USAGE = `Usage: placet-verify [options] <file>

Checks an evidence bundle (.zip), a sealed document (.pdf), or anything with a Data Integrity proof (.json), and names the
first thing that is wrong. Asks no network for anything.

  --did <file>    DID documents that you trust, from somewhere else than what is checked: one, or a list of them. May be
                  given several times. Nobody else is taken at their word.
  --did did:key:… A did:key that you know somebody by. Anybody can make one, so none is trusted unless you name it.
  --list <file>   A status list that you fetched. May be given several times, in any order: the newest of each counts, and
                  what is revoked in one of them is revoked. Fetch a fresh one to know what holds today.
  --fresh         A status list has to be one of now: under one that is over, nothing is called good.
  --authority <fingerprint>
                  SHA-256 of the certificate of a timestamp authority whose word you take: what it stamped before the key of
                  a seal was compromised stays good. May be given several times.
  --at <time>     Check as of this time (ISO 8601; UTC unless it says otherwise) instead of now.
  --json          Answer in JSON.
  --help          This text.

Exit code: 0 everything is good, 1 something is wrong, 2 the file cannot be read, 3 nothing is wrong, but something
essential could not be checked: usually whose keys they are (give --did).
`;

const EXIT_CODES: Record<Verdict, number> = { good: 0, wrong: 1, unreadable: 2, incomplete: 3 };
/** Bundles hold documents of 10 MB, and the largest log; more than this is none of ours. */
const LARGEST = 256 * 1024 * 1024;

const OPTIONS = {
  did: { type: 'string', multiple: true, default: [] as string[] },
  list: { type: 'string', multiple: true, default: [] as string[] },
  authority: { type: 'string', multiple: true, default: [] as string[] },
  at: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (values.help) return say(USAGE, 0);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) return complain(USAGE);
  const at = values.at === undefined ? Date.now() : (readTime(values.at) ?? readTime(`${values.at}T00:00:00Z`));
  if (at === null) return complain(`--at is neither a time nor a day: ${values.at}\n`);
  const report = await verifyFile(read(file), knowledgeFrom(values, new Date(at)));
  return say(values.json ? `${JSON.stringify(report, null, 2)}\n` : told(report), EXIT_CODES[report.verdict]);
}

function read(path: string): Buffer {
  const bytes = readFileSync(path);
  if (bytes.length > LARGEST) throw new Error(`${path} is larger than ${LARGEST} bytes`);
  return bytes;
}

function knowledgeFrom(
  {
    did: trusted,
    list: listFiles,
    authority,
    fresh,
  }: Record<'did' | 'list' | 'authority', string[]> & { fresh: boolean },
  now: Date,
): Knowledge {
  const documents = trusted.flatMap((each) => (each.startsWith('did:') ? documentOf(each) : documentsIn(each)));
  const dids = new Map(documents.map((document) => [document.id, document]));
  const lists = new Map<string, string[]>();
  for (const path of listFiles) {
    const address = String(objectsIn(path)[0].id);
    lists.set(address, [...(lists.get(address) ?? []), read(path).toString('utf8')]);
  }
  return {
    now,
    did: (did) => Promise.resolve(dids.get(did)),
    statusList: (address) => Promise.resolve(lists.get(address)),
    seals: documents.flatMap(sealsIn),
    authorities: authority.map(fingerprintOf),
    hasLists: listFiles.length > 0,
    fresh,
  };
}

/** However it is written, as the checks tell it. */
function fingerprintOf(text: string): string {
  const digits = text.replace(/[:\s]/g, '').toUpperCase();
  if (!/^[0-9A-F]{64}$/.test(digits)) throw new Error(`--authority is not the SHA-256 of a certificate: ${text}`);
  return digits.match(/../g)!.join(':');
}

/** Of a DID that is its own document; of any other the reader has to bring it. */
function documentOf(did: string): DidDocument {
  const document = didKeyDocument(did);
  if (!document) throw new Error(`--did ${did}: only a did:key of an Ed25519 key is its own document. Give a file`);
  return document;
}

const documentsIn = (path: string): DidDocument[] => objectsIn(path) as unknown as DidDocument[];

/** The object in a file, or those in its list. */
function objectsIn(path: string): JsonObject[] {
  try {
    const objects = [readJson(read(path))].flat();
    if (objects.length === 0 || !objects.every(isObject)) throw new Flaw('It holds no JSON object');
    return objects;
  } catch (error) {
    if (error instanceof Flaw) throw new Error(`${path}: ${error.message}`);
    throw error;
  }
}

const HEADLINES: Record<Verdict, string> = {
  good: 'GOOD: everything that was checked is as it was signed.',
  incomplete: 'GOOD AS FAR AS IT WAS CHECKED, but something essential could not be checked here:',
  wrong: 'WRONG:',
  unreadable: 'CANNOT BE READ:',
};
const WHOSE_KEYS: CheckName[] = ['keys.trust', 'proof.key'];
const WHO_IS_MEANT = `
  Whom you expect is for you to know, from somewhere else than this file: take the DID of the organization from its site
  or from its papers, fetch the document of that DID from where it is published, and give it with --did.`;
const MARKS = { pass: 'ok   ', fail: 'WRONG', skip: '-    ' };

const UNSEALED =
  'NOT SEALED: this PDF carries no seal of a Placet server. Nothing says that it was changed, and nothing that it was not.';

function told({ verdict, unsealed, first, checks }: Report): string {
  const lines = checks.map(({ check, where, result, message }) => line(MARKS[result], check, where, message));
  const summary = first ? [`  ${[first.check, first.where].join('  ').trim()}`, `  ${first.message}`] : [];
  const next = first?.result === 'skip' && WHOSE_KEYS.includes(first.check) ? [WHO_IS_MEANT] : [];
  const warnings = checks.flatMap(({ warning, message }) => (warning ? [`  Note: ${message}.`] : []));
  const headline = unsealed ? UNSEALED : HEADLINES[verdict];
  return `${[...lines, '', headline, ...summary, ...warnings, ...next].join('\n')}\n`;
}

const line = (mark: string, check: string, where: string, message: string): string =>
  `${mark} ${check.padEnd(18)} ${where ? `${where}: ` : ''}${message}`;

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function complain(text: string): number {
  process.stderr.write(text);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => (process.exitCode = complain(`${error.message}\n`)),
);
