import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPdf, pdfs } from '../test/support/pdfs';
import { describeWithJudge } from '../test/support/judges';
import { signedBy } from '../test/support/signed-pdfs';
import { brokenRules } from './compare-sealed';

const PLACE = { pageIndex: 0, x: 10, y: 10, width: 20, height: 10 };
const folder = mkdtempSync(join(tmpdir(), 'placet-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A page of A4 that shows what these operators draw. */
const showing = (content: string): Buffer => aPdf().page({ content }).build();
const TEXT = 'BT /F1 20 Tf 100 300 Td (What was asked and nothing else) Tj ET';
/** Inside of PLACE, which lies below the upper edge; and where there is no place. */
const MARK = '80 700 40 20 re f';
const STRAY = '400 500 40 20 re f';

async function held(original: Buffer, sealed: Buffer, places = [PLACE]): Promise<string[]> {
  const [before, after] = [join(folder, 'before.pdf'), join(folder, 'after.pdf')];
  writeFileSync(before, original);
  writeFileSync(after, sealed);
  return brokenRules(before, after, places);
}

describeWithJudge('pdftoppm', 'poppler-utils', 'Holding a sealed document against the one that was asked', () => {
  it('finds nothing where only the place has changed', async () => {
    expect(await held(showing(TEXT), await signedBy('Ana', showing(`${TEXT} ${MARK}`)))).toEqual([]);
  });

  it('finds a mark that cannot be seen', async () => {
    const broken = await held(showing(TEXT), await signedBy('Ana', showing(TEXT)));
    expect(broken).toEqual(['page 1: nothing to be seen at 10,10,20,10']);
  });

  it('finds what was drawn elsewhere', async () => {
    const broken = await held(showing(TEXT), await signedBy('Ana', showing(`${TEXT} ${MARK} ${STRAY}`)));
    expect(broken).toEqual([expect.stringMatching(/^page 1: \d+ pixels changed outside of the places$/)]);
  });

  it('finds lost content and lost text', async () => {
    const broken = await held(showing(TEXT), await signedBy('Ana', showing(MARK)));
    expect(broken).toEqual([
      expect.stringMatching(/^page 1: \d+ pixels changed/),
      'page 1: text: 26 letters before, 0 after',
    ]);
  });

  it('finds a lost page and a page of another size', async () => {
    expect(await held(pdfs.pages(2), await signedBy('Ana', pdfs.pages(1)), [])).toContain('pages: 2 before, 1 after');
    expect(await held(pdfs.a4(), await signedBy('Ana', pdfs.letter()), [])).toContain(
      'page 1: another size, or not drawn',
    );
  });

  it('finds a missing seal and one that does not cover the file', async () => {
    expect(await held(pdfs.a4(), pdfs.a4(), [])).toContain('signatures: 0 before, 0 after');
    const grown = Buffer.concat([await signedBy('Ana', pdfs.a4()), Buffer.from('\n% more\n')]);
    expect(await held(pdfs.a4(), grown, [])).toContain('the seal is not valid or does not cover the whole file');
  });
});
