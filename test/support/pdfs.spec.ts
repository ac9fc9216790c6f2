import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithJudge } from './judges';
import { aPdf, LETTER, pdfs } from './pdfs';

describeWithJudge('qpdf', 'qpdf', 'qpdf finds no fault in the PDFs of the tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'placet-pdfs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, Buffer]>([
    ['an A4 page', pdfs.a4()],
    ['a turned page', pdfs.rotated(90)],
    ['a cropped page', pdfs.cropped()],
    ['inherited boxes', aPdf().inheriting({ mediaBox: LETTER, rotate: 90 }).page({ mediaBox: null }).build()],
    ['several pages', pdfs.pages(3)],
    ['object streams', pdfs.inObjectStreams()],
    ['a heavy one', pdfs.weighing(100_000)],
    ['a script', pdfs.scriptOnOpen()],
    ['a launch action', pdfs.launch()],
    ['an embedded file', pdfs.embeddedFile()],
    ['a file pinned to a page', pdfs.attachedToPage()],
    ['an XFA form', pdfs.xfa()],
    ['a certified one', pdfs.certified(1)],
    ['an encrypted one', pdfs.encrypted()],
  ])('%s', (_, bytes) => {
    const file = join(folder, 'checked.pdf');
    writeFileSync(file, bytes);
    const verdict = execFileSync('qpdf', ['--check', file], { encoding: 'utf8' });
    expect(verdict).toContain('No syntax or stream encoding errors');
  });

  it('weighs what it is asked to weigh', () => {
    expect(pdfs.weighing(123_456)).toHaveLength(123_456);
  });
});
