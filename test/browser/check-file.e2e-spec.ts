import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { bundleOf, sampleEvidence } from '../support/evidence-bundle';
import { DESKTOP, openBrowser, PHONE, photograph, SMALLEST_PHONE, witness } from '../support/browser';
import { describeWithJudge } from '../support/judges';
import { startServer, type TestServer } from '../support/server';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describeWithJudge('chromium', 'chromium', 'The page that checks a file, in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let bundle: Buffer;
  beforeAll(async () => {
    [server, browser, bundle] = await Promise.all([
      startServer(),
      openBrowser(),
      sampleEvidence().then((parts) => bundleOf(parts)),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Opens the page, hands it to `look`, and refuses anything a strict browser complains about. */
  async function visit(options: Parameters<Browser['newContext']>[0], look: (page: Page) => Promise<void>, query = '') {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const { problems, fetched } = witness(page);
    await page.goto(`${server.url}/verify${query}`);
    await look(page);
    expect(problems).toEqual([]);
    expect(fetched.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
    await context.close();
  }
  const choose = (page: Page, bytes: Buffer, name = 'bundle.zip') =>
    page.setInputFiles('input[type=file]', { name, mimeType: 'application/zip', buffer: bytes });
  const check = (page: Page) => Promise.all([page.waitForURL(/lang=/), page.click('form button')]);

  it('checks a file without scripts', () =>
    visit({ viewport: PHONE, javaScriptEnabled: false }, async (page) => {
      await choose(page, bundle);
      await check(page);
      expect(await page.textContent('h1')).toContain('not everything could be checked here');
    }));

  it('checks a file that is dropped on the page', () =>
    visit({ viewport: DESKTOP }, async (page) => {
      const changed = Buffer.from(bundle);
      changed[200] ^= 1;
      const data = await page.evaluateHandle(
        (bytes) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(bytes)], 'bundle.zip', { type: 'application/zip' }));
          return transfer;
        },
        [...changed],
      );
      await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
      expect(await page.getAttribute('body', 'data-dropping')).toBe('');
      await Promise.all([page.waitForURL(/lang=/), page.dispatchEvent('h1', 'drop', { dataTransfer: data })]);
      expect(await page.textContent('h1')).toBe('Something is wrong with this file');
      expect(await page.textContent('.first')).toContain('The archive is whole, byte for byte');
    }));

  it.each([
    ['phone', PHONE, 'light', ''],
    ['phone', SMALLEST_PHONE, 'dark', '?lang=DEU'],
    ['phone', PHONE, 'light', '?lang=ARA'],
    ['desktop', DESKTOP, 'light', ''],
  ] as const)('is readable for everybody: %s %j %s %s', (view, viewport, colorScheme, query) =>
    visit(
      { viewport, colorScheme },
      async (page) => {
        await accessible(page, `check-${view}-${viewport.width}-${colorScheme}${query.slice(-3)}`);
        const changed = Buffer.from(bundle);
        changed[200] ^= 1;
        await choose(page, changed);
        await check(page);
        await page.click('.checks summary');
        await accessible(page, `checked-${view}-${viewport.width}-${colorScheme}${query.slice(-3)}`);
      },
      query,
    ),
  );

  async function accessible(page: Page, name: string): Promise<void> {
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id} (${nodes.length})`);
    });
    expect(violations).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await photograph(page, name);
  }
});
