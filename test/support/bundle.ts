import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import type { DidDocument } from '../../src/modules/keys';
import type { TestOrganization } from './server';

/** An evidence bundle as somebody has it on their disk. */
export interface Bundle {
  zip: Buffer;
  headers: Record<string, string>;
  /** In the order in which the zip lists them. */
  names: string[];
  bytes(name: string): Buffer;
  json<Content>(name: string): Content;
}

export interface Manifest {
  issuer: string;
  credential: string;
  createdAt: string;
  files: { name: string; sha256: string; size: number }[];
}

export interface Log {
  log: string;
  segments: {
    after: { seq: number; link: string };
    entryHashes: string[];
    checkpoint: { seq: number; link: string; previous: object | null };
  }[];
  entries: {
    seq: number;
    id: string;
    kind: string;
    subjectId: string;
    occurredAt: string;
    digest: string;
    salt: string;
    details: Record<string, unknown> | null;
  }[];
}

export const bundlePath = (id: string): string => `/v1/credential/evidence/${id}`;

export async function bundleOf(organization: TestOrganization, id: string): Promise<Bundle> {
  const answer = await organization
    .call('get', bundlePath(id))
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${String(answer.body)}`);
  const zip = answer.body as Buffer;
  const files = unzipSync(zip);
  const bytes = (name: string) => Buffer.from(files[name]);
  return {
    zip,
    headers: answer.headers,
    names: Object.keys(files),
    bytes,
    json: <Content>(name: string) => JSON.parse(bytes(name).toString('utf8')) as Content,
  };
}

export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Whether the log of a bundle hangs together, decision 26 written anew: what is wrong with it. */
export function logFaults({ log, segments, entries }: Log): string[] {
  const hash = (...parts: (Buffer | string)[]) => {
    const made = createHash('sha256');
    for (const part of parts) made.update(part);
    return made.digest();
  };
  const places = new Map<number, string>();
  const faults = segments.flatMap(({ after, entryHashes, checkpoint }) => {
    let link = Buffer.from(after.link, 'hex');
    if (after.seq === 0 && !link.equals(hash(log))) return [`another beginning: ${after.link}`];
    for (const [index, entry] of entryHashes.entries()) {
      places.set(after.seq + 1 + index, entry);
      link = hash(link, Buffer.from(entry, 'hex'));
    }
    const fits = link.toString('hex') === checkpoint.link && after.seq + entryHashes.length === checkpoint.seq;
    return fits ? [] : [`the links do not end in the checkpoint ${checkpoint.seq}`];
  });
  for (const { seq, id, kind, subjectId, occurredAt, digest, salt, details } of entries) {
    const own = hash(JSON.stringify({ digest, id, kind, log, occurredAt, seq, subjectId })).toString('hex');
    if (own !== places.get(seq)) faults.push(`${seq}: not the hash at its place`);
    if (details && hash(Buffer.from(salt, 'hex'), sorted(details)).toString('hex') !== digest)
      faults.push(`${seq}: other details`);
  }
  return faults;
}

/** RFC 8785 for what details hold. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${sorted(content)}`).join(',')}}`;
}

/** The key of a DID in a bundle: the newest. */
export const keyIn = (dids: DidDocument[], did: string): string =>
  dids.find(({ id }) => id === did)!.verificationMethod![0].publicKeyMultibase!;
