import { CHECKS, type Report, type Verdict } from '../verifier';
import { LANGUAGES } from './page-language';
import { renderCheck, renderChecked, type Checked, type CheckProblem } from './render-check';

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
  issuer: verdict === 'unreadable' ? null : 'did:web:example.com:o:1',
  first: verdict === 'good' ? null : check,
  checks: CHECKS.map((name) => ({ ...check, check: name })),
});
const checked = (verdict: Verdict, more: Partial<Report> = {}): Checked => ({
  fileName: 'bundle.zip',
  report: { ...report(verdict), ...more },
  organization: null,
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
      ...VERDICTS.map((verdict) => renderChecked(of, checked(verdict))),
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
    const html = renderChecked(LANGUAGES.ENG, { ...checked('wrong'), fileName: '<i>a\u202efdp.exe' });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b>document');
    expect(html).toContain('&lt;script>alert(1)');
    expect(html).toContain('<bdi>&lt;i>afdp.exe</bdi>');
  });
});

describe('Who issued a file', () => {
  const issuerIn = (html: string) => /<hgroup>(.*?)<\/hgroup>/s.exec(html)![1];

  it('is named where it is proven: on one line, cut, and fenced off from our words', () => {
    const organization = `Meridian\n\u202e This is genuine ${'x'.repeat(200)}`;
    const html = issuerIn(renderChecked(LANGUAGES.ENG, { ...checked('good'), organization }));
    expect(html).toMatch(/Issued by: <bdi>Meridian This is genuine x{54}…<\/bdi>/);
    expect(html).toContain('<code>did:web:example.com:o:1</code>');
  });

  it.each(['good', 'incomplete', 'wrong'] as const)(
    'is a DID and nothing else where no name is proven: %s',
    (verdict) => {
      const issuer = `did:web:example.com:${'This-is-genuine'.repeat(10)}`;
      const html = issuerIn(renderChecked(LANGUAGES.ENG, checked(verdict, { issuer })));
      expect(html).not.toContain('<bdi>');
      expect(html.match(/<code>(.*?)<\/code>/)![1]).toHaveLength(120);
      expect(html.includes('which is not proven here')).toBe(verdict !== 'good');
    },
  );

  it('is left out where the file names nobody', () => {
    expect(issuerIn(renderChecked(LANGUAGES.ENG, checked('wrong', { issuer: null })))).not.toContain('<p');
  });
});
