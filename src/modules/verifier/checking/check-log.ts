import canonicalize from 'canonicalize';
import { isObject, type JsonObject } from '../../keys/offline';
import { checkProof, type LookUp } from './check-proof';
import { hash } from './cms/signed-data';
import { Flaw, type Findings } from './findings';

const HEX = /^([0-9a-f]{2})*$/;
const HASH = /^[0-9a-f]{64}$/;
const ENTRY_FIELDS = ['seq', 'id', 'kind', 'subjectId', 'occurredAt', 'digest', 'salt', 'details'];

export interface LogEntry extends JsonObject {
  seq: number;
  kind: string;
  subjectId: string;
  occurredAt: string;
  details: JsonObject | null;
}

export interface LogOf {
  log: JsonObject;
  /** Its file, for people. */
  where: string;
  lookUp: LookUp;
  now: Date;
  /** Who may have signed the checkpoints, where that is known: the organization by its names. */
  names?: string[];
  /** No manifest says which entries belong here: what is left out is said. */
  alone?: boolean;
}

interface Segment {
  after: { seq: number; link: Buffer };
  hashes: Buffer[];
  checkpoint: JsonObject;
  until: number;
}

/** Checks an excerpt of a log as decision 26 describes it; answers its entries, or null when they are no good. */
export async function checkLog(findings: Findings, of: LogOf): Promise<LogEntry[] | null> {
  let entries: LogEntry[] = [];
  let segments: Segment[] = [];
  const { log, where } = of;
  const whole = await findings.attempt('log.entries', where, () => {
    entries = readEntries(log);
    segments = readSegments(log);
    requireEntriesIn(segments, entries, log);
    const erased = entries.filter(({ details }) => details === null).length;
    return `${entries.length} entries with their digests${erased > 0 ? `; the details of ${erased} were erased` : ''}`;
  });
  if (!whole) return null;
  const linked = await findings.attempt('log.chain', where, () => {
    segments.forEach((segment, index) => requireLinked(of, segment, index, segments[index - 1]));
    return `${segments.length} part(s) of the chain end in the links of their checkpoints`;
  });
  if (!linked) return null;
  for (const [index, { checkpoint }] of segments.entries()) {
    const place = `${where} segments[${index}].checkpoint`;
    await checkProof(findings, { document: checkpoint, where: place, lookUp: of.lookUp, now: of.now, mayBeOver: true });
  }
  if (of.alone) recordCoverage(findings, where, entries.length, segments);
  return entries;
}

function requireEntriesIn(segments: Segment[], entries: LogEntry[], { log }: JsonObject): void {
  entries.forEach((entry, index) => requireInSegment(entry, `entries[${index}]`, log as string, segments));
}

/** Where a log that was changed does not fit: its entry, with its number; empty where that cannot be told. */
export function changedPlaceIn(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  try {
    const log = JSON.parse(text) as JsonObject;
    const entries = readEntries(log);
    const segments = readSegments(log);
    requireEntriesIn(segments, entries, log);
    segments.forEach((segment, index) => requireLinked({ log }, segment, index, segments[index - 1]));
    return '';
  } catch (error) {
    if (error instanceof Flaw) return error.where;
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    return position === undefined ? '' : entryAt(text, Number(position));
  }
}

/** The entry that is written around a character, in a text that is no JSON because of it. */
function entryAt(text: string, position: number): string {
  const from = text.search(/"entries"\s*:\s*\[/);
  if (from < 0 || position < from) return '';
  let [depth, index, quoted] = [0, -1, false];
  for (let at = text.indexOf('[', from) + 1; at < position; at += 1) {
    if (quoted && text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && /[[{]/.test(text[at]) && depth++ === 0) index += 1;
    else if (!quoted && /[\]}]/.test(text[at]) && depth-- === 0) return ''; // behind the list
  }
  return index < 0 ? '' : `entries[${index}]`;
}

/** A hash stands for its entry but does not say what happened: an entry that is left out may be the one that takes another back. */
function recordCoverage(findings: Findings, where: string, shown: number, segments: Segment[]): void {
  const [from, until] = [segments[0].after.seq, segments.at(-1)!.until];
  const places = until - from;
  if (places > 0 && shown === places)
    return findings.pass('log.entries', where, `All places from ${from + 1} to ${until} are shown; no other is`);
  findings.lack(
    'log.entries',
    `${where} entries`,
    `It is an excerpt: it shows ${shown} of ${places} places of the chain, from ${from + 1} to ${until}. What happened at the ` +
      'others is not shown: that nothing was withdrawn, revoked or left out is not proven',
  );
}

function readEntries({ log, entries, segments: _, ...more }: JsonObject): LogEntry[] {
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw new Flaw('No log has this field', unknown);
  if (typeof log !== 'string' || !log.startsWith('did:')) throw new Flaw('The log has no name', 'log');
  if (!Array.isArray(entries)) throw new Flaw('There are no entries', 'entries');
  return (entries as unknown[]).map((entry, index) => {
    const where = `entries[${index}]`;
    if (!isObject(entry)) throw new Flaw('It is not an entry', where);
    const other = Object.keys(entry).find((field) => !ENTRY_FIELDS.includes(field));
    if (other !== undefined) throw new Flaw('No entry has this field', `${where}.${other}`);
    naming(entry, () => requireDigest(entry, where));
    if (!isPlace(entry.seq)) throw new Flaw('It has no place in the log', `${where}.seq`);
    const before = (entries as unknown[])[index - 1];
    if (isObject(before) && entry.seq <= Number(before.seq)) throw new Flaw('It is out of order', `${where}.seq`);
    return entry as LogEntry;
  });
}

/** Adds to what is wrong which entry it is: its number in the log and what it tells of. */
function naming({ seq, kind }: JsonObject, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    throw new Flaw(`${error.message} (entry ${String(seq)}, ${String(kind)})`, error.where);
  }
}

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** SHA-256 of the salt and the canonical details. Where they were erased, the digest stands by the chain alone. */
function requireDigest({ digest, salt, details }: JsonObject, where: string): void {
  if (typeof digest !== 'string' || !HASH.test(digest)) throw new Flaw('It is not a digest in hex', `${where}.digest`);
  const salted = typeof salt === 'string' && HEX.test(salt);
  if (details === null && (salt === null || salted)) return;
  if (!salted) throw new Flaw('It is not hex', `${where}.salt`);
  if (!isObject(details)) throw new Flaw('They are neither an object nor erased', `${where}.details`);
  if (hash('sha256', Buffer.from(salt, 'hex'), Buffer.from(canonicalize(details)!)).toString('hex') !== digest)
    throw new Flaw('The digest is not the one of its salt and details', `${where}.digest`);
}

