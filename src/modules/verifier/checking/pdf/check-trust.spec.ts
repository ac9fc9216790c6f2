import { describeWithJudge } from '../../../../../test/support/judges';
import { knowing, saidOf } from '../../../../../test/support/checking';
import { pdfs } from '../../../../../test/support/pdfs';
import { aSealSigner } from '../../../../../test/support/seal-signer';
import { aTimestampAuthority } from '../../../../../test/support/timestamp-authority';
import { SealedDocuments } from '../../../documents';
import type { Knowledge } from '../knowledge';
import { verifyFile } from '../verify-file';

const sealing = new SealedDocuments();
const SEALED_AT = new Date('2026-05-02T14:00:00Z');
let signer: Awaited<ReturnType<typeof aSealSigner>>;
beforeAll(async () => {
  signer = await aSealSigner();
});
afterAll(() => sealing.onModuleDestroy());

const seal = async (url?: string): Promise<Buffer> => {
  const timestampService = url === undefined ? undefined : { url };
  const order = { original: pdfs.a4(), marks: [], evidence: null, signer, at: SEALED_AT, reason: 'x' };
  return (await sealing.seal({ ...order, timestampService })).bytes;
};
const knowingSeal = (compromisedAt?: Date, more: Partial<Knowledge> = {}): Knowledge => {
  const der = Buffer.from(signer.certificate);
  return knowing([], { seals: [{ of: 'did:web:example.com', der, chain: [], compromisedAt }], ...more });
};
const before = new Date(SEALED_AT.getTime() - 1000);
const after = new Date(SEALED_AT.getTime() + 1000);

describe('A seal under a key that was compromised', () => {
  it('is wrong when it says itself that it was made later, and in doubt when it says that it was made before', async () => {
    const bytes = await seal();
    expect(await saidOf(bytes, knowingSeal())).toBe('good');
    expect(await saidOf(bytes, knowingSeal(before))).toMatch(
      /^wrong: pdf.trust: .*this was sealed later, at 2026-05-02T14/,
    );
    expect(await saidOf(bytes, knowingSeal(SEALED_AT))).toMatch(/^wrong: pdf.trust/);
    expect(await saidOf(bytes, knowingSeal(after))).toMatch(/^incomplete: pdf.trust: .*only the signature itself says/);
  });

  it('is good where it is on record that exactly this document was sealed', async () => {
    const sealed = () => Promise.resolve({ at: SEALED_AT, organization: 'did:web:example.com:o:1' });
    expect(await saidOf(await seal(), knowingSeal(before, { sealed }))).toBe('good');
  });

  it('is compromised from the earliest time that anybody says, whoever else does not know it yet', async () => {
    const [{ der, chain }] = knowingSeal().seals;
    const seals = [after, undefined, before].map((compromisedAt) => ({ of: 'did:web:x', der, chain, compromisedAt }));
    expect(await saidOf(await seal(), knowing([], { seals }))).toMatch(/^wrong: pdf.trust/);
  });
});

describeWithJudge('openssl', 'openssl', 'A seal under a key that was compromised, with a timestamp', () => {
  let authority: Awaited<ReturnType<typeof aTimestampAuthority>>;
  beforeAll(async () => {
    authority = await aTimestampAuthority();
  });
  afterAll(() => authority.stop());

  it('rests on the timestamp where the word of its authority is taken, and is in doubt where it is not', async () => {
    const bytes = await seal(authority.url); // stamped with the machine's time
    const { checks } = await verifyFile(bytes, knowingSeal());
    const stamp = checks.find(({ check }) => check === 'pdf.timestamp')!.message;
    const [, at, fingerprint] = /^Set at (\S+) .*SHA-256 of its certificate: (\S+)$/.exec(stamp)!;
    const later = new Date(Date.parse(at) + 1000);
    expect(await saidOf(bytes, knowingSeal(later))).toMatch(
      /^incomplete: pdf.trust: .*whether the word of CN=Placet test/,
    );
    expect(await saidOf(bytes, knowingSeal(later, { authorities: [fingerprint] }))).toBe('good');
    expect(await saidOf(bytes, knowingSeal(new Date(at), { authorities: [fingerprint] }))).toMatch(/^wrong: pdf.trust/);
  });
});
