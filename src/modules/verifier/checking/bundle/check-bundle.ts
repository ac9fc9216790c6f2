import { isObject, didKeyDocument, type DidDocument, type JsonObject } from '../../../keys/offline';
import { readDidDocuments } from '../check-did-documents';
import { checkLog, type LogEntry } from '../check-log';
import { checkProof, issuerOf, type LookUp } from '../check-proof';
import { checkStatus } from '../check-status';
import { Flaw, type Findings } from '../findings';
import { listsIn, sealsIn, type Knowledge } from '../knowledge';
import { checkPdf } from '../pdf/check-pdf';
import { readJson } from '../read-json';
import { archivedFiles, readFiles, type BundleFiles } from './bundle-files';
import { endOf, evidenceOf, namesOf, requireDecisions } from './check-decisions';
import { requireDocuments } from './check-documents';
import { lastOf, requireListed } from './check-manifest';

/** Checks an evidence bundle (decision 26) file by file, each against the others, and its keys against those that are trusted. Answers who issued it, as it says. */
export async function checkBundle(findings: Findings, bytes: Buffer, knowledge: Knowledge): Promise<string | null> {
  const files = await openBundle(findings, bytes);
  if (!files) return null;
  let dids = new Map<string, DidDocument>();
  const agree = () => ((dids = readDidDocuments(files.dids)), `${dids.size} documents agree with themselves`);
  const issuer = issuerOf(files.credential);
  if (!(await findings.attempt('keys.documents', 'dids.json', agree))) return issuer;
  const known = (did: string) => (did.startsWith('did:key:') ? didKeyDocument(did) : (dids.get(did) ?? null));
  const bundle = { ...files, lookUp: (did: string) => Promise.resolve(known(did)), now: knowledge.now };
  await checkProof(findings, proofIn(bundle, 'manifest.json', files.manifest));
  await checkProof(findings, proofIn(bundle, 'credential.json', files.credential));
  await checkRevocation(findings, bundle, knowledge);
  for (const [name, decision] of files.decisions) await checkProof(findings, proofIn(bundle, name, decision));
  await findings.attempt('decisions.belong', '', () => requireDecisions(files, dids));
  await findings.attempt('documents.match', '', () => requireDocuments(files));
  if (files.document) {
    const bundled = files.dids.flatMap((each) => sealsIn(each as unknown as DidDocument));
    const { seals, authorities } = knowledge;
    const known = { seals, bundled, authorities, vouched: true };
    checkPdf(findings, { bytes: files.document, where: 'document.pdf', ...known });
    if (files.evidence) checkPdf(findings, { bytes: files.evidence, where: 'evidence.pdf', ...known });
  }
  await checkEntries(findings, bundle, dids);
  await checkTrust(findings, files, dids, knowledge);
  return issuer;
}

interface Bundle extends BundleFiles {
  lookUp: LookUp;
  now: Date;
}

const proofIn = ({ lookUp, now }: Bundle, where: string, document: JsonObject) => ({
  ...{ document, where, lookUp, now },
  mayBeOver: true,
});

/** The files, when they are whole, named as they should be, and listed as they are. */
async function openBundle(findings: Findings, bytes: Buffer): Promise<BundleFiles | null> {
  let all = new Map<string, Buffer>();
  let files: BundleFiles | undefined;
  const open = () => ((all = archivedFiles(bytes)), `${all.size} files, put together again byte for byte`);
  const read = () => ((files = readFiles(all)), 'Every file is one that a bundle holds');
  if (!(await findings.attempt('archive.whole', 'bundle', open))) return null;
  if (!(await findings.attempt('archive.files', '', read)) || !files) return null;
  await findings.attempt('manifest.files', 'manifest.json', () => requireListed(files!));
  return files;
}

/** A bundle has the list that its credential names, and no other. Lists that whoever checks has are asked as well. */
async function checkRevocation(findings: Findings, bundle: Bundle, knowledge: Knowledge): Promise<void> {
  const { credential, statusList, lookUp, now } = bundle;
  const named = credential.credentialStatus !== undefined;
  if (named !== (statusList !== null)) {
    const message = named ? 'The status list is not there' : 'The credential names no status list, but there is one';
    return findings.fail('status.revocation', 'status-list.json', message);
  }
  const own = statusList === null ? [] : [{ text: statusList, name: 'status-list.json' }];
  const lists = async (address: string) => [
    ...own,
    ...(await listsIn(knowledge)(address))
      .filter((text) => text !== statusList)
      .map((text) => ({ text, lookUp: keysOfLaterList(bundle, knowledge) })),
  ];
  const { fresh } = knowledge;
  await checkStatus(findings, { credential, where: 'credential.json', lookUp, now, lists, fresh, mayBeOver: true });
}

/** A list may be signed with a key that came after the bundle: what dids.json does not hold, it does not deny. */
const keysOfLaterList =
  ({ lookUp }: Bundle, knowledge: Knowledge) =>
  (list: JsonObject): LookUp =>
  async (did) => {
    const trusted = await knowledge.did(did);
    if (trusted !== undefined) return trusted;
    const own = await lookUp(did);
    const method = methodOf(list);
    return own?.verificationMethod?.some(({ id }) => id === method) ? own : undefined;
  };

