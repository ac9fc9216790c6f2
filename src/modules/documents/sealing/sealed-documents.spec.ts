import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidencePages as evidence } from '../../../../test/support/evidence-pages';
import { describeWithJudge } from '../../../../test/support/judges';
import { aPdf, LETTER, pdfs } from '../../../../test/support/pdfs';
import { aSealSigner } from '../../../../test/support/seal-signer';
import { sealingForSuite } from '../../../../test/support/sealing';
import { aTimestampAuthority } from '../../../../test/support/timestamp-authority';
import { SealingFailed } from './sealed-documents';
import type { SealingOrder } from './sealing-job';

const suite = sealingForSuite();
const { sealing, folder } = suite;

const at = new Date('2026-05-02T14:00:00Z');
const order = (more: Partial<SealingOrder>): SealingOrder => ({
  original: pdfs.a4(),
  marks: [],
  evidence: null,
  signer: suite.signer,
  at,
  reason: 'Sealed',
  ...more,
});
const save = (name: string, bytes: Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const run = (program: string, ...words: string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const textOf = (path: string): string => run('pdftotext', '-layout', path, '-');

describe('A sealed document', () => {
  it('begins with the original, byte for byte', async () => {
    const original = pdfs.inObjectStreams();
    const { bytes, sha256, timestamp } = await sealing.seal(order({ original, evidence: evidence() }));
    expect(bytes.subarray(0, original.length).equals(original)).toBe(true);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(timestamp).toBe('NONE');
  });

  it('is covered by its signature to the last byte', async () => {
    const { bytes } = await sealing.seal(order({ evidence: evidence() }));
    const [, start, gap, after, rest] = /\/ByteRange\s*\[\s*(\d+) +(\d+) +(\d+) +(\d+)\s*\]/.exec(
      bytes.toString('latin1'),
    )!;
    expect([Number(start), Number(after) + Number(rest)]).toEqual([0, bytes.length]);
    expect(Number(after)).toBeGreaterThan(Number(gap));
  });

  it('is refused with a reason, and the next one is not hurt', async () => {
    const broken = { ...suite.signer, sign: () => Promise.reject(new Error('the key is away')) };
    await expect(sealing.seal(order({ signer: broken }))).rejects.toThrow(/the key is away/);
    await expect(sealing.seal(order({ original: Buffer.from('no PDF') }))).rejects.toThrow(SealingFailed);
    const noPage = { pageIndex: 7, box: { x: 0, y: 0, width: 100, height: 20 }, kind: 'TEXT' as const, text: 'x' };
    await expect(sealing.seal(order({ marks: [noPage] }))).rejects.toThrow('There is no page 7');
    await expect(sealing.prove(suite.signer, at)).resolves.toBeUndefined();
  });
});

describeWithJudge('pdfsig', 'poppler-utils', 'For pdfsig, a sealed document', () => {
  it('is signed as a whole, and a changed byte is seen', async () => {
    const { bytes } = await sealing.seal(order({ evidence: evidence() }));
    const said = run('pdfsig', '-nocert', save('whole.pdf', bytes));
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    bytes[40] ^= 1;
    expect(run('pdfsig', '-nocert', save('changed.pdf', bytes))).not.toContain('Signature is Valid');
  });

  it('keeps the signatures that it came with', async () => {
    const first = await sealing.seal(order({ signer: await aSealSigner('CN=Somebody before') }));
    const marks = [
      { pageIndex: 0, box: { x: 72, y: 90, width: 200, height: 40 }, kind: 'HANDWRITING' as const, text: 'Ana' },
    ];
    const { bytes } = await sealing.seal(order({ original: first.bytes, marks, evidence: evidence() }));
    const said = run('pdfsig', '-nocert', save('twice.pdf', bytes));
    expect(said.match(/Signature is Valid/g)).toHaveLength(2);
    expect(said).toContain('Somebody before');
  });

  it('says on its last page who signed, in any script, and where to check', async () => {
    const { bytes } = await sealing.seal(order({ evidence: evidence() }));
    const text = textOf(save('evidence.pdf', bytes));
    expect(text).toContain('How this document was signed');
    expect(text).toContain('Łukasz Wiśniewski');
    expect(text).toMatch(
      /https:\/\/placet\.example\.com\/verify\/3f9a0c61d2b84e57a6c1f08b7d4e2950\/\n\s*507f1f77bcf86cd799439011/,
    );
    expect(text).toContain('None');
    expect(text.replace(/\s/g, '')).toContain('a'.repeat(300));
    expect(text).toContain('1 / 1');
  });

  it('goes on to further pages when there is much to say', async () => {
    const rows = Array.from({ length: 40 }, (_, i): [string, string] => [`Row ${i}`, `Value ${i}`]);
    const sections = [1, 2, 3].map((number) => ({ heading: `Person ${number}`, rows }));
    const { bytes } = await sealing.seal(order({ evidence: evidence({ sections }) }));
    const text = textOf(save('long.pdf', bytes));
    expect(text.match(/Value 39/g)).toHaveLength(3);
    expect(text).toMatch(/3 \/ 3|4 \/ 4/);
  });
});

describeWithJudge('openssl', 'openssl', 'With a timestamp authority, a sealed document', () => {
  let authority: Awaited<ReturnType<typeof aTimestampAuthority>>;
  beforeAll(async () => {
    authority = await aTimestampAuthority();
  });
  afterAll(() => authority.stop());

  it('carries its timestamp (PAdES B-T)', async () => {
    const timestampService = { url: authority.url };
    const { bytes, timestamp } = await sealing.seal(order({ evidence: evidence(), timestampService }));
    expect(timestamp).toBe('SET');
    // id-aa-timeStampToken, 1.2.840.113549.1.9.16.2.14 (RFC 3161, appendix A)
    expect(bytes.toString('latin1').toLowerCase()).toContain('060b2a864886f70d010910020e');
  });

  it('is sealed without one when the authority is down, and says so', async () => {
    const timestampService = { url: 'http://127.0.0.1:9/' };
    const { bytes, timestamp } = await sealing.seal(order({ evidence: evidence(), timestampService }));
    expect(timestamp).toBe('FAILED');
    const path = save('late.pdf', bytes);
    expect(textOf(path)).toContain('The authority did not answer');
    expect(run('pdfsig', '-nocert', path)).toContain('Signature is Valid');
  });
});

describeWithJudge('qpdf', 'qpdf', 'For qpdf, a sealed document', () => {
  it.each([
    ['A4', pdfs.a4()],
    ['Letter', pdfs.letter()],
    ['turned', pdfs.rotated(90)],
    ['in object streams', pdfs.inObjectStreams()],
  ])('is well-formed: %s', async (_name, original) => {
    const { bytes } = await sealing.seal(order({ original, evidence: evidence() }));
    expect(run('qpdf', '--check', save('check.pdf', bytes))).toContain('No syntax or stream encoding errors');
  });
});

describeWithJudge('pdftoppm', 'poppler-utils', 'For whoever looks at it', () => {
  const box = { x: 60, y: 80, width: 120, height: 40 };
  /** The page at 72 dpi as grey values, one to a point. */
  const pixels = (path: string): { width: number; dark: (x: number, y: number) => boolean } => {
    const raw = execFileSync('pdftoppm', ['-r', '72', '-gray', '-f', '1', '-l', '1', '-cropbox', path]);
    const [, width] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(raw.toString('latin1', 0, 40))!.map(Number);
    const header = /^P5\s+\d+\s+\d+\s+255\s/.exec(raw.toString('latin1', 0, 40))![0].length;
    return { width, dark: (x, y) => raw[header + y * width + x] < 160 };
  };
  const darkBox = (path: string, bare: string) => {
    const [drawn, before] = [pixels(path), pixels(bare)];
    const found: [number, number][] = [];
    for (let y = 0; y < 590; y++)
      for (let x = 0; x < drawn.width; x++) if (drawn.dark(x, y) && !before.dark(x, y)) found.push([x, y]);
    const xs = found.map(([x]) => x);
    const ys = found.map(([, y]) => y);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  };
  const moved = '2 0 0 2 300 300 cm 0.5 0 0 0.5 10 10 cm BT /F1 8 Tf (left unbalanced) Tj ET';

  it.each([
    ['upright', aPdf().build()],
    ['turned by 90', aPdf().page({ rotate: 90 }).build()],
    ['turned by 180', aPdf().page({ rotate: 180 }).build()],
    ['turned by 270', aPdf().page({ rotate: 270 }).build()],
    [
      'cropped',
      aPdf()
        .page({ cropBox: [50, 100, 450, 700] })
        .build(),
    ],
    [
      'cropped and turned',
      aPdf()
        .page({ cropBox: [50, 100, 450, 700], rotate: 90 })
        .build(),
    ],
    ['of an inherited size', aPdf().inheriting({ mediaBox: LETTER, rotate: 90 }).page({ mediaBox: null }).build()],
    ['of content that moves the origin', aPdf().page({ content: moved }).build()],
  ])('marks lie in their places on a page %s', async (_name, original) => {
    const bare = save('bare.pdf', original);
    for (const [kind, text] of [
      ['TEXT', 'Hamburgefonts Hamburgefonts'],
      ['HANDWRITING', 'Łukasz'],
      ['CHECK', undefined],
      ['TEXT', 'محمد علي'],
    ] as const) {
      const { bytes } = await sealing.seal(order({ original, marks: [{ pageIndex: 0, box, kind, text }] }));
      const seen = darkBox(save('marked.pdf', bytes), bare);
      expect(seen.left).toBeGreaterThanOrEqual(box.x - 2);
      expect(seen.right).toBeLessThanOrEqual(box.x + box.width + 2);
      expect(seen.top).toBeGreaterThanOrEqual(box.y - 2);
      expect(seen.bottom).toBeLessThanOrEqual(box.y + box.height + 2);
      // Upright: wider than high, but for the tick.
      if (kind === 'TEXT') expect(seen.right - seen.left).toBeGreaterThan(seen.bottom - seen.top);
    }
  });
});

describeWithJudge('openssl', 'openssl', 'For openssl, a sealed document', () => {
  it('is signed over exactly the bytes that its range names', async () => {
    const { bytes } = await sealing.seal(order({ evidence: evidence() }));
    const text = bytes.toString('latin1');
    const [start, gap, after, rest] = /\/ByteRange\s*\[\s*(\d+) +(\d+) +(\d+) +(\d+)/.exec(text)!.slice(1).map(Number);
    const der = Buffer.from(text.slice(gap + 1, after - 1), 'hex');
    const content = Buffer.concat([bytes.subarray(start, start + gap), bytes.subarray(after, after + rest)]);
    const [cms, covered, pem] = [
      save('seal.der', der),
      save('covered', content),
      save('seal.pem', Buffer.from(suite.signer.pem)),
    ];
    const words = ['cms', '-verify', '-inform', 'DER', '-in', cms, '-content', covered, '-binary', '-CAfile', pem];
    const check = () => run('openssl', ...words, '-purpose', 'any', '-no_check_time', '-out', join(folder, 'out'));
    expect(check).not.toThrow();
    writeFileSync(covered, Buffer.concat([content, Buffer.from(' ')]));
    expect(check).toThrow();
    expect(readFileSync(pem, 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});
