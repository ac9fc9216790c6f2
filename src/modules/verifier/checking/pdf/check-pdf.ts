import {
  requireChain,
  requireContent,
  requireSigned,
  requireValidAt,
  signerOf,
  type Signer,
} from '../cms/check-signer';
import { readTimestamp, type Timestamp } from '../cms/timestamp-token';
import { timeOf } from '../cms/der';
import { OIDS, readSignedData, type SignedData } from '../cms/signed-data';
import { Flaw, type Findings } from '../findings';
import { checkTrust, type TrustOf } from './check-trust';
import { changesBeforeSeal, judged, type IsSeal, type JudgedSignature } from './earlier-signatures';
import { findSignatures, type PdfSignature, type SealStatus } from './find-signatures';
import { isDocumentTimestamp, isOnlyStore, levelOf, MEANT_BY_LEVEL, requireOnlyProofs } from './seal-level';
import { gapsOfUsageRights } from './usage-rights';

export interface PdfOf extends TrustOf {
  bytes: Buffer;
  /** Its file, for people. */
  where: string;
}

/** Whose seal a document carries, as far as that was found to be so. */
export interface CheckedSeal {
  /** Who publishes the certificate of the seal; null where that is not known, or it does not count. */
  publisher: string | null;
  /** Where the seal says that a revocation is told. */
  status: SealStatus | null;
}

/** Checks every signature of a PDF (PAdES): the last one, which has to cover all of it, strictly. */
export function checkPdf(findings: Findings, of: PdfOf): CheckedSeal {
  const signatures = signaturesOf(findings, of);
  if (!signatures) return { publisher: null, status: null };
  const at = signatures.findLastIndex((each) => !isDocumentTimestamp(each));
  const later = at < 0 ? [] : signatures.splice(at + 1);
  const seal = signatures.pop()!;
  const sealed = { ...of, bytes: of.bytes.subarray(0, seal.end) };
  const earlier = judged(sealed.bytes, withoutUsageRights(findings, sealed, signatures));
  const changes = changesBeforeSeal(sealed.bytes, earlier, isSealOf(of, seal), seal);
  earlier.forEach((each, index) => checkEarlier(findings, sealed, each, index + 1, changes[index]));
  const publisher = checkSeal(findings, of, seal, { number: earlier.length + 1, later });
  return { publisher, status: seal.status };
}

/** One whose certificate is known to seal, or that of the seal itself: whether that one counts is judged apart. */
function isSealOf({ seals, bundled = [] }: PdfOf, { contents }: PdfSignature): IsSeal {
  let own: Signer | undefined;
  try {
    own = signerOf(readSignedData(contents));
  } catch (error) {
    if (!(error instanceof Flaw)) throw error; // the check of the seal says what is wrong with it
  }
  return ({ der }) =>
    der.equals(own?.der ?? Buffer.alloc(0)) || [...seals, ...bundled].some((each) => each.der.equals(der));
}

function withoutUsageRights(findings: Findings, { bytes, where }: PdfOf, signatures: PdfSignature[]): PdfSignature[] {
  const rights = gapsOfUsageRights(bytes);
  return signatures.filter(({ covered: [{ length: gap }] }) => {
    if (rights.has(gap))
      findings.skip('pdf.earlier', where, `At byte ${gap} it gives rights to Adobe Reader: that is nobody’s signature`);
    return !rights.has(gap);
  });
}

