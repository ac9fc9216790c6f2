import { changesBehind, Flaw, signaturesIn, type JudgedSignature } from '../../verifier/checking/pdf';
import type { Finding } from './finding';

/** The signatures from before are worth what they were, and one is new, good, and covers the document. */
export const compareSignatures = (original: Uint8Array, result: Uint8Array): Finding[] =>
  judging(original, result, (earlier, now, file) => flawsOfSeal(file, now, now.slice(earlier.length)));

/** The signatures from before are worth what they were, and behind them is nothing but good timestamps and what proves them. */
export const compareExtension = (original: Uint8Array, result: Uint8Array): Finding[] =>
  judging(original, result, (earlier, now, file) => {
    if (earlier.length === 0) return [seal('there was no seal')];
    const added = now.slice(earlier.length);
    if (added.some(({ subFilter, standing }) => subFilter !== TIMESTAMP || !('signer' in standing)))
      return [seal('what was put behind the seal is no good timestamp')];
    return flawsBehind(file, now, added.length + 1);
  });

/** That a document of our own carries a good seal over all of it. */
export const requireSeal = (result: Uint8Array): Finding[] => compareSignatures(new Uint8Array(), result);

const TIMESTAMP = 'ETSI.RFC3161';
const seal = (detail: string): Finding => ({ rule: 'seal', detail });

function judging(
  original: Uint8Array,
  result: Uint8Array,
  flaws: (earlier: JudgedSignature[], now: JudgedSignature[], file: Buffer) => Finding[],
): Finding[] {
  const [before, after] = [original, result].map((bytes) => bufferOf(bytes));
  try {
    const [earlier, now] = [signaturesIn(before), signaturesIn(after)];
    const worse = earlier.flatMap(({ standing }, index) =>
      'signer' in standing && !(now[index] && 'signer' in now[index].standing)
        ? [{ rule: 'earlier_signature' as const, detail: `signature ${index + 1} is not good any more` }]
        : [],
    );
    return [...worse, ...flaws(earlier, now, after)];
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return [seal(`its signatures cannot be read: ${error.message}`)];
  }
}

function flawsOfSeal(file: Buffer, all: JudgedSignature[], own: JudgedSignature[]): Finding[] {
  const first = own.at(0);
  if (!first) return [seal('the seal is not there')];
  if (!('signer' in first.standing)) return [seal('the seal is not good')];
  if (first.end === file.length && own.length === 1) return [];
  return flawsBehind(file, all, own.length);
}

/** Behind the last signatures nothing but what proves them longer: revocation data, timestamps. */
function flawsBehind(file: Buffer, all: JudgedSignature[], last: number): Finding[] {
  const behind = changesBehind(file, all, () => false).slice(all.length - last);
  const change = behind.find((each) => each !== null);
  return change ? [seal(`the seal does not cover the document: ${change}`)] : [];
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