async function checkEntries(findings: Findings, bundle: Bundle, dids: Map<string, DidDocument>): Promise<void> {
  const { log, lookUp, now, credential } = bundle;
  const names = namesOf(credential.issuer, dids).map(String);
  const owned = await findings.attempt('log.entries', 'log.json', () => {
    if (!names.includes(String(log.log))) throw new Flaw('It is the log of somebody else', 'log');
    return `It is the log of ${names[0]}`;
  });
  const entries = owned && (await checkLog(findings, { log, where: 'log.json', lookUp, now, names }));
  if (entries) await findings.attempt('log.decisions', 'log.json', () => requireDecisionsIn(entries, credential));
}

/** For every decision that the credential speaks of, the log has the entry that it was made. */
function requireDecisionsIn(entries: LogEntry[], credential: JsonObject): string {
  const id = lastOf(String(credential.id));
  const left = entries.filter(({ kind, subjectId }) => kind === 'decision.made' && subjectId === id);
  const evidence = evidenceOf(credential);
  for (const [index, { decidedAt, action, contentDigest }] of evidence.entries()) {
    const at = left.findIndex(
      ({ occurredAt, details }) =>
        occurredAt === decidedAt &&
        (details === null || (details.action === action && details.digest === contentDigest)),
    );
    if (at < 0) throw new Flaw(`No entry tells of the decision in evidence[${index}] of credential.json`, 'entries');
    left.splice(at, 1);
  }
  requireEndIn(entries, credential);
  return `It tells of the ${evidence.length} decision(s) of the credential`;
}

/** What has to have happened for the reason that a record gives. That nothing happened in time leaves no entry. */
const HAPPENED: Record<string, string> = {
  CANCELED: 'request.canceled',
  SKIPPED: 'request.settled',
  WITHDRAWN: 'decision.withdrawn',
};

function requireEndIn(entries: LogEntry[], credential: JsonObject): void {
  const reason = endOf(credential);
  const kind = reason === null ? undefined : HAPPENED[reason];
  if (kind && !entries.some((entry) => entry.kind === kind))
    throw new Flaw(`No entry tells that it ended as credential.json says: ${reason}`, 'entries');
}

/**
 * The documents in a bundle are its own word. The organization's keys are held against those that whoever checks trusts;
 * it vouches for everybody else by the digests in the credential.
 */
async function checkTrust(
  findings: Findings,
  files: BundleFiles,
  dids: Map<string, DidDocument>,
  knowledge: Knowledge,
): Promise<void> {
  for (const [method, { name, essential }] of keysIn(files)) {
    const did = method.split('#')[0];
    // No organization is called by its key: anybody can make one, and a flawless bundle with it.
    const trusted = did.startsWith('did:key:') ? undefined : await knowledge.did(did);
    const where = `${name} proof.verificationMethod`;
    if (trusted === undefined) {
      const message = `Whether this key is one of ${did} is not checked here: dids.json is the bundle’s own word`;
      if (essential) findings.lack('keys.trust', where, message);
      else findings.skip('keys.trust', where, `${message}. The credential vouches for it by its digest`);
    } else await findings.attempt('keys.trust', where, () => requireKey(trusted, method, dids.get(did)));
  }
}

/** Every key that signed something in a bundle, with the first file that it signed; those of decisions are not essential. */
function keysIn({ credential, manifest, log, statusList, decisions }: BundleFiles): Map<string, SigningKey> {
  const segments = Array.isArray(log.segments) ? (log.segments as unknown[]).filter(isObject) : [];
  const signed: [name: string, document: unknown][] = [
    ['credential.json', credential],
    ['manifest.json', manifest],
    ...segments.map(({ checkpoint }): [string, unknown] => ['log.json', checkpoint]),
    ...(statusList === null ? [] : [['status-list.json', parsed(statusList)] as [string, unknown]]),
    ...decisions,
  ];
  const keys = new Map<string, SigningKey>();
  for (const [name, document] of signed) {
    const verificationMethod = isObject(document) && methodOf(document);
    if (!verificationMethod || keys.has(verificationMethod)) continue;
    keys.set(verificationMethod, { name, essential: !decisions.has(name) });
  }
  return keys;
}

/** A proof may stand in a list of one: it counts as what it is there as well. */
function methodOf({ proof }: JsonObject): string | undefined {
  const [only] = [proof].flat<unknown[]>();
  return isObject(only) && typeof only.verificationMethod === 'string' ? only.verificationMethod : undefined;
}

interface SigningKey {
  name: string;
  essential: boolean;
}

/** What is no JSON was found to be none before. */
function parsed(text: string): unknown {
  try {
    return readJson(Buffer.from(text));
  } catch {
    return null;
  }
}

function requireKey(trusted: DidDocument | null, method: string, own: DidDocument | undefined): string {
  const { id, verificationMethod = [], assertionMethod = [] } = trusted ?? { id: '' };
  if (!trusted) throw new Flaw('Nobody has this DID');
  const key = verificationMethod.find((each) => each.id === method);
  const shown = own?.verificationMethod?.find((each) => each.id === method);
  if (!key || key.publicKeyMultibase !== shown?.publicKeyMultibase) throw new Flaw(`${id} has no such key`);
  if (key.revoked) throw new Flaw(`${id} has revoked this key at ${key.revoked}`);
  if (!assertionMethod.includes(method)) throw new Flaw(`${id} does not stand behind this key any more`);
  return `${id} stands behind this key`;
}
