import type { DidDocument } from '../../src/modules/keys';
import type { Knowledge } from '../../src/modules/verifier/checking/knowledge';
import { verifyFile, type Report } from '../../src/modules/verifier/checking/verify-file';
import { AT } from './evidence-bundle';

/** What a test trusts: these documents, lists and certificates, a day after everything was signed. */
export const knowing = (documents: DidDocument[] = [], more: Partial<Knowledge> = {}): Knowledge => ({
  now: new Date(AT.getTime() + 24 * 3600 * 1000),
  did: (did) => Promise.resolve(documents.find(({ id }) => id === did)),
  statusList: () => Promise.resolve(undefined),
  seals: [],
  ...more,
});

/** The first thing that is wrong, or lacking, as one line; the verdict where there is none. */
export async function saidOf(bytes: Buffer, knowledge: Knowledge): Promise<string> {
  return firstOf(await verifyFile(bytes, knowledge));
}

export const firstOf = ({ verdict, first }: Report): string =>
  first ? `${verdict}: ${first.check}: ${first.where}: ${first.message}` : verdict;

/** Where bytes were changed and nobody found it. `positions` in the file; each byte is turned in one bit of its own. */
export async function unfound(
  bytes: Buffer,
  positions: Iterable<number>,
  knowledge: Knowledge,
  same: (changed: Buffer) => boolean = () => false,
): Promise<string[]> {
  const missed: string[] = [];
  for (const position of positions) {
    const changed = Buffer.from(bytes);
    changed[position] ^= 1 << (position % 8);
    const report = await verifyFile(changed, knowledge);
    const { verdict, first } = report;
    const named = first !== null && first.result === 'fail' && first.check.length > 0 && first.message.length > 0;
    if (!named && !same(changed))
      missed.push(`${position}: ${verdict} ${bytes.toString('latin1', position - 20, position + 20)}`);
    if (first?.message.startsWith('It cannot be checked')) missed.push(`${position}: ${first.message}`);
  }
  return missed;
}

/** Whether a changed text still says the same: spaces between, another spelling of a letter. */
export const meansTheSame = (original: Buffer) => (changed: Buffer) => {
  try {
    return (
      JSON.stringify(JSON.parse(changed.toString('utf8'))) === JSON.stringify(JSON.parse(original.toString('utf8')))
    );
  } catch {
    return false;
  }
};

export const everyByte = (bytes: Buffer): Iterable<number> => bytes.keys();

/** Positions from a seed, so that the same ones are looked at every time. */
export function sampleOf(length: number, count: number, seed = 20260502): number[] {
  let state = seed >>> 0;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0);
  return Array.from({ length: count }, () => Math.floor((next() / 2 ** 32) * length));
}
