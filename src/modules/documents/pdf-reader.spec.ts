import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdTimers } from '../../../test/support/held-timers';
import { describeWithJudge } from '../../../test/support/judges';
import { A4, aPdf, bombs, LETTER, pdfs } from '../../../test/support/pdfs';
import { TooManyPdfsWaiting } from './pdf-processes';
import { signedByHand } from '../../../test/support/signed-by-hand';
import { PdfReader } from './pdf-reader';
import { MAX_PDF_BYTES } from './pdf-reading';
import { UnreadablePdf, UnreadablePdfReason } from './unreadable-pdf';

const certifiedByHand = (certifies: 1): Buffer => signedByHand(pdfs.a4(), { name: 'Notary', certifies });
/** A machine that is slow must not turn what is wrong with a document into a lack of time. */
const PATIENCE = { documentMilliseconds: 240_000 };
const reader = new PdfReader(PATIENCE);
afterAll(() => reader.onModuleDestroy());

const refusal = async (bytes: Buffer, by = reader): Promise<UnreadablePdfReason | undefined> =>
  by.read(bytes).then(
    () => undefined,
    (error: unknown) => (error instanceof UnreadablePdf ? error.reason : Promise.reject(error as Error)),
  );

describe('reading a PDF', () => {
  it('tells its digest, its size and its pages', async () => {
    const bytes = aPdf().page().page({ mediaBox: LETTER }).build();
    const reading = await reader.read(bytes);
    expect(reading.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(reading.size).toBe(bytes.length);
    expect(reading.pages.map(({ width, height }) => [width, height])).toEqual([A4.slice(2), LETTER.slice(2)]);
    expect(reading.pages[1]).toEqual({
      width: 612,
      height: 792,
      rotation: 0,
      crop: { left: 0, bottom: 0, right: 612, top: 792 },
      userUnit: 1,
    });
  });

  it.each([
    [90, 841.89, 595.276, 90],
    [180, 595.276, 841.89, 180],
    [270, 841.89, 595.276, 270],
    [-90, 841.89, 595.276, 270],
    [450, 841.89, 595.276, 90],
    [720, 595.276, 841.89, 0],
  ])('shows a page with /Rotate %d turned', async (rotate, width, height, rotation) => {
    const [page] = (await reader.read(pdfs.rotated(rotate))).pages;
    expect(page).toMatchObject({ width, height, rotation });
  });

  it('shows the crop, and of it only what lies on the page', async () => {
    const bytes = aPdf()
      .page({ cropBox: [50, 100, 450, 700] })
      .page({ cropBox: [500, -50, 1000, 400], rotate: 90 })
      .build();
    const { pages } = await reader.read(bytes);
    expect(pages[0]).toMatchObject({ width: 400, height: 600, crop: { left: 50, bottom: 100, right: 450, top: 700 } });
    expect(pages[1]).toMatchObject({ height: A4[2] - 500, width: 400 });
  });

  it('takes boxes and the turn from the node above, unless a page has its own', async () => {
    const bytes = aPdf()
      .inheriting({ mediaBox: LETTER, cropBox: [0, 0, 300, 400], rotate: 90 })
      .page({ mediaBox: null })
      .page({ mediaBox: null, rotate: 0 })
      .build();
    const { pages } = await reader.read(bytes);
    expect(pages.map(({ width, height, rotation }) => [width, height, rotation])).toEqual([
      [400, 300, 90],
      [300, 400, 0],
    ]);
  });

  it('understands swapped corners, boxes by reference and user units', async () => {
    const bytes = aPdf()
      .page({ mediaBox: [612, 792, 0, 0] })
      .page({ userUnit: 2, mediaBox: [0, 0, 1000, 2000] })
      .build();
    const { pages } = await reader.read(bytes);
    expect(pages[0]).toMatchObject({ width: 612, height: 792 });
    expect(pages[1]).toMatchObject({ width: 2000, height: 4000, userUnit: 2 });
  });

  it.each([
    ['object streams', pdfs.inObjectStreams(), 2],
    ['500 pages', pdfs.pages(500), 500],
    ['exactly 10 MB', pdfs.weighing(MAX_PDF_BYTES), 1],
    ['blank lines at the end', Buffer.concat([pdfs.a4(), Buffer.from('\r\n\r\n')]), 1],
    ['a first view', aPdf().withCatalog('/OpenAction [0 /Fit]').build(), 1],
    ['a link', aPdf().page({ more: '/Annots [<< /Subtype /Link /A << /S /URI /URI (https://a.b) >> >>]' }).build(), 1],
    ['empty name trees', aPdf().withCatalog('/Names << /JavaScript << /Names [] >> /EmbeddedFiles null >>').build(), 1],
    ['a font that is called AA', aPdf().withCatalog('/Font << /AA << /Type /Font >> /EF << /F 1 >> >>').build(), 1],
  ])('accepts %s', async (_, bytes, pages) => {
    expect((await reader.read(bytes)).pages).toHaveLength(pages);
  });

  it('reads many at once', async () => {
    const readings = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((count) => reader.read(pdfs.pages(count))));
    expect(readings.map(({ pages }) => pages.length)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('refusing a PDF', () => {
  it.each<[UnreadablePdfReason, string, Buffer]>([
    ['not_a_pdf', 'text', Buffer.from('Dear Sir or Madam')],
    ['not_a_pdf', 'nothing', Buffer.alloc(0)],
    ['not_a_pdf', 'a header that comes too late', Buffer.concat([Buffer.alloc(1100), pdfs.a4()])],
    ['too_large', 'one byte above 10 MB', pdfs.weighing(MAX_PDF_BYTES + 1)],
    ['corrupt', 'a truncated file', pdfs.truncated()],
    ['corrupt', 'a header alone', Buffer.from('%PDF-1.7\n')],
    ['corrupt', 'a page tree that bites its tail', pdfs.cyclicPages()],
    ['corrupt', 'a page listed twice', aPdf().inheriting({ more: '/Kids [4 0 R 4 0 R] /Count 2' }).page().build()],
    ['corrupt', 'a wrong count of pages', aPdf().inheriting({ more: '/Count 2' }).page().build()],
    ['password', 'a password', pdfs.locked()],
    ['no_pages', 'a tree without pages', pdfs.noPages()],
    ['too_many_pages', '501 pages', pdfs.pages(501)],
    ['bad_page_box', 'no box at all', aPdf().page({ mediaBox: null }).build()],
    [
      'bad_page_box',
      'a box of three numbers',
      aPdf()
        .page({ mediaBox: [0, 0, 100] })
        .build(),
    ],
    ['bad_page_box', 'a box of words', aPdf().page({ mediaBox: '[/a /b /c /d]' }).build()],
    [
      'bad_page_box',
      'a page without width',
      aPdf()
        .page({ mediaBox: [0, 0, 0, 100] })
        .build(),
    ],
    [
      'bad_page_box',
      'a page of kilometres',
      aPdf()
        .page({ mediaBox: [0, 0, 1e6, 1e6] })
        .build(),
    ],
    [
      'bad_page_box',
      'a crop beside the page',
      aPdf()
        .page({ cropBox: [700, 0, 900, 100] })
        .build(),
    ],
    ['bad_page_box', 'an eighth of a turn', pdfs.rotated(45)],
    ['xfa_form', 'an XFA form without fields of its own', pdfs.xfa()],
    ['embedded_program', 'a program as an attached file', pdfs.carrying('setup.exe')],
    ['embedded_program', 'a program under another name', pdfs.carrying('invoice.xml', 'MZ...')],
    ['changes_forbidden', 'a certification against changes', certifiedByHand(1)],
    ['broken_signature', 'a certification against changes that nobody signed', pdfs.certified(1)],
    ['broken_signature', 'a certification that nobody signed', pdfs.certified(2)],
  ])('%s: %s', async (reason, _, bytes) => {
    expect(await refusal(bytes)).toBe(reason);
  });

  it('says it in a sentence', async () => {
    await expect(reader.read(pdfs.locked())).rejects.toThrow(
      'The PDF opens with a password only. Save it without a password.',
    );
    await expect(reader.read(pdfs.carrying('setup.exe'))).rejects.toThrow('Remove it. It is called setup.exe.');
  });
});

describe('a reader under attack', () => {
  const impatient = new PdfReader({ processes: 1, waiting: 2, documentMilliseconds: 1_500, heapMegabytes: 128 });
  afterAll(() => impatient.onModuleDestroy());

  it.each<[string, Buffer]>([
    ['a table of a thousand million objects', bombs.endlessTable()],
    ['a stream that inflates without end', bombs.inflating()],
  ])('refuses %s and reads the next document', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('too_much_memory');
    expect(await refusal(pdfs.a4())).toBeUndefined();
  });

  it('ends what takes too long, and the next document gets a new process', async () => {
    const [slow, next] = await Promise.all([refusal(bombs.tarpit(), impatient), refusal(pdfs.a4(), impatient)]);
    expect([slow, next]).toEqual(['too_slow', undefined]);
  });

  it('starts again after its process ended from idleness', async () => {
    const idle = holdTimers(59_999);
    const sleepy = new PdfReader({ ...PATIENCE, processes: 1, idleMilliseconds: 59_999 });
    await sleepy.read(pdfs.a4());
    expect(idle.goOff()).toBe(1);
    idle.release();
    await expect(sleepy.read(pdfs.a4())).resolves.toBeDefined();
    await sleepy.onModuleDestroy();
  });

  it('lets only so many wait', async () => {
    const [running, ...waiting] = [1, 2, 3].map(() => impatient.read(pdfs.a4()));
    await expect(impatient.read(pdfs.a4())).rejects.toThrow(TooManyPdfsWaiting);
    await expect(Promise.all([running, ...waiting])).resolves.toHaveLength(3);
  });

  it('lets nobody wait for another organization, whose slow documents hold every process', async () => {
    const fair = new PdfReader({ processes: 2, documentMilliseconds: 60_000, unfairMilliseconds: 100 });
    const slow = [1, 2, 3, 4].map(() => fair.read(bombs.tarpit(), 'greedy').catch((error: Error) => error.message));
    await Promise.all([1, 2, 3].map(() => fair.read(pdfs.a4(), 'modest')));
    await fair.onModuleDestroy();
    expect(await Promise.all(slow)).toEqual(Array(4).fill('The server is stopping'));
  });

  it('fails what runs and what waits when it is stopped', async () => {
    const stopping = new PdfReader({ processes: 1 });
    const reads = [stopping.read(bombs.tarpit()), stopping.read(pdfs.a4())].map((read) =>
      expect(read).rejects.toThrow('stopping'),
    );
    await stopping.onModuleDestroy();
    await Promise.all(reads);
    await expect(stopping.read(pdfs.a4())).rejects.toThrow('stopping');
  });
});

describeWithJudge('qpdf', 'qpdf', 'a PDF that qpdf encrypted', () => {
  it.each([
    ['', undefined],
    ['secret', 'password'],
  ])('is read when it opens without a password, and refused otherwise (password "%s")', async (password, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'placet-encrypted-'));
    const file = join(folder, 'plain.pdf');
    writeFileSync(file, pdfs.inObjectStreams());
    const encryption = ['--encrypt', password, 'owner', '256', '--', '--object-streams=generate'];
    const encrypted = execFileSync('qpdf', [file, ...encryption, '-']);
    rmSync(folder, { recursive: true });
    expect(await refusal(encrypted)).toBe(reason);
  });
});
