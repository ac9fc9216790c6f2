import canonicalize from 'canonicalize';
import { zipSync } from 'fflate';
import { createHash, randomBytes } from 'node:crypto';
import { didDocument, secure, type DidDocument, type JsonObject } from '../../src/modules/keys';
import { encodeList, bitsWith } from '../../src/modules/keys/status-list';
import { aSampleIssuer, type SampleIssuer } from './signed-sample';

/** Evidence bundles (decision 26), written apart from the server's own, so that a test compares two implementations. */
export interface BundleParts {
  organization: SampleIssuer;
  people: SampleIssuer[];
  /** By name, in order, without the manifest. */
  files: Map<string, Buffer>;
  credential: JsonObject;
  /** The excerpt that is in the bundle, and the same log with everybody's entries. */
  log: JsonObject;
  wholeLog: JsonObject;
  dids: JsonObject[];
  revoked?: number[];
}

export const AT = new Date('2026-05-02T14:00:00.000Z');
const CREDENTIAL = '507f1f77bcf86cd799439099';
const ADDRESS = `https://placet.example.com/verify/3f9a0c61d2b84e57a6c1f08b7d4e2950/${CREDENTIAL}`;
const LIST = 'https://placet.example.com/v1/via/status/507f1f77bcf86cd799439077';
const WEB = 'did:web:placet.example.com';

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (...parts: (string | Uint8Array)[]): string => sha256(...parts).toString('hex');
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

export const attachmentName = (bytes: Buffer): string => `attachments/${hex(bytes)}.pdf`;

/** Signs under somebody's key. */
export const signedBy = (issuer: SampleIssuer, document: JsonObject, created = AT): JsonObject =>
  secure(document as never, {
    verificationMethod: issuer.verificationMethod,
    key: issuer.privateKey,
    created,
    proofPurpose: 'assertionMethod',
  });

interface Wanted {
  organization?: SampleIssuer;
  original?: Buffer;
  /** In the row of a list, as somebody has answered it. */
  attached?: Buffer;
  document?: Buffer;
  /** The certificate of the seal, DER. */
  seal?: Uint8Array;
  jwk?: JsonObject;
  revoked?: number[];
  validUntil?: string;
  details?: JsonObject | null;
}

/** Two people have accepted: everything that a bundle of it holds, with real proofs and a real chain. */
export async function sampleEvidence(wanted: Wanted = {}): Promise<BundleParts> {
  const { organization = aSampleIssuer() } = wanted;
  const people = [0, 1].map((index) => aSampleIssuer(`did:via:humanos:user-507f1f77bcf86cd79943900${index}`));
  const contentDigest = hex('what was shown', randomBytes(4));
  const decisions = people.map((person, index) => decisionOf(person, index, contentDigest));
  const credential = credentialOf(organization, people, decisions, wanted);
  const wholeLog = logOf(
    organization,
    decisions,
    wanted.details === undefined ? { action: 'ACCEPT', digest: contentDigest } : wanted.details,
  );
  const entries = (wholeLog.entries as JsonObject[]).filter(({ subjectId }) => subjectId === CREDENTIAL);
  const log = { ...wholeLog, entries };
  const server = serverDocument(wanted);
  const dids: JsonObject[] = [organization.document, ...people.map(({ document }) => document), ...server].map(plain);
  const files = new Map<string, Buffer>([
    ['README.txt', Buffer.from('What each file is.\n')],
    ['credential.json', json(credential)],
    ...decisions.map(({ id, document }): [string, Buffer] => [`decisions/${id}.json`, json(document)]),
    ...(wanted.document ? [['document.pdf', wanted.document] as [string, Buffer]] : []),
    ...(wanted.original ? [['original.pdf', wanted.original] as [string, Buffer]] : []),
    ...(wanted.attached ? [[attachmentName(wanted.attached), wanted.attached] as [string, Buffer]] : []),
    ['log.json', json(log)],
    ['dids.json', json(dids)],
    ['status-list.json', json(await statusList(organization, wanted.revoked ?? []))],
  ]);
  return { organization, people, files, credential, log, wholeLog, dids };
}

const plain = (document: DidDocument | JsonObject): JsonObject => JSON.parse(JSON.stringify(document)) as JsonObject;

function serverDocument({ seal, jwk }: Wanted): JsonObject[] {
  if (!seal) return [];
  const id = `${WEB}#document-seal`;
  const publicKeyJwk = { ...jwk, x5c: [Buffer.from(seal).toString('base64')] };
  return [
    {
      '@context': [],
      id: WEB,
      verificationMethod: [{ id, type: 'JsonWebKey', controller: WEB, publicKeyJwk }],
      assertionMethod: [id],
    },
  ];
}

interface SampleDecision {
  id: string;
  document: JsonObject;
  evidence: JsonObject;
}

function decisionOf(person: SampleIssuer, index: number, contentDigest: string): SampleDecision {
  const id = `507f1f77bcf86cd79943980${index}`;
  const about = { action: 'ACCEPT', contentDigest, decidedAt: new Date(AT.getTime() + index).toISOString() };
  const document = signedBy(person, {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: `urn:placet:decision:${id}`,
    type: ['VerifiableCredential', 'DecisionCredential'],
    issuer: person.did,
    validFrom: '2026-05-02T14:00:00Z',
    credentialSubject: { id: ADDRESS, ...about },
  });
  const evidence = {
    id: `urn:placet:decision:${id}`,
    type: ['DecisionEvidence'],
    subject: person.did,
    ...about,
    decisionDigest: hex(canonicalize(document)!),
  };
  return { id, document, evidence };
}

