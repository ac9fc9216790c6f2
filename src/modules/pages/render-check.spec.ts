import { CHECKS, type Report, type Verdict } from '../verifier';
import { LANGUAGES } from './page-language';
import { renderCheck, renderChecked, type CheckProblem } from './render-check';

const VERDICTS: Verdict[] = ['good', 'incomplete', 'wrong', 'unreadable'];
const check = {
  check: 'pdf.range',
  where: '<b>document</b>',
  result: 'fail',
  message: '<script>alert(1)</script>',
} as const;
const report = (verdict: Verdict): Report => ({
  kind: 'bundle',
  verdict,
  first: verdict === 'good' ? null : check,
  checks: CHECKS.map((name) => ({ ...check, check: name })),
});
const words = (html: string): string[] =>
  html
    .replace(/<nav.*?<\/nav>/s, '')
    .replace(/<p class="quiet" lang="en".*?<\/p>/gs, '')
    .split(/<[^>]*>/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 14);

describe.each(Object.keys(LANGUAGES))('The page that checks a file, in %s', (name) => {
  const language = LANGUAGES[name];

  it('says everything in that language, and nothing of it in English by accident', () => {
    const pages = (of: typeof language) => [
      renderCheck(of),
      ...(Object.keys(of.words.check.problems) as CheckProblem[]).map((problem) => renderCheck(of, problem)),
      ...VERDICTS.map((verdict) => renderChecked(of, 'bundle.zip', report(verdict))),
    ];
    const english = new Set(pages(LANGUAGES.ENG).flatMap(words));
    const said = pages(language).flatMap(words);
    expect(said.length).toBeGreaterThan(60);
    if (name !== 'ENG') expect(said.filter((sentence) => english.has(sentence))).toEqual([]);
  });

  it('names every check, each in words of its own', () => {
    const names = Object.values(language.words.check.names);
    expect(new Set(names).size).toBe(CHECKS.length);
  });
});

describe('What a file says about itself', () => {
  it('never becomes part of the page', () => {
    const html = renderChecked(LANGUAGES.ENG, '<i>a\u202efdp.exe', report('wrong'));
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b>document');
    expect(html).toContain('&lt;script>alert(1)');
    expect(html).toContain('<bdi>&lt;i>afdp.exe</bdi>');
  });
});
