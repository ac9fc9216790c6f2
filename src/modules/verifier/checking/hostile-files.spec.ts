import fc from 'fast-check';
import { knowing, sampleOf } from '../../../../test/support/checking';
import { bundleOf, sampleEvidence } from '../../../../test/support/evidence-bundle';
import { pdfs } from '../../../../test/support/pdfs';
import { aSealSigner } from '../../../../test/support/seal-signer';
import { stepsOf } from '../../../../test/support/steps';
import { drawnOver, signedBy, withChangedByte } from '../../../../test/support/signed-pdfs';
import { SealedDocuments } from '../../documents';
import { readArchive } from './bundle/read-archive';
import { readDer } from './cms/der';
import { readSignedData } from './cms/signed-data';
import { Flaw } from './findings';
import { changesBehind, judged } from './pdf/earlier-signatures';
import { findSignatures } from './pdf/find-signatures';
import { readJson } from './read-json';
import { verifyFile, type Report } from './verify-file';

const SEED = 20260502;

const samples: Buffer[] = [];
let signature: Buffer;
beforeAll(async () => {
  const sealing = new SealedDocuments();
  const signer = await aSealSigner();
  const order = { original: pdfs.a4(), marks: [], evidence: null, signer, at: new Date('2026-05-02'), reason: 'x' };
  const { bytes } = await sealing.seal(order);
  await sealing.onModuleDestroy();
  const [found] = findSignatures(bytes);
  if (found instanceof Flaw) throw found;
  signature = found.contents;
  const parts = await sampleEvidence({ original: pdfs.a4(), document: bytes });
  samples.push(bytes, bundleOf(parts), parts.files.get('log.json')!, parts.files.get('credential.json')!);
});

/** Throws anything but a Flaw: then it was not prepared for it. */
function onlyFlaws(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Flaw)) throw error;
  }
}

async function reported(bytes: Buffer): Promise<Report> {
  const report = await verifyFile(bytes, knowing());
  expect(report.checks.filter(({ message }) => message.startsWith('It cannot be checked'))).toEqual([]);
  return report;
}

const bytesOf = (size: number) => fc.uint8Array({ maxLength: size }).map((bytes) => Buffer.from(bytes));

/** A real file in which pieces were overwritten, cut out, doubled. */
const mutated = (sample: () => Buffer) =>
  fc
    .array(
      fc.record({
        at: fc.nat(),
        cut: fc.nat({ max: 40 }),
        put: fc.oneof(bytesOf(20), fc.constantFrom(...PIECES.map((piece) => Buffer.from(piece, 'latin1')))),
        back: fc.nat({ max: 4000 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((changes) =>
      changes.reduce((file, { at, cut, put, back }) => {
        const place = file.length === 0 ? 0 : at % file.length;
        const again = file.subarray(Math.max(0, place - back), place);
        return Buffer.concat([
          file.subarray(0, place),
          put,
          back % 7 === 0 ? again : EMPTY,
          file.subarray(place + cut),
        ]);
      }, sample()),
    );
const EMPTY = Buffer.alloc(0);
const PIECES = [
  '/ByteRange [0 1 2 3]',
  '/ByteRange',
  ' obj <<',
  '>>',
  '<',
  '((((',
  'PK\x03\x04',
  '\x30\x80',
  '\x30\x84\xff\xff\xff\xff',
  '{"a":',
  '[[[[',
];

describe('Whatever is handed in', () => {
  it('of random bytes, every reader says what is wrong, and nothing else', () => {
    fc.assert(
      fc.property(bytesOf(300), (bytes) => {
        for (const read of [readDer, readSignedData, readArchive, findSignatures, readJson])
          onlyFlaws(() => read(bytes));
      }),
      { numRuns: 3000, seed: SEED },
    );
  });

  it('of real signatures that were mutated, the reader says what is wrong', () => {
    fc.assert(
      fc.property(
        mutated(() => signature),
        (bytes) => onlyFlaws(() => readSignedData(bytes)),
      ),
      { numRuns: 3000, seed: SEED },
    );
  });

  it('of real files that were mutated, there is a verdict', async () => {
    const file = fc.nat({ max: 3 }).chain((index) => mutated(() => samples[index]));
    await fc.assert(
      fc.asyncProperty(file, async (bytes) => {
        const { verdict, first } = await reported(bytes);
        expect(verdict === 'good' || first !== null).toBe(true);
      }),
      { numRuns: 1000, seed: SEED },
    );
  });

  it('of what may lie behind a signature, it is told whether that is a change', async () => {
    const plain = await signedBy('Bob', await drawnOver(await signedBy('Ana', pdfs.a4())));
    const packed = await signedBy('Bob', await drawnOver(await signedBy('Ana', pdfs.inObjectStreams())));
    for (const file of [plain, packed]) {
      const found = findSignatures(file).flatMap((each) => (each instanceof Flaw ? [] : [each]));
      const behind = file.subarray(found[0].end);
      const mutations = mutated(() => behind).map((more) => Buffer.concat([file.subarray(0, found[0].end), more]));
      const changes = (bytes: Buffer) => changesBehind(bytes, judged(bytes, [found[0]]), () => false);
      fc.assert(
        fc.property(mutations, (bytes) => changes(bytes).length === 1),
        { numRuns: 1000, seed: SEED },
      );
      // Wherever its tables and objects were changed, the drawing is still seen, or nothing can be told.
      const positions = sampleOf(behind.length, 1000).map((at) => found[0].end + at);
      const unseen = positions.filter((at) => changes(withChangedByte(file, at))[0] === null);
      expect(unseen).toEqual([]);
    }
  });

  it.each<[string, number, (times: number) => string]>([
    [
      'many signatures',
      100_000,
      (times) => '%PDF-1.7\n' + '1 0 obj\n<</ByteRange [0 1 2 3]/Contents <00>>>\n'.repeat(times),
    ],
    ['one endless dictionary', 500_000, (times) => `%PDF-1.7\n1 0 obj\n<<${'/ByteRange '.repeat(times)}`],
    ['brackets without end', 1_000_000, (times) => `%PDF-1.7\n1 0 obj\n<</ByteRange ${'['.repeat(times)}`],
    [
      'objects without dictionaries',
      500_000,
      (times) => `%PDF-1.7\n${'obj '.repeat(times)}${'/ByteRange '.repeat(times)}`,
    ],
    ['texts without end', 200_000, (times) => `%PDF-1.7\n${'1 0 obj <</A (/ByteRange '.repeat(times)}`],
    [
      'a million fields',
      200_000,
      (times) => `{"proof":{},${Array.from({ length: times }, (_, at) => `"f${at}":0`).join()}}`,
    ],
    ['a million openings', 5_000_000, (times) => '['.repeat(times)],
    ['a million quotes', 2_000_000, (times) => `{"proof":"${'\\"'.repeat(times)}`],
    ['a million headers', 200_000, (times) => 'PK\x03\x04' + '\0'.repeat(26).repeat(times)],
    ['a million entries', 1_000_000, (times) => `{"log":"did:x:y","segments":[],"entries":[${'{},'.repeat(times)}{}]}`],
  ])('of %s, there is a verdict, for work that grows as the file does', async (_name, times, make) => {
    const file = (part: number) => Buffer.from(make(times / part), 'latin1');
    const steps = (bytes: Buffer) => stepsOf(() => reported(bytes));
    await reported(file(20)); // everything is loaded
    expect(await steps(file(10))).toBeLessThan(2.5 * (await steps(file(20))));
    expect((await reported(file(1))).verdict).toMatch(/wrong|unreadable/);
  });
});