function readSegments({ segments }: JsonObject): Segment[] {
  // Without a part there is no checkpoint: nobody has signed anything.
  if (!Array.isArray(segments) || segments.length === 0) throw new Flaw('There are no parts of the chain', 'segments');
  return (segments as unknown[]).map((segment, index) => {
    const where = `segments[${index}]`;
    const { after, entryHashes, checkpoint, ...more } = isObject(segment) ? segment : {};
    if (Object.keys(more).length > 0) throw new Flaw('It has fields that are not understood', where);
    if (!Array.isArray(entryHashes) || !entryHashes.every((each) => typeof each === 'string' && HASH.test(each)))
      throw new Flaw('They are no hashes in hex', `${where}.entryHashes`);
    if (!isObject(checkpoint) || checkpoint.type !== 'EvidenceCheckpoint')
      throw new Flaw('It is no checkpoint', `${where}.checkpoint`);
    const from = readLink(after, `${where}.after`);
    const hashes = (entryHashes as string[]).map((each) => Buffer.from(each, 'hex'));
    return { after: from, hashes, checkpoint, until: from.seq + hashes.length };
  });
}

function readLink(value: unknown, where: string): Segment['after'] {
  const { seq, link, ...more } = isObject(value) ? value : {};
  const plain = (seq === 0 || isPlace(seq)) && typeof link === 'string' && HASH.test(link);
  if (!plain || Object.keys(more).length > 0) throw new Flaw('It is no place of the chain with its link', where);
  return { seq, link: Buffer.from(link, 'hex') };
}

function requireInSegment(entry: LogEntry, where: string, log: string, segments: Segment[]): void {
  const { seq, id, kind, subjectId, occurredAt, digest } = entry;
  const segment = segments.find(({ after, until }) => after.seq < seq && seq <= until);
  if (!segment) throw new Flaw('No part of the chain reaches it', where);
  const own = canonicalize({ log, seq, id, kind, subjectId, occurredAt, digest })!;
  naming(entry, () => {
    if (!hash('sha256', Buffer.from(own)).equals(segment.hashes[seq - segment.after.seq - 1]))
      throw new Flaw('Its hash is not the one at its place in the chain', where);
  });
}

function requireLinked(
  { log, names }: Pick<LogOf, 'log' | 'names'>,
  segment: Segment,
  index: number,
  before?: Segment,
): void {
  const where = `segments[${index}]`;
  const { after, checkpoint, until } = segment;
  if (after.seq === 0 && !after.link.equals(hash('sha256', Buffer.from(log.log as string))))
    throw new Flaw('It is not the link before the first entry of this log', `${where}.after.link`);
  if (before && after.seq < before.until) throw new Flaw('It begins inside the part before it', `${where}.after.seq`);
  if (before && after.seq === before.until && String(before.checkpoint.link) !== after.link.toString('hex'))
    throw new Flaw('It does not go on from the part before it', `${where}.after.link`);
  if (checkpoint.log !== log.log) throw new Flaw('It is a checkpoint of another log', `${where}.checkpoint.log`);
  if (names && !names.includes(String(checkpoint.issuer)))
    throw new Flaw('It is not signed by the organization of this log', `${where}.checkpoint.issuer`);
  if (checkpoint.seq !== until) throw new Flaw('The hashes do not reach its checkpoint', `${where}.entryHashes`);
  const links = linksOf(segment);
  if (links.at(-1)!.toString('hex') !== checkpoint.link)
    throw new Flaw('The links do not end in the one of its checkpoint', `${where}.entryHashes`);
  requirePrevious(segment, links, where);
}

/** The links from `after` to the checkpoint, both included. */
function linksOf({ after, hashes }: Segment): Buffer[] {
  const links = [after.link];
  for (const each of hashes) links.push(hash('sha256', links.at(-1)!, each));
  return links;
}

/** Where the checkpoint before lies in this part of the chain, its link must be the one that is there. */
function requirePrevious({ after, checkpoint, until }: Segment, links: Buffer[], where: string): void {
  if (checkpoint.previous === null) return;
  const place = `${where}.checkpoint.previous`;
  const { seq, link } = readLink(checkpoint.previous, place);
  if (seq > until) throw new Flaw('It lies behind its checkpoint', place);
  if (seq >= after.seq && !links[seq - after.seq].equals(link))
    throw new Flaw('Its link is not the one at its place', place);
}
