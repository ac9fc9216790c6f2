import type { Allowance } from './allowance';
import type { PdfSignature } from './find-signatures';
import { plainValue } from './plain-value';
import type { PdfValue } from './read-dictionary';
import type { PdfObject } from './read-object';
import { Revision } from './revision';

/** What a certification allows behind it (ISO 32000-2, table 257): nothing; forms and signatures; comments as well. */
export type Level = 1 | 2 | 3;

/** Fields that a signature locks (ISO 32000-2, 12.8.2.4). */
interface FieldLock {
  action: string;
  names: Set<string>;
}

/** What may change behind signatures, by what they say themselves. */
export interface Permissions {
  /** Null where none of them certifies the document. */
  level: Level | null;
  locks: FieldLock[];
}

export const NO_PERMISSIONS: Permissions = { level: null, locks: [] };

/** Deep enough for the fields of any form. */
const DEEPEST = 16;
const MOST_FIELDS = 10_000;

/** What holds behind a signature of what held before it and of what it says itself. It never allows more than before. */
export function permissionsBehind(
  file: Buffer,
  { dictionary, end, covered: [{ length: gap }] }: PdfSignature,
  before: Permissions,
  allowance: Allowance,
): Permissions {
  const revision = new Revision(file, end, allowance);
  const said = transformsIn(revision, { value: dictionary, file: revision.file });
  const lock = lockOfField(revision, gap);
  const locks = [...said.flatMap(({ method, parameters }) => (method === '/FieldMDP' ? [parameters] : [])), lock];
  const levels = said.flatMap(({ method, parameters }) =>
    method === '/DocMDP' ? [levelOf(numberAt(revision, parameters, 'P') ?? 2)] : [],
  );
  const lockLevel = numberAt(revision, lock, 'P'); // of a field's lock (PDF 2.0): it only takes away
  const all = [...levels, ...(lockLevel === 1 ? [1 as const] : []), ...(before.level ? [before.level] : [])];
  return {
    level: all.length > 0 ? (Math.min(...all) as Level) : null,
    locks: [...before.locks, ...locks.flatMap((each) => fieldLock(revision, each))],
  };
}

/** Whether one of them says that a field of this name must stay as it is; a name includes those below it. */
export const isLocked = ({ locks }: Permissions, name: string): boolean =>
  locks.some(({ action, names }) => {
    const parts = name.split('.');
    const isNamed = parts.some((_, index) => names.has(parts.slice(0, index + 1).join('.')));
    return action === '/Include' ? isNamed : action === '/Exclude' ? !isNamed : true;
  });

/** The full name of a field, or of a place of one: those above it first. */
export function fieldName(revision: Revision, field: PdfObject | null): string {
  const names: string[] = [];
  for (let at = field, depth = 0; at && depth < DEEPEST; at = revision.entry(at, 'Parent'), depth += 1) {
    const own = revision.entry(at, 'T');
    if (own) names.unshift(textOf(own));
  }
  return names.join('.');
}

const levelOf = (number: number): Level => (number === 2 || number === 3 ? number : 1);

function transformsIn(revision: Revision, signature: PdfObject): { method?: string; parameters: PdfObject | null }[] {
  return listIn(revision, signature, 'Reference').map((each) => {
    const method = revision.entry(each, 'TransformMethod');
    return {
      method: method ? plainValue(method) : undefined,
      parameters: revision.entry(each, 'TransformParams'),
    };
  });
}

function fieldLock(revision: Revision, parameters: PdfObject | null): FieldLock[] {
  const action = revision.entry(parameters, 'Action');
  if (!action) return [];
  const names = listIn(revision, parameters, 'Fields').flatMap((each) => (each ? [textOf(each)] : []));
  return [{ action: plainValue(action) ?? '', names: new Set(names) }];
}

/** The lock of the field that a signature is in. Not recursive: fields may be nested as deep as the file is long. */
function lockOfField(revision: Revision, gap: number): PdfObject | null {
  const form = revision.entry(revision.resolve(revision.catalog), 'AcroForm');
  const pending = listIn(revision, form, 'Fields');
  for (let looked = 0; pending.length > 0 && looked < MOST_FIELDS; looked += 1) {
    const field = pending.pop()!;
    const contents = revision.entry(revision.entry(field, 'V'), 'Contents');
    if (contents && 'text' in contents.value && contents.value.text.from === gap && contents.file === revision.file)
      return revision.entry(field, 'Lock');
    pending.push(...listIn(revision, field, 'Kids'));
  }
  return null;
}

function listIn(revision: Revision, of: PdfObject | null, key: string): (PdfObject | null)[] {
  const list = revision.entry(of, key);
  const items: PdfValue[] = list && 'list' in list.value ? list.value.list : [];
  return items.map((each) => revision.resolve(each, list!.file));
}

function numberAt(revision: Revision, of: PdfObject | null, key: string): number | undefined {
  const value = revision.entry(of, key);
  return value && 'number' in value.value ? value.value.number : undefined;
}

/** A text as it is read: UTF-16 says so at its beginning. */
function textOf(object: PdfObject): string {
  const bytes = Buffer.from((plainValue(object) ?? '').slice(1), 'latin1');
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
        .swap16()
        .toString('utf16le')
    : bytes.toString('latin1');
}
