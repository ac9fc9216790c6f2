import { isObject, type JsonObject } from '../../keys/offline';
import { checkBundle } from './bundle/check-bundle';
import { isArchive } from './bundle/read-archive';
import { checkLog } from './check-log';
import { issuerOf } from './check-proof';
import { checkSecured } from './check-secured';
import { hash } from './cms/signed-data';
import { Findings, Flaw, type Check, type Verdict } from './findings';
import { lookUpIn, type Knowledge } from './knowledge';
import { checkPdf } from './pdf/check-pdf';
import { checkSealStatus } from './pdf/check-seal-status';
import { readJson } from './read-json';

export type FileKind = 'bundle' | 'document' | 'secured' | 'log';

export interface Report {
  /** Null for what is none of the kinds that can be checked. */
  kind: FileKind | null;
  verdict: Verdict;
  /**
   * The DID of who issued it, as the file says; of a document, which says nothing of the kind, as whoever checks knows.
   * Proven by a verdict that is good, and by no other. Null where there is none, or none that is a DID.
   */
  issuer: string | null;
  /** A PDF without a seal: wrong, as nothing stands behind it, but not changed. */
  unsealed?: true;
  /** The first thing that is wrong; where nothing is, the first that is lacking. */
  first: Check | null;
  checks: Check[];
}

/** A PDF may have something before its header; readers look for it so far. */
const PDF_HEADER_WITHIN = 1024;
const LONGEST_DID = 300;

/** Checks a file of whatever kind it is, by its content; never throws for what is in it. */
export async function verifyFile(bytes: Buffer, knowledge: Knowledge): Promise<Report> {
  const findings = new Findings();
  let kind = kindOf(bytes);
  let issuer: unknown = null;
  try {
    if (kind === 'bundle') issuer = await checkBundle(findings, bytes, knowledge);
    else if (kind === 'document') issuer = await checkDocument(findings, bytes, knowledge);
    else [kind, issuer] = await checkJson(findings, bytes, knowledge);
  } catch (error) {
    findings.fail('file.kind', kind ?? 'file', `It cannot be checked: ${(error as Error).message}`);
  }
  const { verdict, unsealed, first, checks } = findings;
  return { kind, verdict, ...(unsealed && { unsealed }), issuer: isDid(issuer) ? issuer : null, first, checks };
}

function kindOf(bytes: Buffer): FileKind | null {
  if (isArchive(bytes)) return 'bundle';
  if (bytes.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'document';
  return null;
}

/** DID Core, 3.1, without the characters that nobody needs. */
const isDid = (name: unknown): name is string =>
  typeof name === 'string' && name.length <= LONGEST_DID && /^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$/.test(name);

async function checkDocument(findings: Findings, bytes: Buffer, knowledge: Knowledge): Promise<string | null> {
  const { seals, authorities } = knowledge;
  const record = await knowledge.sealed?.(hash('sha256', bytes).toString('hex'));
  const { publisher, status } = checkPdf(findings, { bytes, where: 'document', seals, authorities, record });
  await checkSealStatus(findings, { status, record, where: 'document', knowledge });
  return record?.organization ?? publisher;
}

async function checkJson(
  findings: Findings,
  bytes: Buffer,
  knowledge: Knowledge,
): Promise<[kind: FileKind | null, issuer: unknown]> {
  let content: unknown;
  const readable = await findings.attempt('file.kind', 'file', () => {
    content = readJson(bytes);
    if (!isObject(content) || !(content.proof !== undefined || isLog(content)))
      throw new Flaw('It is neither a bundle, nor a PDF, nor anything with a proof');
    return 'It is JSON';
  });
  if (!readable || !isObject(content)) return [null, null];
  if (isLog(content)) {
    await checkLogAlone(findings, content, knowledge);
    return ['log', content.log];
  }
  await checkSecured(findings, content, 'document', knowledge);
  return ['secured', issuerOf(content)];
}

/** Whose log it is says its name: only its owner's keys count, by whatever other name they are published. */
async function checkLogAlone(findings: Findings, log: JsonObject, knowledge: Knowledge): Promise<void> {
  const owner = typeof log.log === 'string' ? log.log : '';
  const document = await knowledge.did(owner);
  const also = Array.isArray(document?.alsoKnownAs) ? document.alsoKnownAs : [];
  const names = document ? [owner, ...also] : undefined;
  const { now } = knowledge;
  await checkLog(findings, { log, where: 'log', lookUp: lookUpIn(knowledge), now, names, alone: true });
  if (!names) findings.lack('keys.trust', 'log log', `Which keys ${owner} has is not known here`);
}

const isLog = (content: object): boolean => 'segments' in content && 'entries' in content;
