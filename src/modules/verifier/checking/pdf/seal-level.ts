import { X509Certificate } from 'node:crypto';
import { signerOf } from '../cms/check-signer';
import { isSelfSigned, pathFrom, revocationOf } from '../cms/revocation';
import { OIDS, readSignedData } from '../cms/signed-data';
import { readTimestamp } from '../cms/timestamp-token';
import { Flaw } from '../findings';
import { Allowance } from './allowance';
import { changesBehind, judged } from './earlier-signatures';
import { findSignatures, type PdfSignature } from './find-signatures';
import type { PdfObject } from './read-object';
import { Revision } from './revision';

/** A certificate that signed something, with those that came along. */
export interface CertificateChain {
  certificate: X509Certificate;
  others: X509Certificate[];
}

/** What a document holds so that its seal can be proved later: DER (ISO 32000-2, 12.8.4.3). */
interface Store {
  certificates: X509Certificate[];
  ocsps: Buffer[];
  crls: Buffer[];
}

export type SealLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** What each level says of a seal. */
export const MEANT_BY_LEVEL: Record<SealLevel, string> = {
  'B-B': 'when it was sealed is its own word',
  'B-T': 'an authority says when it was sealed',
  'B-LT': 'it holds what proves its certificates when these are over',
  'B-LTA': 'it holds what proves its certificates, and an authority says that it held it then',
};

export const isDocumentTimestamp = ({ subFilter }: PdfSignature): boolean => subFilter === 'ETSI.RFC3161';

/** The chains of a document's last seal, of its timestamp, and of the document timestamps behind it. Throws a Flaw. */
export function chainsOfSeal(file: Buffer): CertificateChain[] {
  const { seal, later } = sealIn(file);
  return chainsOf(seal, later);
}

/** The chain of the last document timestamp behind a document's last seal; null where there is none. Throws a Flaw. */
export function timestampOfSeal(file: Buffer): CertificateChain | null {
  const { seal, later } = sealIn(file);
  return later.length > 0 ? chainsOf(seal, later).at(-1)! : null;
}

/** Until when the last document timestamp proves what lies before it: no certificate of its chain is over before. Throws a Flaw. */
export function provedUntil(file: Buffer): Date | null {
  const chain = timestampOfSeal(file);
  if (!chain) return null;
  return new Date(Math.min(...pathFrom(chain.certificate, chain.others).map(({ validTo }) => Date.parse(validTo))));
}

/** Whether a file is one that was sealed and had `size` bytes then, with later timestamps and what proves them behind it. */
export function isRenewed(file: Buffer, size: number): boolean {
  try {
    const { seal, later } = sealIn(file);
    if (seal.end > size) return false; // it was sealed once more, or never before
    requireOnlyProofs(file, seal, later);
    return true;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return false;
  }
}

/** What the last seal says of why it was set, as it stands in the file; null where it says nothing. Throws a Flaw. */
export function reasonOfSeal(file: Buffer): string | null {
  const reason = sealIn(file).seal.dictionary.entries.get('Reason');
  return reason && 'text' in reason ? file.toString('latin1', reason.text.from, reason.text.to) : null;
}

/** The last seal, and the document timestamps behind it. */
function sealIn(file: Buffer): { seal: PdfSignature; later: PdfSignature[] } {
  const signatures = findSignatures(file).map((each) => {
    if (each instanceof Flaw) throw each;
    return each;
  });
  signatures.sort((one, other) => one.end - other.end);
  const at = signatures.findLastIndex((each) => !isDocumentTimestamp(each));
  if (at < 0) throw new Flaw('It carries no seal');
  return { seal: signatures[at], later: signatures.slice(at + 1) };
}

function chainsOf(seal: PdfSignature, later: PdfSignature[]): CertificateChain[] {
  const data = readSignedData(seal.contents);
  const token = data.unsigned.get(OIDS.timestampToken);
  const timestamps = [
    ...(token ? [readTimestamp(token.whole, [data.signature])] : []),
    ...later.map(({ contents, covered }) => readTimestamp(contents, covered)),
  ];
  return [
    { certificate: signerOf(data).certificate, others: data.certificates.map(parsed) },
    ...timestamps.map(({ authority, certificates }) => ({
      certificate: authority.certificate,
      others: certificates.map(parsed),
    })),
  ];
}

