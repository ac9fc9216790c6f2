import type { BrowserContextOptions, Page } from 'playwright-core';
import { aDocument, type Created } from '../support/asking';
import { violations, withPerson } from '../support/at-the-link';
import { photograph, PHONE } from '../support/browser';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';
import { aPdf } from '../support/pdfs';

const KILOBYTE = 1024;
const PHONE_OF_TODAY = { viewport: PHONE, deviceScaleFactor: 3 };

/** Sixty pages of forty lines each: 2.4 MB, as a report of an office is, because of the ballast that comes with it. */
function aReport(): Buffer {
  const line = (page: number, at: number) =>
    `1 0 0 1 72 ${760 - 16 * at} Tm (Line ${at} of page ${page}: the tenant pays the rent in advance) Tj`;
  const ballast = Array.from({ length: 320 }, (_, at) => `% ${String(at).padStart(100, 'x')}`).join('\n');
  const pdf = aPdf();
  for (let page = 1; page <= 60; page += 1) {
    const lines = Array.from({ length: 40 }, (_, at) => line(page, at + 1)).join('\n');
    pdf.page({ content: `BT /F1 11 Tf ${lines} ET\n${ballast}` });
  }
  return pdf.build();
}

describeWithJudge('chromium', 'chromium', 'The pages of a document, in a browser', () => {
  const here = inABrowser();

  async function atDocument(
    pdf: Buffer,
    act: (page: Page, came: Came) => Promise<void>,
    { places = [], ...options }: BrowserContextOptions & { places?: object[] } = {},
  ): Promise<void> {
    const ask = { contacts: ['ana@example.com'], name: 'Your lease', credentials: [aDocument(pdf)] };
    const { body } = await here.organization.asks({ ...ask, signaturePlacements: places }).expect(201);
    const [{ link, code }] = (body as Created).subjects;
    await withPerson(here.browser, here.server.url, options, async (page) => {
      const came = whatComes(page);
      await page.goto(here.server.url + new URL(link!).pathname);
      await page.locator('#code').fill(code!);
      await page.locator('form.code button').click();
      await page.locator('.viewer').waitFor();
      await act(page, came);
    });
  }

  it('shows the first of sixty pages before 150 kB have come, and none that nobody looks at', async () => {
    await atDocument(
      aReport(),
      async (page, came) => {
        await page.locator('#page-1[data-drawn]').waitFor();
        const first = came.sizes.findIndex(([path]) => /\/pages\/1\/\d+\.webp$/.test(path));
        const before = (await Promise.all(came.sizes.slice(0, first + 1).map(([, size]) => size))).reduce(
          (a, b) => a + b,
        );
        expect(before).toBeLessThan(150 * KILOBYTE);
        expect(came.sizes[first][0]).toContain('/720.webp'); // 358 pixels of CSS, two of the picture each
        const pictures = came.sizes.map(([path]) => /\/pages\/(\d+)\/\d+\.webp$/.exec(path)?.[1]).filter(Boolean);
        expect(pictures[0]).toBe('1');
        expect(Math.max(...pictures.map(Number))).toBeLessThan(10);
        await photograph(page, 'pages-first', false);
        await page.locator('#page-40').scrollIntoViewIfNeeded();
        await page.locator('#page-40[data-drawn]').waitFor();
        await page.getByText('Line 7 of page 40: the tenant pays').first().waitFor({ state: 'attached' });
        await photograph(page, 'pages-later', false);
        expect(await violations(page)).toEqual([]);
      },
      PHONE_OF_TODAY,
    );
  });

  it('has the words of a page over its picture, to be marked, and a sharper picture when it is enlarged', async () => {
    await atDocument(
      aReport(),
      async (page) => {
        const line = page.locator('#page-1 .letters text', { hasText: 'Line 1 of page 1' });
        await line.waitFor({ state: 'attached' });
        const [word, sheet] = [(await line.boundingBox())!, (await page.locator('#page-1 .picture').boundingBox())!];
        expect((word.x - sheet.x) / sheet.width).toBeCloseTo(72 / 595, 1);
        expect((word.y - sheet.y) / sheet.height).toBeCloseTo((842 - 744 - 10) / 842, 1);
        await line.dblclick();
        expect(await page.evaluate('getSelection().toString().trim().length')).toBeGreaterThan(0);
        const sharper = page.waitForResponse(/\/pages\/1\/2160\.webp$/);
        for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Larger' }).click();
        await sharper;
        await photograph(page, 'pages-enlarged', false);
      },
      { viewport: { width: 1280, height: 900 } },
    );
  });

  it('shows every page without a script, with the fields of its places below it and its words behind a link', async () => {
    const pdf = aPdf().page({ content: 'BT /F1 24 Tf 72 700 Td (The whole lease) Tj ET' }).page().build();
    const place = { contact: 'ana@example.com', inlineCredentialIndex: 0, x: 10, width: 40, height: 5 };
    const places = [
      { ...place, type: 'SIGNATURE', pageIndex: 0, y: 50 },
      { ...place, type: 'DATE', pageIndex: 1, y: 40 },
      { ...place, type: 'SIGNATURE', pageIndex: 1, y: 50 },
    ];
    await atDocument(
      pdf,
      async (page) => {
        await page.waitForLoadState('networkidle');
        const wide = 'Array.from(document.querySelectorAll("img.picture"), (img) => img.naturalWidth)';
        expect(await page.evaluate(wide)).toEqual([expect.any(Number), expect.any(Number)]);
        expect(Math.min(...(await page.evaluate<number[]>(wide)))).toBeGreaterThan(300);
        expect(await page.locator('#page-1').getByLabel('Your name, as your signature').count()).toBe(1);
        expect(await page.locator('#page-2').getByLabel('Date, page 2').count()).toBe(1);
        await photograph(page, 'pages-no-script');
        await page.getByRole('link', { name: 'Text of page 1' }).click();
        await page.getByText('The whole lease').waitFor();
        await photograph(page, 'pages-text');
        await page.locator('.position a').click();
        expect(new URL(page.url()).hash).toBe('#page-1');
      },
      { places, javaScriptEnabled: false, viewport: PHONE },
    );
  });
});

interface Came {
  /** The paths of answers in their order, and how many bytes each brought over the network. */
  sizes: [path: string, size: Promise<number>][];
}

function whatComes(page: Page): Came {
  const came: Came = { sizes: [] };
  page.on('requestfinished', (request) => {
    const size = request
      .sizes()
      .then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize);
    came.sizes.push([new URL(request.url()).pathname, size.catch(() => 0)]);
  });
  return came;
}