/** In the order in which they were made; null when it is clear already that the document is no good. */
function signaturesOf(findings: Findings, { bytes, where }: PdfOf): PdfSignature[] | null {
  try {
    const found = findSignatures(bytes);
    findings.unsealed = found.length === 0;
    if (findings.unsealed) throw new Flaw('It carries no signature that can be found: no server has sealed it');
    const signatures = found.map((each) => {
      if (each instanceof Flaw) throw each;
      return each;
    });
    signatures.sort((one, other) => one.end - other.end);
    findings.unsealed = !signatures.some(({ subFilter }) => subFilter === SEALS);
    const last = signatures.at(-1)!;
    const { end } = last;
    if (end !== bytes.length && !isOnlyStore(bytes, last))
      throw new Flaw(`${bytes.length - end} bytes at its end are covered by no signature`, `from byte ${end} on`);
    const rest = bytes.length - end;
    const covered =
      rest === 0
        ? `covers all ${end} bytes of it`
        : `covers ${end} bytes of it; the other ${rest} show nothing, they hold what proves it later`;
    findings.pass('pdf.range', where, `The last of ${signatures.length} signature(s) ${covered}`);
    return signatures;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail('pdf.range', error.where ? `${where} ${error.where}` : where, error.message);
    return null;
  }
}

/** The kind of signature that every seal is. */
const SEALS = 'ETSI.CAdES.detached';

function checkSeal(findings: Findings, of: PdfOf, seal: PdfSignature, { number, later }: Behind): string | null {
  const where = `${of.where} signature ${number}`;
  if (seal.subFilter === 'ETSI.RFC3161') return checkDocumentTimestamp(findings, of, where, seal);
  let data: SignedData | undefined;
  let signer: Signer | undefined;
  let last: Signer | null = null;
  const signed = () => {
    if (seal.subFilter !== SEALS)
      throw new Flaw(`It is no seal of a server: it is of the kind ${seal.subFilter}, not ${SEALS}`, 'SubFilter');
    data = readSignedData(seal.contents);
    if (data.content) throw new Flaw('It carries a content of its own');
    signer = signerOf(data);
    requireContent(data, seal.covered);
    requireSigned(data, signer);
    last = requireChain(data, signer);
    const unknown = [...data.unsigned.keys()].filter((oid) => oid !== OIDS.timestampToken);
    if (unknown.length > 0) throw new Flaw(`It carries an attribute that nobody has signed: ${unknown[0]}`);
    return `The digest, the signed attributes and the certificate fit (${data.digest})`;
  };
  if (!attempted(findings, 'pdf.signature', where, signed) || !data || !signer) return null;
  const timestamp = checkTimestamp(findings, of, where, data);
  if (timestamp === 'wrong') return null;
  const at = checkCertificate(findings, where, { signer, timestamp, claimed: () => claimedTime(seal, data!) });
  if (!at || !checkBehind(findings, of, seal, { number, later }, at)) return null;
  return checkTrust(findings, of, { where, signer, last, timestamp, at });
}

/** A seal's number among the signatures, and the document timestamps behind it. */
interface Behind {
  number: number;
  later: PdfSignature[];
}

/** What came behind a seal proves it and changes nothing. */
function checkBehind(findings: Findings, of: PdfOf, seal: PdfSignature, { number, later }: Behind, at: Date): boolean {
  const { where, bytes } = of;
  for (const [index, { contents, covered }] of later.entries())
    if (readOrWrong(findings, of, `${where} signature ${number + index + 1}`, contents, covered) === 'wrong')
      return false;
  return attempted(findings, 'pdf.level', where, () => {
    if (seal.end < bytes.length) requireOnlyProofs(bytes, seal, later);
    const level = levelOf(bytes, seal, later, at);
    return `PAdES ${level}: ${MEANT_BY_LEVEL[level]}`;
  });
}

/** Like `Findings.attempt`, for work that waits for nothing. */
function attempted(
  findings: Findings,
  check: Parameters<Findings['pass']>[0],
  where: string,
  work: () => string,
): boolean {
  try {
    findings.pass(check, where, work());
    return true;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    findings.fail(check, error.where ? `${where} ${error.where}` : where, error.message);
    return false;
  }
}

function checkTimestamp(findings: Findings, of: PdfOf, where: string, data: SignedData): Timestamp | null | 'wrong' {
  const token = data.unsigned.get(OIDS.timestampToken);
  if (!token) {
    findings.skip('pdf.timestamp', where, 'It carries no timestamp of an authority: its time is the server’s own word');
    return null;
  }
  return readOrWrong(findings, of, `${where} timestamp`, token.whole, [data.signature]);
}