const parsed = (der: Buffer): X509Certificate => new X509Certificate(der);

/**
 * Which PAdES baseline level a seal has reached (EN 319 142-1, 6): by its timestamp, by what the document holds of its
 * certificates, by the timestamps over that. Throws a Flaw where it holds that one was revoked before it was used.
 */
export function levelOf(file: Buffer, seal: PdfSignature, later: PdfSignature[], at: Date): SealLevel {
  const hasTimestamp = readSignedData(seal.contents).unsigned.has(OIDS.timestampToken);
  if (!hasTimestamp) return 'B-B';
  const chains = chainsOf(seal, []);
  if (!provesAll(storeIn(file, file.length), chains, at)) return 'B-T';
  return later.some(({ end }) => provesAll(storeIn(file, end), chains, at)) ? 'B-LTA' : 'B-LT';
}

function provesAll(store: Store | null, chains: CertificateChain[], at: Date): boolean {
  if (!store) return false;
  return chains.every(({ certificate, others }) => {
    const path = pathFrom(certificate, [...others, ...store.certificates]);
    return (
      isSelfSigned(path.at(-1)!) && path.slice(0, -1).every((each, index) => isProved(each, path[index + 1], store, at))
    );
  });
}

function isProved(certificate: X509Certificate, issuer: X509Certificate, store: Store, at: Date): boolean {
  const said = revocationOf(certificate, issuer, store);
  if (said?.revokedAt && said.revokedAt <= at) {
    const [name, since] = [certificate.subject.replace(/\n/g, ', '), said.revokedAt.toISOString()];
    throw new Flaw(`The certificate of ${name} was revoked at ${since}, as the document holds itself (${said.by})`);
  }
  return said !== null;
}

/** Null where it has none that can be read. */
function storeIn(file: Buffer, end: number): Store | null {
  try {
    const allowance = new Allowance();
    const revision = new Revision(file, end, allowance);
    const store = revision.entry(revision.resolve(revision.catalog), 'DSS');
    if (!store) return null;
    const [certificates, ocsps, crls] = ['Certs', 'OCSPs', 'CRLs'].map((key) =>
      streamsIn(revision, revision.entry(store, key), allowance),
    );
    return { certificates: certificates.map(parsed), ocsps, crls };
  } catch {
    return null; // of no use, whatever is wrong with it: nothing shows because of it
  }
}

function streamsIn(revision: Revision, list: PdfObject | null, allowance: Allowance): Buffer[] {
  const items = list && 'list' in list.value ? list.value.list : [];
  return items.flatMap((item) => {
    const found = revision.resolve(item, list!.file);
    if (!found?.stream || !('entries' in found.value)) return [];
    return [allowance.unpacked(found.stream.byteOffset, found.value, found.stream)];
  });
}

/** Behind a seal no other seal may bring pages along. */
const BY_NOBODY = (): boolean => false;

/** Whether one update lies behind the last signature that shows nothing: what proves it later. Nobody has signed that. */
export function isOnlyStore(file: Buffer, last: PdfSignature): boolean {
  try {
    const revision = new Revision(file, file.length, new Allowance());
    const [own, before] = revision.references.sections;
    const alone =
      own.begins >= last.end && own.begins - last.end <= 2 && before !== undefined && before.table < last.end;
    const ends = /%%EOF\r?\n?$/.test(file.toString('latin1', file.length - 8));
    const holds = revision.entry(revision.resolve(revision.catalog), 'DSS') !== null;
    return alone && ends && holds && changesBehind(file, judged(file, [last]), BY_NOBODY)[0] === null;
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
    return false;
  }
}

/** That behind a seal nothing came but timestamps and what proves it. Throws a Flaw. */
export function requireOnlyProofs(file: Buffer, seal: PdfSignature, later: PdfSignature[]): void {
  // Each place must be the only one to the end of what was there then, as a signature could be moved to another one.
  for (const { end } of [seal, ...later]) findSignatures(file.subarray(0, end));
  const [changed] = changesBehind(file, judged(file, [seal, ...later]), BY_NOBODY).filter((each) => each !== null);
  if (changed) throw new Flaw(`It was changed after it was sealed: ${changed}`);
}