function credentialOf(
  organization: SampleIssuer,
  people: SampleIssuer[],
  decisions: SampleDecision[],
  { original, attached, document, validUntil }: Wanted,
): JsonObject {
  const pdf = (label: string, bytes: Buffer) => ({
    ...{ label, type: 'pdf', value: null, sha256: hex(bytes), size: bytes.length, pages: 1 },
  });
  const data = [
    ...(original ? [pdf('The contract', original)] : []),
    ...(attached ? [{ label: 'Papers', type: 'array', value: [[pdf('Paper', attached)]] }] : []),
  ];
  const sealed = document && { sealedDocument: { sha256: hex(document), size: document.length } };
  return signedBy(organization, {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: ADDRESS,
    type: ['VerifiableCredential', document ? 'SignedDocumentCredential' : 'ConsentCredential'],
    issuer: organization.did,
    name: 'A contract',
    validFrom: '2026-05-02T14:00:00Z',
    ...(validUntil && { validUntil }),
    credentialSubject: people.map(({ did }) => ({ id: did, decision: 'ACCEPT', data, ...sealed })),
    evidence: decisions.map(({ evidence }) => evidence),
    credentialStatus: {
      id: `${LIST}#7`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: LIST,
    },
  });
}

async function statusList(organization: SampleIssuer, revoked: number[]): Promise<JsonObject> {
  return signedBy(organization, {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: LIST,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: organization.did,
    validFrom: '2026-05-01T00:00:00Z',
    credentialSubject: {
      id: `${LIST}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: await encodeList(bitsWith(revoked)),
    },
  });
}

/** A log of five entries in two parts: two of ours between somebody else's. */
function logOf(organization: SampleIssuer, decisions: SampleDecision[], details: JsonObject | null): JsonObject {
  const log = organization.did;
  const ours = new Map([2, 5].map((seq, index) => [seq, decisions[index]]));
  const entries = [1, 2, 3, 4, 5].map((seq) => {
    const salt = randomBytes(16);
    const decision = ours.get(seq);
    const entry = {
      seq,
      id: `507f1f77bcf86cd79943970${seq}`,
      kind: decision ? 'decision.made' : 'link.opened',
      subjectId: decision ? CREDENTIAL : '507f1f77bcf86cd799439066',
      occurredAt: decision ? (decision.evidence.decidedAt as string) : AT.toISOString(),
      digest: hex(salt, canonicalize(details ?? { gone: true })!),
    };
    return { ...entry, salt: salt.toString('hex'), details };
  });
  const hashes = entries.map(({ seq, id, kind, subjectId, occurredAt, digest }) => {
    return sha256(canonicalize({ log, seq, id, kind, subjectId, occurredAt, digest })!);
  });
  const links = [sha256(log)];
  for (const each of hashes) links.push(sha256(links.at(-1)!, each));
  const checkpoint = (seq: number, previous: number | null) =>
    signedBy(organization, {
      type: 'EvidenceCheckpoint',
      issuer: organization.did,
      log,
      seq,
      link: links[seq].toString('hex'),
      createdAt: AT.toISOString(),
      previous: previous === null ? null : { seq: previous, link: links[previous].toString('hex') },
    });
  const segment = (after: number, until: number, previous: number | null) => ({
    after: { seq: after, link: links[after].toString('hex') },
    entryHashes: hashes.slice(after, until).map((each) => each.toString('hex')),
    checkpoint: checkpoint(until, previous),
  });
  return { log, segments: [segment(0, 3, null), segment(3, 5, 3)], entries };
}

/** The zip of these files, with a manifest that the organization, or somebody else, has signed. */
export function bundleOf({ organization, files, credential }: BundleParts, by: SampleIssuer = organization): Buffer {
  const manifest = signedBy(by, {
    type: 'EvidenceBundle',
    issuer: by.did,
    credential: credential.id,
    createdAt: AT.toISOString(),
    files: [...files].map(([name, bytes]) => ({ name, sha256: hex(bytes), size: bytes.length })),
  });
  return zipOf(new Map([...files, ['manifest.json', json(manifest)]]));
}

export const zipOf = (files: Map<string, Buffer>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries([...files].map(([name, bytes]) => [name, new Uint8Array(bytes)])), ZIP));

const ZIP = { level: 0, mtime: new Date(2026, 0, 1) } as const;

/** Another key under the same name, as an attacker makes one. */
export function anotherKeyOf({ did }: SampleIssuer): SampleIssuer {
  return aSampleIssuer(did);
}

/** The document of a DID with the keys that it had before, and what became of them. */
export const documentWith = (issuer: SampleIssuer, became: { retiredAt?: Date; revokedAt?: Date }): DidDocument =>
  didDocument(issuer.did, [
    { publicKey: issuer.publicKey, retiredAt: became.retiredAt ?? null, revokedAt: became.revokedAt ?? null },
  ]);
