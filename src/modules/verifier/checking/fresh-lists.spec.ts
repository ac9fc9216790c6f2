import { firstOf, knowing, saidOf } from '../../../../test/support/checking';
import { AT, bundleOf, sampleEvidence, signedBy, type BundleParts } from '../../../../test/support/evidence-bundle';
import { pdfs } from '../../../../test/support/pdfs';
import { aSealSigner } from '../../../../test/support/seal-signer';
import { signedBy as signedPdfBy } from '../../../../test/support/signed-pdfs';
import { aSampleIssuer } from '../../../../test/support/signed-sample';
import { SealedDocuments } from '../../documents';
import type { JsonObject } from '../../keys';
import type { Knowledge } from './knowledge';
import { verifyFile } from './verify-file';

const HOUR = 3600_000;
const LIST = 'https://placet.example.com/v1/via/status/507f1f77bcf86cd799439077';
const sealing = new SealedDocuments();
let parts: BundleParts;
let signer: Awaited<ReturnType<typeof aSealSigner>>;
/** Lists of the same address: before the revocation, and after it. */
let [before, after]: string[] = [];
beforeAll(async () => {
  signer = await aSealSigner();
  parts = await sampleEvidence();
  const { organization } = parts;
  const content = async (revoked: number[]) => listIn(await sampleEvidence({ organization, revoked }));
  before = listAt(await content([]), 1);
  after = listAt(await content([7]), 2);
});
afterAll(() => sealing.onModuleDestroy());

const listIn = (of: BundleParts) => JSON.parse(of.files.get('status-list.json')!.toString()) as JsonObject;
/** Signed so many hours after the bundle, and good for a day. */
function listAt({ proof: _, ...list }: JsonObject, hours: number, by = parts.organization): string {
  const at = AT.getTime() + hours * HOUR;
  return JSON.stringify(signedBy(by, { ...list, validUntil: new Date(at + 24 * HOUR).toISOString() }, new Date(at)));
}
const trusting = (lists: string[], more: Partial<Knowledge> = {}): Knowledge =>
  knowing([parts.organization.document], {
    statusList: (address) => Promise.resolve(address === LIST ? lists : undefined),
    hasLists: lists.length > 0,
    now: new Date(AT.getTime() + 3 * HOUR),
    ...more,
  });
const orders = () => [[after], [before, after], [after, before], [before, after, before]];

describe('What is revoked in a list that somebody has fetched', () => {
  it('is wrong in a bundle, whatever its own list says and in whatever order lists are given', async () => {
    const bundle = bundleOf(parts);
    expect(await saidOf(bundle, trusting([before]))).toBe('good');
    for (const lists of orders())
      for (const fresh of [false, true])
        expect(await saidOf(bundle, trusting(lists, { fresh }))).toMatch(/^wrong: status.revocation: .*place 7 of /);
  });

  it('is wrong without a document of the organization, as the bundle knows the key itself', async () => {
    const knowledge = { ...trusting([after]), did: () => Promise.resolve(undefined) };
    expect(await saidOf(bundleOf(parts), knowledge)).toMatch(/^wrong: status.revocation/);
  });

  it('is wrong of a credential and of a sealed document that names its place', async () => {
    const credential = Buffer.from(JSON.stringify(parts.credential));
    const document = await sealed(parts.organization.did);
    for (const file of [credential, document]) {
      expect(await saidOf(file, trusting([before], seals()))).toBe('good');
      for (const lists of orders())
        expect(await saidOf(file, trusting(lists, seals()))).toMatch(/^wrong: status.revocation/);
    }
  });

  it('counts only if the list is the organization’s', async () => {
    const stranger = aSampleIssuer('did:via:humanos:org-507f1f77bcf86cd799439abc');
    const theirs = listAt({ ...(JSON.parse(after) as JsonObject), issuer: stranger.did }, 2, stranger);
    const both = (did: string) =>
      Promise.resolve([stranger, parts.organization].find((each) => each.did === did)?.document);
    expect(await saidOf(bundleOf(parts), trusting([theirs], { did: both }))).toMatch(/somebody else’s/);
  });

  it('is not denied by a bundle whose keys are older than the list', async () => {
    const later = aSampleIssuer(parts.organization.did);
    const list = listAt(JSON.parse(before) as JsonObject, 2, later);
    const unknown = { ...trusting([list]), did: () => Promise.resolve(undefined) };
    expect(await saidOf(bundleOf(parts), unknown)).toMatch(/^incomplete: proof.key/);
    const both = later.document.verificationMethod!.concat(parts.organization.document.verificationMethod!);
    const document = { ...later.document, verificationMethod: both, assertionMethod: both.map(({ id }) => id) };
    const did = (name: string) => Promise.resolve(name === later.did ? document : undefined);
    expect(await saidOf(bundleOf(parts), trusting([list], { did }))).toBe('good');
  });
});

