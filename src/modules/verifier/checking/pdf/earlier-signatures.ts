import { requireContent, requireSigned, signerOf, type Signer } from '../cms/check-signer';
import { OIDS, readSignedData } from '../cms/signed-data';
import { readTimestamp } from '../cms/timestamp-token';
import { Flaw } from '../findings';
import { Allowance } from './allowance';
import { differenceBetween, type Bringer } from './compare-revisions';
import { isIntact } from '../cms/is-intact';
import { NO_PERMISSIONS, permissionsBehind, type Permissions } from './permissions';
import { findSignatures, type PdfSignature } from './find-signatures';
import { gapsOfUsageRights } from './usage-rights';
import { Revision } from './revision';

/**
 * What a signature is worth that was there before: `unknown` when it is of a kind that is not judged here; `isIntact` says whether it
 * is one all the same, made over these bytes by the holder of a certificate that came along.
 */
export type Standing = { signer: Signer } | { broken: Flaw } | { unknown: Flaw; isIntact: boolean };
export type JudgedSignature = PdfSignature & { standing: Standing };

/** Whether a certificate is one that documents are sealed under here. */
export type IsSeal = (signer: Signer) => boolean;

/** Where a Flaw says for sure that a signature is none; any other only that it is not understood. */
const BROKEN = ['revision', 'contents', 'messageDigest', 'messageImprint', 'signing-certificate', 'signature value'];
const DETACHED = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'ETSI.RFC3161'];
/** The object identifier of SignedData, as DER and BER have it at the beginning. */
const SIGNED_DATA = /^30(?:80|[0-7].|8[1-4](?:..){1,4}?)06092a864886f70d010702/;

/** Holds each signature against what it covers and against its certificate; whose that is, and its dates, is nobody's business here. */
export const judged = (file: Buffer, signatures: PdfSignature[]): JudgedSignature[] =>
  signatures.map((signature) => ({ ...signature, standing: standingOf(file, signature) }));

/** The signatures of a file in the order in which they were made, each judged; what only looks like one is left out. */
export function signaturesIn(file: Buffer): JudgedSignature[] {
  const rights = gapsOfUsageRights(file);
  const found = findSignatures(file).filter((each): each is PdfSignature => !(each instanceof Flaw));
  const signatures = found.filter(({ covered }) => !rights.has(covered[0].length));
  return judged(
    file,
    signatures.sort((one, other) => one.end - other.end),
  );
}

function standingOf(file: Buffer, signature: PdfSignature): Standing {
  try {
    requireRevision(file, signature);
    return { signer: signerBehind(signature) };
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return BROKEN.includes(error.where) ? { broken: error } : { unknown: error, isIntact: isOneAllTheSame(signature) };
  }
}

const isOneAllTheSame = ({ subFilter, contents, covered }: PdfSignature): boolean =>
  isIntact(contents, covered, subFilter === 'adbe.pkcs7.sha1');

function requireRevision(file: Buffer, { end }: PdfSignature): void {
  const tail = file.toString('latin1', Math.max(0, end - 16), end);
  if (!/%%EOF[\r\n ]*$/.test(tail))
    throw new Flaw(`It does not end with a revision of the document, at byte ${end}`, 'revision');
}

function signerBehind({ subFilter, contents, covered }: PdfSignature): Signer {
  if (!DETACHED.includes(subFilter)) throw new Flaw(`Signatures of the kind ${subFilter} are not judged here`);
  if (!SIGNED_DATA.test(contents.toString('hex', 0, 24))) throw new Flaw('It holds no CMS SignedData', 'contents');
  if (subFilter === 'ETSI.RFC3161') return readTimestamp(contents, covered).authority;
  const data = readSignedData(contents);
  if (data.content || data.contentType !== OIDS.data) throw new Flaw('It carries a content of its own');
  requireContent(data, covered);
  const signer = signerOf(data); // need not have come along (RFC 5652, 5.1)
  requireSigned(data, signer);
  return signer;
}

/**
 * What came behind each of a file's signatures (in their order), up to the next one and at last up to `end`, but for
 * signatures and what belongs to them: one answer each, null where nothing else did. Who answers for what a signature shows
 * is known only of one that is good: no other may show anything. What a seal brings along with it (marks, pages of evidence) is its
 * own word, but where the document was certified.
 */
export function changesBehind(
  file: Buffer,
  signatures: JudgedSignature[],
  isSeal: IsSeal,
  end = file.length,
): (string | null)[] {
  const allowance = new Allowance();
  const gaps = new Map<number, Bringer>();
  for (const [index, { covered, standing, subFilter }] of signatures.entries()) {
    const isGood = 'signer' in standing || ('unknown' in standing && standing.isIntact);
    const isTimestamp = subFilter === 'ETSI.RFC3161';
    if (!('broken' in standing)) gaps.set(covered[0].length, { number: index + 1, isGood, isTimestamp });
  }
  let rules: Permissions = NO_PERMISSIONS;
  return signatures.map((signature, index) => {
    try {
      rules = permissionsBehind(file, signature, rules, allowance);
      const next = endOfForeign(file, signatures, index, rules.level === null ? isSeal : () => false) ?? end;
      if (isBlank(file, signature.end, next)) return null;
      const [before, after] = [signature.end, next].map((each) => new Revision(file, each, allowance));
      const isCovered = gaps.get(signatures[index + 1]?.covered[0].length)?.isGood ?? false;
      const path = differenceBetween(before, after, { gaps, rules, isCovered });
      return path && `what lies behind it changes ${path}`;
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      return `what lies behind it cannot be told from a change: ${error.message}`;
    }
  });
}

/** The same of the signatures before the last one, up to the document that whoever made that one has found. */
export function changesBeforeSeal(
  file: Buffer,
  earlier: JudgedSignature[],
  isSeal: IsSeal,
  seal: PdfSignature,
): (string | null)[] {
  const last = earlier.at(-1);
  return last ? changesBehind(file, earlier, isSeal, foundBySeal(file, last.end, seal)) : [];
}

/** Up to where others may have changed something behind a signature: the next one, or what that found if it is a seal. */
function endOfForeign(file: Buffer, signatures: JudgedSignature[], index: number, isSeal: IsSeal): number | undefined {
  const next = signatures.at(index + 1);
  if (!next || !('signer' in next.standing) || !isSeal(next.standing.signer)) return next?.end;
  return foundBySeal(file.subarray(0, next.end), signatures[index].end, next);
}

/**
 * Where the document ended that was sealed: where the seal says so; one that does not: before the last update, which holds the seal, and the one before that, in which
 * whoever seals has drawn marks and put pages behind. Both are covered by the seal alone, and are its word. The end of the
 * file where that cannot be told.
 */
function foundBySeal(file: Buffer, behind: number, { found }: PdfSignature): number {
  if (found !== null && found >= behind && found <= file.length) return found;
  try {
    const { sections } = new Revision(file, file.length, new Allowance()).references;
    const own = sections.slice(0, 2).filter(({ table }) => table >= behind);
    const end = Math.min(file.length, ...own.map(({ begins }) => begins));
    return end >= behind ? end : file.length;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return file.length;
  }
}

const isBlank = (file: Buffer, from: number, to: number): boolean =>
  from <= to && to - from <= 64 && file.toString('latin1', from, to).trim() === '';
