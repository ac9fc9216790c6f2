import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithJudge } from '../../../../test/support/judges';
import { pdfs } from '../../../../test/support/pdfs';
import { sealingForSuite } from '../../../../test/support/sealing';
import type { SealMark } from './sealing-job';
import { whyNotSealable } from './why-not-sealable';

const box = { x: 60, y: 80, width: 240, height: 40 };
const NAMES = [
  '山田太郎',
  'さくら 直樹',
  '王小明',
  '陈建国',
  '陳大文',
  '김철수',
  'Łucja Żądło',
  'Иван Фёдоров',
  'Γιώργος',
];

describeWithJudge('pdftotext', 'poppler-utils', 'A name', () => {
  const suite = sealingForSuite();
  const { sealing, folder } = suite;

  const sealed = async (...marks: Partial<SealMark>[]) => {
    const { bytes } = await sealing.seal({
      ...{
        original: pdfs.a4(),
        evidence: null,
        signer: suite.signer,
        at: new Date('2026-05-02T14:00:00Z'),
        reason: 'Sealed',
      },
      marks: marks.map((mark) => ({ pageIndex: 0, box, kind: 'TEXT', ...mark })),
    });
    const path = join(folder, 'sealed.pdf');
    writeFileSync(path, bytes);
    const run = (program: string, ...words: string[]) => execFileSync(program, [...words, path], { encoding: 'utf8' });
    return {
      size: bytes.length,
      fonts: run('pdffonts'),
      text: execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }),
    };
  };

  it.each(NAMES)('is sealed with all its letters: %s', async (text) => {
    for (const kind of ['TEXT', 'HANDWRITING'] as const) {
      expect(whyNotSealable(text, box, kind === 'HANDWRITING')).toBeNull();
      const { text: read, size } = await sealed({ kind, text });
      expect(read).toContain(text);
      expect(size).toBeLessThan(100_000);
    }
  });

  it('that was typed as a signature is sealed in the hand that the page showed it in', async () => {
    expect((await sealed({ kind: 'HANDWRITING', text: 'Łucja' })).fonts).toMatch(/Caveat/);
    expect((await sealed({ kind: 'HANDWRITING', text: 'Иван' })).fonts).toMatch(/Caveat/);
    for (const text of ['Γιώργος Silva', 'Łucja 山田']) {
      const { fonts } = await sealed({ kind: 'HANDWRITING', text });
      expect(fonts).toMatch(/DejaVuSans/);
      expect(fonts).not.toMatch(/Caveat/);
    }
  });
});

describe('What cannot be sealed', () => {
  it('is named by its letters, each once', () => {
    expect(whyNotSealable('𒀀 Ana 𒀀𒁀', box, false)).toEqual({ rule: 'letters', letters: '𒀀𒁀' });
  });

  it.each([
    ['NAME of 15 % x 2 %', { ...box, width: 89, height: 16.8 }],
    ['TEXT of 4 % x 4 %', { ...box, width: 23.8, height: 33.7 }],
  ])('is too long to be read there: 200 letters in a %s', (_place, small) => {
    expect(whyNotSealable('x'.repeat(200), small, false)).toEqual({ rule: 'too_long' });
    expect(whyNotSealable('word '.repeat(40), small, false)).toEqual({ rule: 'too_long' });
    expect(whyNotSealable('Ana', small, false)).toBeNull();
  });

  it('is nothing that is short, however low the place is', () => {
    expect(whyNotSealable('Ana Silva', { ...box, height: 4 }, false)).toBeNull();
    expect(whyNotSealable('Ana Silva', { ...box, height: 4 }, true)).toBeNull();
  });

  it('is a signature that would be a hairline', () => {
    expect(whyNotSealable('Ana '.repeat(25), { ...box, width: 89 }, true)).toEqual({ rule: 'too_long' });
  });
});