describe('A list whose time is over, or that says nothing of it', () => {
  const later = (more: Partial<Knowledge> = {}) => ({ now: new Date(AT.getTime() + 1000 * HOUR), ...more });

  it('leaves a bundle good as of the time of the list, with a warning, and open where a fresh one is demanded', async () => {
    const withOwn = (list: string) =>
      bundleOf({ ...parts, files: new Map([...parts.files, ['status-list.json', Buffer.from(list)]]) });
    const without = bundleOf(parts);
    for (const bundle of [without, withOwn(before)]) {
      const { verdict, checks } = await verifyFile(bundle, trusting([], later()));
      expect(verdict).toBe('good');
      const [warning, ...more] = checks.filter((each) => each.warning);
      expect(warning).toMatchObject({ check: 'status.revocation', result: 'skip' });
      expect(warning.message).toMatch(/^It is not revoked in the list that was signed at 2026-05-02T1\d:00:00.000Z\. /);
      expect(more).toEqual([]);
      const fresh = later({ fresh: true });
      expect(await saidOf(bundle, trusting([], fresh))).toMatch(/^incomplete: status.revocation: .*fetch a fresh one/);
      expect(await saidOf(bundle, trusting([after], fresh))).toMatch(/^wrong: status.revocation/);
    }
    expect(await saidOf(withOwn(before), trusting([], { fresh: true }))).toBe('good');
  });

  it('is said of a credential by itself, which is not good under it', async () => {
    const credential = Buffer.from(JSON.stringify(parts.credential));
    expect(await saidOf(credential, trusting([before], later()))).toMatch(
      /^incomplete: status.revocation: .*That list is stale: it counted until 2026-05-03T15:00/,
    );
  });
});

describe('A sealed document', () => {
  it('that does not say where its revocation is told is not called good when lists were brought for it', async () => {
    const plain = await sealed(null);
    expect(await saidOf(plain, trusting([], seals()))).toBe('good');
    expect(await saidOf(plain, trusting([before], seals()))).toMatch(/^incomplete: status.revocation: .*check the/);
  });

  it('on record is revoked when the record says so', async () => {
    const record = (revokedAt: Date | null) => ({
      sealed: () => Promise.resolve({ at: AT, organization: parts.organization.did, revokedAt }),
    });
    const document = await sealed(parts.organization.did);
    expect(await saidOf(document, trusting([], { ...seals(), ...record(null) }))).toBe('good');
    expect(await saidOf(document, trusting([], { ...seals(), ...record(AT) }))).toMatch(/^wrong: status.revocation/);
  });
});

describe('A document without a seal', () => {
  it('is called just that', async () => {
    const adobe = await signedPdfBy('Ana', pdfs.a4(), { subFilter: 'adbe.pkcs7.detached' });
    for (const bytes of [pdfs.a4(), adobe])
      expect(await verifyFile(bytes, trusting([]))).toMatchObject({ verdict: 'wrong', unsealed: true });
    const changed = Buffer.from(await sealed(null));
    changed[40] ^= 1;
    expect(await verifyFile(changed, trusting([], seals()))).toMatchObject({ verdict: 'wrong' });
    expect(await verifyFile(changed, trusting([], seals()))).not.toHaveProperty('unsealed');
  });
});

describe('The certificate of a seal', () => {
  it('that only the bundle knows is said to be known from it only', async () => {
    const document = await sealed(null);
    const seal = signer.certificate;
    const { publicKey } = await import('node:crypto').then(({ X509Certificate }) => new X509Certificate(seal));
    const jwk = publicKey.export({ format: 'jwk' }) as JsonObject;
    const own = await sampleEvidence({ document, seal, jwk, original: pdfs.a4() });
    const trust = async (more: Partial<Knowledge>) => {
      const report = await verifyFile(bundleOf(own), knowing([own.organization.document], more));
      expect(firstOf(report)).toBe('good');
      return report.checks.find(({ check }) => check === 'pdf.trust')!;
    };
    expect(await trust({})).toMatchObject({
      result: 'skip',
      message: expect.stringMatching(/^It is known from the bundle only/) as string,
    });
    expect(await trust(seals())).toMatchObject({ result: 'pass' });
  });
});

const seals = (): Partial<Knowledge> => ({
  seals: [{ of: 'did:web:placet.example.com', der: Buffer.from(signer.certificate), chain: [] }],
});

/** Sealed for place 7 of the list. */
async function sealed(issuer: string | null): Promise<Buffer> {
  const status = issuer === null ? undefined : { issuer, list: LIST, index: '7' };
  const order = { original: pdfs.a4(), marks: [], evidence: null, signer, at: AT, reason: 'x', status };
  return (await sealing.seal(order)).bytes;
}
