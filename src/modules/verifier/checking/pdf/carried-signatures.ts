import { signerOf } from '../cms/check-signer';
import { readSignedData } from '../cms/signed-data';
import { Flaw, printable } from '../findings';
import { Allowance } from './allowance';
import { changesBehind, judged, type JudgedSignature } from './earlier-signatures';
import { findSignatures, hasRangeBeyond, TooManySignatures, type PdfSignature } from './find-signatures';
import { NO_PERMISSIONS, permissionsBehind } from './permissions';
import { gapsOfUsageRights } from './usage-rights';

/** Fewer than the checks of a sealed document find, so that what is sealed with them can be uploaded and sealed again. */
const MOST_SIGNATURES = 20;
const LONGEST_NAME = 100;

/** Why a document must not be sealed with the signatures that it carries: which one it is about, and what is the matter. */
export interface CarriedFlaw {
  kind: 'broken' | 'changed' | 'too_many';
  /** `1 (CN=Ana)`; empty where it is about none. */
  signature: string;
  message: string;
}

/**
 * What a document's signatures are like before it is sealed, in the words of the checks that it has to pass afterwards: each
 * is good, or of a kind that is not judged, and nothing but signatures came behind it. `gaps`: where the signatures that
 * the document leads to leave their places out (the second number of `/ByteRange`); each of them must be found. `seals`: the
 * SHA-256 (in hex) of the certificates that documents are sealed under here. Answers the
 * first that is broken, else the first that was changed; null when there is none.
 */
export function flawInCarried(file: Buffer, gaps: number[], seals: string[] = []): CarriedFlaw | null {
  try {
    const signatures = judged(file, signaturesOf(file, gaps));
    const changes = changesBehind(file, signatures, ({ fingerprint }) => seals.includes(plain(fingerprint)));
    const flaws = signatures.flatMap((signature, index) => flawOf(signature, index + 1, changes[index]) ?? []);
    return flaws.find(({ kind }) => kind === 'broken') ?? flaws[0] ?? null; // a broken one may be what changes the others
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return { kind: error instanceof TooManySignatures ? 'too_many' : 'broken', signature: '', message: error.message };
  }
}

/** What the good signatures of a document leave to others. */
export interface LeftByCarried {
  signatures: number;
  /** Of the certification (P): 1 nothing, 2 forms and signatures, 3 comments as well; null where there is none. */
  level: 1 | 2 | 3 | null;
  /** One of them has locked fields. */
  isLocked: boolean;
}

export function leftByCarried(file: Buffer): LeftByCarried {
  const allowance = new Allowance();
  const signatures = signaturesOf(file, []);
  const { level, locks } = signatures.reduce(
    (before, signature) => permissionsBehind(file, signature, before, allowance),
    NO_PERMISSIONS,
  );
  return { signatures: signatures.length, level, isLocked: locks.length > 0 };
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

/** In the order in which they were made, without those that are nobody's. */
function signaturesOf(file: Buffer, gaps: number[]): PdfSignature[] {
  const found = findSignatures(file, MOST_SIGNATURES).map((each) => {
    if (each instanceof Flaw) throw each;
    return each;
  });
  if (hasRangeBeyond(file)) throw new Flaw('A /ByteRange reaches beyond the end of the file');
  const known = new Set(found.map(({ covered }) => covered[0].length));
  if (gaps.some((gap) => !known.has(gap))) throw new Flaw('A signature is not written where it can be found');
  const rights = gapsOfUsageRights(file);
  const signatures = found.filter(({ covered }) => !rights.has(covered[0].length));
  return signatures.sort((one, other) => one.end - other.end);
}

function flawOf(signature: JudgedSignature, number: number, changed: string | null): CarriedFlaw | null {
  const { standing } = signature;
  const named = { signature: `${number}${nameOf(signature)}` };
  if ('broken' in standing) return { kind: 'broken', ...named, message: standing.broken.message };
  return changed ? { kind: 'changed', ...named, message: changed } : null;
}

/** ` (CN=Ana)`; empty where nobody is named in a way that can be read. */
function nameOf({ contents }: PdfSignature): string {
  try {
    return ` (${printable(signerOf(readSignedData(contents)).name.slice(0, LONGEST_NAME))})`;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return '';
  }
}
