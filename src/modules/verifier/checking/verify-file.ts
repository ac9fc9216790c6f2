import { isObject, type JsonObject } from '../../keys/offline';
import { checkBundle } from './bundle/check-bundle';
import { isArchive } from './bundle/read-archive';
import { checkLog } from './check-log';
import { checkSecured } from './check-secured';
import { hash } from './cms/signed-data';
import { Findings, Flaw, type Check, type Verdict } from './findings';
import { lookUpIn, type Knowledge } from './knowledge';
import { checkPdf } from './pdf/check-pdf';
import { readJson } from './read-json';

export type FileKind = 'bundle' | 'document' | 'secured' | 'log';

export interface Report {
  /** Null for what is none of the kinds that can be checked. */
  kind: FileKind | null;
  verdict: Verdict;
  /** The first thing that is wrong; where nothing is, the first that is lacking. */
  first: Check | null;
  checks: Check[];
}

/** A PDF may have something before its header; readers look for it so far. */
const PDF_HEADER_WITHIN = 1024;

/** Checks a file of whatever kind it is, by its content; never throws for what is in it. */
export async function verifyFile(bytes: Buffer, knowledge: Knowledge): Promise<Report> {
  const findings = new Findings();
  let kind = kindOf(bytes);
  try {
    if (kind === 'bundle') await checkBundle(findings, bytes, knowledge);
    else if (kind === 'document') await checkDocument(findings, bytes, knowledge);
    else kind = await checkJson(findings, bytes, knowledge);
  } catch (error) {
    findings.fail('file.kind', kind ?? 'file', `It cannot be checked: ${(error as Error).message}`);
  }
  const { verdict, first, checks } = findings;
  return { kind, verdict, first, checks };
}

function kindOf(bytes: Buffer): FileKind | null {
  if (isArchive(bytes)) return 'bundle';
  if (bytes.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'document';
  return null;
}

async function checkDocument(findings: Findings, bytes: Buffer, knowledge: Knowledge): Promise<void> {
  const { seals, authorities } = knowledge;
  const record = await knowledge.sealed?.(hash('sha256', bytes).toString('hex'));
  checkPdf(findings, { bytes, where: 'document', seals, authorities, record });
}

async function checkJson(findings: Findings, bytes: Buffer, knowledge: Knowledge): Promise<FileKind | null> {
  let content: unknown;
  const readable = await findings.attempt('file.kind', 'file', () => {
    content = readJson(bytes);
    if (!isObject(content) || !(content.proof !== undefined || isLog(content)))
      throw new Flaw('It is neither a bundle, nor a PDF, nor anything with a proof');
    return 'It is JSON';
  });
  if (!readable || !isObject(content)) return null;
  if (isLog(content)) {
    await checkLogAlone(findings, content, knowledge);
    return 'log';
  }
  await checkSecured(findings, content, 'document', knowledge);
  return 'secured';
}

/** Whose log it is says its name: only its owner's keys count, by whatever other name they are published. */
async function checkLogAlone(findings: Findings, log: JsonObject, knowledge: Knowledge): Promise<void> {
  const owner = typeof log.log === 'string' ? log.log : '';
  const document = await knowledge.did(owner);
  const also = Array.isArray(document?.alsoKnownAs) ? document.alsoKnownAs : [];
  const names = document ? [owner, ...also] : undefined;
  await checkLog(findings, { log, where: 'log', lookUp: lookUpIn(knowledge), now: knowledge.now, names });
  if (!names) findings.lack('keys.trust', 'log log', `Which keys ${owner} has is not known here`);
}

const isLog = (content: object): boolean => 'segments' in content && 'entries' in content;
