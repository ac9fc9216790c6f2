import type { JsonObject } from '../../../keys';
import { didKeyDocument } from '../../../keys/offline';
import { knowing, saidOf } from '../../../../../test/support/checking';
import {
  anotherKeyOf,
  AT,
  bundleOf,
  sampleEvidence,
  signedBy,
  zipOf,
  type BundleParts,
} from '../../../../../test/support/evidence-bundle';
import { readArchive } from './read-archive';

let parts: BundleParts;
beforeAll(async () => {
  parts = await sampleEvidence();
});

const trusting = () => knowing([parts.organization.document]);
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const objectIn = (bytes: Buffer): JsonObject => JSON.parse(bytes.toString('utf8')) as JsonObject;

/** Every proof written as a list of one. */
function listed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(listed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === 'proof' ? [each] : listed(each)]),
  );
}

describe('A bundle that somebody made with a key of their own, in the name of the organization', () => {
  const SIGNED = ['credential.json', 'log.json', 'status-list.json'];

  it.each([
    ['is not trusted', (name: string) => [name, false] as const],
    ['is not trusted where proofs are lists of one', (name: string) => [name, true] as const],
  ])('%s', async (_what, how) => {
    const forged = await sampleEvidence({ organization: anotherKeyOf(parts.organization) });
    const inLists = (name: string, bytes: Buffer) => (how(name)[1] ? json(listed(objectIn(bytes))) : bytes);
    const files = new Map(
      [...forged.files].map(([name, bytes]) => [name, SIGNED.includes(name) ? inLists(name, bytes) : bytes]),
    );
    const manifest = readArchive(bundleOf({ ...forged, files })).find(({ name }) => name === 'manifest.json')!;
    const zip = zipOf(new Map([...files, ['manifest.json', inLists('manifest.json', manifest.bytes)]]));
    expect(await saidOf(zip, trusting())).toMatch(/^wrong: keys.trust: credential.json .*has no such key/);
    expect(await saidOf(zip, knowing())).toMatch(/^incomplete: keys.trust: credential.json/);
  });
});

describe('A bundle that somebody made in the name of a key', () => {
  it('is not called good, whoever checks: anybody can make one', async () => {
    const { publicKey, privateKey } = anotherKeyOf(parts.organization);
    const did = `did:key:${publicKey}`;
    const verificationMethod = `${did}#${publicKey}`;
    const document = { ...didKeyDocument(did)! };
    const forged = bundleOf(
      await sampleEvidence({ organization: { did, publicKey, privateKey, verificationMethod, document } }),
    );
    for (const knowledge of [knowing(), trusting()])
      expect(await saidOf(forged, knowledge)).toMatch(/^incomplete: keys.trust: credential.json /);
  });
});

describe('A credential that its organization made up', () => {
  /** Signed anew by the organization itself, as whoever holds its key can. */
  const said = async (change: (credential: JsonObject) => JsonObject, without: string[] = []) => {
    const { proof: _proof, ...unsigned } = parts.credential;
    const credential = signedBy(parts.organization, change(structuredClone(unsigned)));
    const files = new Map([...parts.files, ['credential.json', json(credential)]]);
    without.forEach((name) => files.delete(name));
    return saidOf(bundleOf({ ...parts, files, credential }), trusting());
  };

  it('is good as it is', async () => {
    expect(await said((credential) => credential)).toBe('good');
  });

  it('is wrong where somebody is said to have decided and no decision of theirs is there', async () => {
    const [first] = parts.credential.evidence as JsonObject[];
    const second = [...parts.files.keys()].filter((name) => name.startsWith('decisions/'))[1];
    expect(await said((credential) => ({ ...credential, evidence: [first] }), [second])).toMatch(
      /^wrong: decisions.belong: credential.json credentialSubject\[1\]/,
    );
  });

  it('is wrong where it says something else of what they decided', async () => {
    const rejecting = (credential: JsonObject) => ({
      ...credential,
      credentialSubject: (credential.credentialSubject as JsonObject[]).map((each) => ({
        ...each,
        decision: 'REJECT',
      })),
    });
    expect(await said(rejecting)).toMatch(/^wrong: decisions.belong: credential.json credentialSubject\[0\].decision/);
  });

  it('is wrong where the decisions are about another one', async () => {
    const other = (credential: JsonObject) => ({ ...credential, id: String(credential.id).replace(/99$/, '98') });
    expect(await said(other)).toMatch(/^wrong: decisions.belong: .*about another credential/);
  });

  it('is wrong where it calls itself an approval of what was rejected', async () => {
    const kind = (type: string) => (credential: JsonObject) => ({
      ...credential,
      type: ['VerifiableCredential', type],
    });
    expect(await said(kind('RejectionRecord'))).toMatch(/^wrong: decisions.belong: credential.json type/);
  });

  it('is wrong where a record does not say why it came to nothing, says it without having, or where it is none', async () => {
    const record = (more: JsonObject) => (credential: JsonObject) => {
      const { credentialStatus: _status, ...bare } = credential;
      return { ...bare, type: ['VerifiableCredential', 'UndecidedRecord'], ...more };
    };
    const at = AT.toISOString();
    const why = (reason: unknown) => ({ cameToNothing: { reason, at } });
    const list = ['status-list.json'];
    expect(await said(record(why('EXPIRED')), list)).toBe('good');
    expect(await said(record(why('CANCELED')), list)).toMatch(/^wrong: log.decisions: .*No entry tells that it ended/);
    for (const without of [
      {},
      why('BORED'),
      why(7),
      { cameToNothing: { reason: 'EXPIRED' } },
      { cameToNothing: 'EXPIRED' },
    ])
      expect(await said(record(without), list)).toMatch(/^wrong: decisions.belong: credential.json cameToNothing/);
    const approval = (credential: JsonObject) => ({ ...credential, ...why('EXPIRED') });
    expect(await said(approval)).toMatch(/^wrong: decisions.belong: credential.json cameToNothing/);
  });

  it('is wrong where one decision counts for two people', async () => {
    const [person] = parts.people;
    const twice = (credential: JsonObject) => {
      const [first, second] = credential.credentialSubject as JsonObject[];
      return { ...credential, credentialSubject: [first, { ...second, id: person.did }] };
    };
    expect(await said(twice)).toMatch(/^wrong: decisions.belong/);
  });
});
