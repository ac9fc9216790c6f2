import { changesBehind, Flaw, signaturesIn, type JudgedSignature } from '../../verifier/checking/pdf';
import type { Finding } from './finding';

/** The signatures from before are worth what they were, and one is new, good, and covers the document. */
export function compareSignatures(original: Uint8Array, result: Uint8Array): Finding[] {
  const [before, after] = [original, result].map((bytes) => bufferOf(bytes));
  try {
    const [earlier, now] = [signaturesIn(before), signaturesIn(after)];
    const own = now.slice(earlier.length);
    const worse = earlier.flatMap(({ standing }, index) =>
      'signer' in standing && !(now[index] && 'signer' in now[index].standing)
        ? [{ rule: 'earlier_signature' as const, detail: `signature ${index + 1} is not good any more` }]
        : [],
    );
    return [...worse, ...flawsOfSeal(after, now, own)];
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return [{ rule: 'seal', detail: `its signatures cannot be read: ${error.message}` }];
  }
}

/** Behind the seal nothing but what proves it longer: revocation data, timestamps. */
function flawsOfSeal(file: Buffer, all: JudgedSignature[], own: JudgedSignature[]): Finding[] {
  const seal = own.at(0);
  if (!seal) return [{ rule: 'seal', detail: 'the seal is not there' }];
  if (!('signer' in seal.standing)) return [{ rule: 'seal', detail: 'the seal is not good' }];
  if (seal.end === file.length && own.length === 1) return [];
  const behind = changesBehind(file, all, () => false).slice(all.length - own.length);
  const change = behind.find((each) => each !== null);
  return change ? [{ rule: 'seal', detail: `the seal does not cover the document: ${change}` }] : [];
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
