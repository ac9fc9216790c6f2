import { isObject, type JsonObject } from '../../../keys/offline';
import { Flaw } from '../findings';
import { readJson, readJsonObject } from '../read-json';
import { readArchive, type ArchivedFile } from './read-archive';

/** The files of a bundle by their names (decision 26), each read as what it is. */
export interface BundleFiles {
  all: Map<string, Buffer>;
  credential: JsonObject;
  /** By file name. */
  decisions: Map<string, JsonObject>;
  log: JsonObject;
  dids: JsonObject[];
  manifest: JsonObject;
  statusList: string | null;
  document: Buffer | null;
  /** The evidence of the document, where it is a document of its own. */
  evidence: Buffer | null;
  original: Buffer | null;
  /** By file name. */
  attachments: Map<string, Buffer>;
}

const ORDER = [
  /^README\.txt$/,
  /^credential\.json$/,
  /^decisions\/[0-9a-f]{24}\.json$/,
  /^document\.pdf$/,
  /^evidence\.pdf$/,
  /^original\.pdf$/,
  /^attachments\/[0-9a-f]{64}\.pdf$/,
  /^log\.json$/,
  /^dids\.json$/,
  /^status-list\.json$/,
  /^manifest\.json$/,
];
const ALWAYS = ['README.txt', 'credential.json', 'log.json', 'dids.json', 'manifest.json'];

/** Reads the archive; throws a Flaw for another name, another order, a name twice, or one that is missing. */
export function archivedFiles(bytes: Buffer): Map<string, Buffer> {
  const files = readArchive(bytes);
  requireOrder(files);
  const all = new Map(files.map((file) => [file.name, file.bytes]));
  if (all.size !== files.length) throw new Flaw('A file is there twice');
  const missing = ALWAYS.find((name) => !all.has(name));
  if (missing) throw new Flaw('A file that every bundle has is missing', missing);
  return all;
}

function requireOrder(files: ArchivedFile[]): void {
  let reached = 0;
  for (const { name } of files) {
    const place = ORDER.findIndex((pattern) => pattern.test(name));
    if (place < 0) throw new Flaw('No bundle holds a file of this name', name);
    if (place < reached) throw new Flaw('The files are in another order than that of a bundle', name);
    reached = place;
  }
}

/** Reads what is JSON; throws a Flaw that names the file. */
export function readFiles(all: Map<string, Buffer>): BundleFiles {
  const read = <Content>(name: string, how: (bytes: Buffer) => Content): Content => {
    try {
      return how(all.get(name)!);
    } catch (error) {
      if (error instanceof Flaw) throw new Flaw(error.message, [name, error.where].filter(Boolean).join(' '));
      throw error;
    }
  };
  const attachments = [...all].filter(([name]) => name.startsWith('attachments/'));
  const decisions = [...all.keys()].filter((name) => name.startsWith('decisions/'));
  return {
    all,
    credential: read('credential.json', readJsonObject),
    decisions: new Map(decisions.map((name) => [name, read(name, readJsonObject)])),
    log: read('log.json', readJsonObject),
    dids: read('dids.json', listOfObjects),
    manifest: read('manifest.json', readJsonObject),
    statusList: all.get('status-list.json')?.toString('utf8') ?? null,
    document: all.get('document.pdf') ?? null,
    evidence: all.get('evidence.pdf') ?? null,
    original: all.get('original.pdf') ?? null,
    attachments: new Map(attachments),
  };
}

function listOfObjects(bytes: Buffer): JsonObject[] {
  const list = readJson(bytes);
  if (!Array.isArray(list) || !list.every(isObject)) throw new Flaw('It is not a list of objects');
  return list;
}