function readOrWrong(
  findings: Findings,
  { authorities = [] }: PdfOf,
  where: string,
  token: Buffer,
  stamped: Uint8Array[],
): Timestamp | 'wrong' {
  let timestamp: Timestamp | undefined;
  const read = () => saidOf((timestamp = readTimestamp(token, stamped)), authorities);
  if (!attempted(findings, 'pdf.timestamp', where, read) || !timestamp) return 'wrong';
  const { uncovered } = timestamp;
  if (uncovered) findings.skip('pdf.timestamp', `${where} certificates`, notCovered(uncovered));
  return timestamp;
}

const notCovered = ({ name, fingerprint }: Signer): string =>
  `Not covered: the certificate of ${name} came along without its issuer. Whether it was changed does not show here, ` +
  `and nothing here rests on it. Its SHA-256 fingerprint is ${fingerprint}`;

function saidOf({ at, authority }: Timestamp, authorities: string[]): string {
  const whose = authorities.includes(authority.fingerprint)
    ? 'its certificate was checked: it is that of an authority whose word you take'
    : 'who vouches for that authority is not checked here';
  return `Set at ${at.toISOString()} by ${authority.name}; ${whose}. SHA-256 of its certificate: ${authority.fingerprint}`;
}

/** When it was signed, as the signature says itself. */
function claimedTime({ claimed }: PdfSignature, { signed }: SignedData): Date | null {
  const attribute = signed.values.get(OIDS.signingTime);
  return attribute ? timeOf(attribute, 'The attribute signingTime') : claimed;
}

interface Used {
  signer: Signer;
  timestamp: Timestamp | null;
  /** When it was signed by the signature's own word. */
  claimed: () => Date | null;
}

/** Answers when it was used; null when it was not valid then. */
function checkCertificate(findings: Findings, where: string, { signer, timestamp, claimed }: Used): Date | null {
  let at: Date | null = null;
  const valid = attempted(findings, 'pdf.certificate', `${where} certificate`, () => {
    at = timestamp?.at ?? claimed();
    if (!at) throw new Flaw('When it was signed is said nowhere');
    requireValidAt(signer, at);
    return `${signer.name}, valid at ${at.toISOString()}${timestamp ? '' : ' (as the signature says itself)'}`;
  });
  return valid ? at : null;
}

/** A timestamp over the whole document (PAdES B-LTA) is its own signature. */
function checkDocumentTimestamp(
  findings: Findings,
  of: PdfOf,
  where: string,
  { contents, covered }: PdfSignature,
): null {
  readOrWrong(findings, of, where, contents, covered);
  findings.lack('pdf.trust', where, 'The last signature is a timestamp: who signed before it is not vouched for here');
  return null;
}

/**
 * What was signed before covers what was there before. What came later is covered by who came later: `changed` says what
 * that is where it is more than further signatures, and more than what the seal itself has put there.
 */
function checkEarlier(
  findings: Findings,
  of: PdfOf,
  { standing, end }: JudgedSignature,
  number: number,
  changed: string | null,
): void {
  const where = `${of.where} signature ${number}`;
  if ('broken' in standing) {
    const { where: part, message } = standing.broken;
    return findings.fail('pdf.earlier', `${where} ${part}`, message);
  }
  const whose = 'signer' in standing ? standing.signer.name : 'Somebody';
  const later = `the ${of.bytes.length - end} bytes behind it are covered by later signatures only`;
  if ('unknown' in standing) {
    const { message } = standing.unknown;
    findings.skip('pdf.earlier', where, `A signature that was there before is not understood: ${message}`);
  } else if (!changed)
    findings.pass('pdf.earlier', where, `${whose} signed the revision of the first ${end} bytes; ${later}`);
  if (!changed) return;
  const stands = 'what is seen now stands as of the last signature only';
  findings.lack('pdf.earlier', where, `Changed after ${whose} signed the first ${end} bytes: ${changed}; ${stands}`);
}
