import { describeWithJudge } from '../../../../../test/support/judges';
import { knowing, saidOf, sampleOf, unfound } from '../../../../../test/support/checking';
import { pdfs } from '../../../../../test/support/pdfs';
import { anIssuedSealSigner, aSealSigner } from '../../../../../test/support/seal-signer';
import { aTimestampAuthority } from '../../../../../test/support/timestamp-authority';
import { SealedDocuments, type SealingOrder } from '../../../documents';
import { verifyFile } from '../verify-file';

const sealing = new SealedDocuments();
let signer: Awaited<ReturnType<typeof aSealSigner>>;
beforeAll(async () => {
  signer = await aSealSigner();
});
afterAll(() => sealing.onModuleDestroy());

const evidence = {
  title: 'How this document was signed',
  introduction: '',
  sections: [],
  verify: {
    label: 'Check',
    url: 'https://placet.example.com/verify/3f9a0c61d2b84e57a6c1f08b7d4e2950/507f1f77bcf86cd799439011',
  },
  footer: '',
  direction: 'ltr' as const,
  apart: { introduction: 'Apart', label: 'Sealed document' },
  timestamp: { label: 'Timestamp', set: 'Set', failed: 'Failed', none: 'None' },
};
const seal = async (more: Partial<SealingOrder> = {}): Promise<Buffer> => {
  const order = { original: pdfs.a4(), marks: [], evidence, signer, at: new Date('2026-05-02T14:00:00Z'), reason: 'x' };
  return (await sealing.seal({ ...order, ...more })).bytes;
};
const trusting = () =>
  knowing([], { seals: [{ of: 'did:web:example.com', der: Buffer.from(signer.certificate), chain: [] }] });

/** Every byte of the signatures and of the first and last kilobytes, and at least 2,000 of the rest. */
function positionsIn(bytes: Buffer): number[] {
  const text = bytes.toString('latin1');
  const structure = [...text.matchAll(/\/Type \/Sig|\/ByteRange/g)].flatMap(({ index }) => around(index, 300));
  const signatures = [...text.matchAll(/\/Contents <([0-9A-Fa-f]{200,})>/g)].flatMap(({ index, 1: hex }) => {
    const zeros = /0*$/.exec(hex)!.index;
    return Array.from({ length: zeros + 40 }, (_, at) => index + at);
  });
  const ends = [...around(500, 500), ...around(bytes.length - 500, 500)];
  const all = [...structure, ...signatures, ...ends, ...sampleOf(bytes.length, 2000)];
  return [...new Set(all)].filter((position) => position >= 0 && position < bytes.length);
}
const around = (middle: number, reach: number): number[] =>
  Array.from({ length: 2 * reach }, (_, at) => middle - reach + at);

describe('A sealed document', () => {
  it('is good when its certificate is known, and says so when it is not', async () => {
    const bytes = await seal();
    expect(await saidOf(bytes, trusting())).toBe('good');
    expect(await saidOf(bytes, knowing())).toMatch(
      /^incomplete: pdf.trust: .*SHA-256 fingerprint is ([0-9A-F]{2}:){31}/,
    );
    const other = await aSealSigner('CN=Another');
    const seals = [{ of: 'did:web:other.example', der: Buffer.from(other.certificate), chain: [] }];
    expect(await saidOf(bytes, knowing([], { seals }))).toMatch(
      /^incomplete: pdf.trust: .*not the one of did:web:other/,
    );
  });

  it('shows every changed byte', async () => {
    const bytes = await seal();
    const positions = positionsIn(bytes);
    expect(positions.length).toBeGreaterThan(4000);
    expect(await unfound(bytes, positions, trusting())).toEqual([]);
  });

  it('with a signature from before, shows every changed byte, and whose revision is whose', async () => {
    const first = await seal({ evidence: null, signer: await aSealSigner('CN=Somebody before') });
    const bytes = await seal({ original: first });
    const { checks, verdict } = await verifyFile(bytes, trusting());
    expect(verdict).toBe('good');
    expect(checks.find(({ check }) => check === 'pdf.earlier')?.message).toContain(
      `CN=Somebody before signed the revision of the first ${first.length} bytes`,
    );
    expect(await unfound(bytes, positionsIn(bytes), trusting())).toEqual([]);
  });

  it('under an RSA key that an authority vouches for, shows every changed byte of the signature', async () => {
    const issued = await anIssuedSealSigner();
    const bytes = await seal({ signer: issued, evidence: null });
    const seals = [{ of: 'did:web:example.com', der: Buffer.from(issued.certificate), chain: [] }];
    const knowledge = knowing([], { seals });
    expect(await saidOf(bytes, knowledge)).toBe('good');
    const missed = await unfound(bytes, positionsIn(bytes), knowledge);
    // Where the name of the authority's own issuer was changed it is nobody's any more: that is not called good.
    expect(missed.filter((each) => !each.includes(': incomplete '))).toEqual([]);
    expect(missed.length).toBeLessThan(60);
  });

  it('shows what was appended behind it, and where', async () => {
    const bytes = await seal();
    for (const more of ['\n', '%', '\n% appended', '\n1 0 obj <</ByteRange [0 1 2 3] /Contents <00>>> endobj'])
      expect(await saidOf(Buffer.concat([bytes, Buffer.from(more)]), trusting())).toMatch(/^wrong: pdf.range: /);
    const { message, where } = (await verifyFile(Buffer.concat([bytes, Buffer.from('\n%')]), trusting())).first!;
    expect(`${where}: ${message}`).toBe(
      `document from byte ${bytes.length} on: 2 bytes at its end are covered by no signature`,
    );
  });

  it('that was cut off, or never sealed, carries no signature over all of it', async () => {
    const bytes = await seal();
    for (const length of [...sampleOf(bytes.length, 100), bytes.length - 1].filter((each) => each > 10))
      expect(await saidOf(bytes.subarray(0, length), trusting())).toMatch(/^wrong: pdf.range/);
    expect(await saidOf(pdfs.a4(), trusting())).toMatch(/^wrong: pdf.range: document: It carries no signature/);
  });

  it('under a certificate that was not valid at that time is wrong', async () => {
    const bytes = await seal({ at: new Date('2025-05-02T14:00:00Z') });
    expect(await saidOf(bytes, trusting())).toMatch(/^wrong: pdf.certificate: .*not valid yet/);
  });
});

describeWithJudge('openssl', 'openssl', 'A sealed document with a timestamp', () => {
  let authority: Awaited<ReturnType<typeof aTimestampAuthority>>;
  beforeAll(async () => {
    authority = await aTimestampAuthority();
  });
  afterAll(() => authority.stop());

  it('says when it was sealed and by whose word, and shows every changed byte', async () => {
    // The authority stamps with the machine's time.
    const bytes = await seal({ timestampService: { url: authority.url } });
    const { checks, verdict } = await verifyFile(bytes, trusting());
    expect(checks.filter(({ result }) => result === 'fail')).toEqual([]);
    expect(verdict).toBe('good');
    expect(checks.find(({ check }) => check === 'pdf.timestamp')).toMatchObject({
      result: 'pass',
      message: expect.stringMatching(/^Set at \d{4}-.* by CN=Placet test timestamps; who vouches/) as string,
    });
    expect(await unfound(bytes, positionsIn(bytes), trusting())).toEqual([]);
  });
});
