import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PlaygroundModule } from '../../src/playground/playground.module';
import { DESKTOP, openBrowser, PHONE, photograph, SMALLEST_PHONE, witness } from '../support/browser';
import { describeWithJudge } from '../support/judges';
import { startServer, type TestServer } from '../support/server';

describeWithJudge('chromium', 'chromium', 'The first page of the playground, in a browser', () => {
  const directory = mkdtempSync(join(tmpdir(), 'placet-start-'));
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    const additions = [PlaygroundModule.with({ directory, stop: () => Promise.resolve() })];
    [server, browser] = await Promise.all([startServer({ additions, playground: true }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['phone-light', { viewport: PHONE, colorScheme: 'light' }],
    ['phone-dark', { viewport: PHONE, colorScheme: 'dark' }],
    ['smallest', { viewport: SMALLEST_PHONE }],
    ['desktop-light', { viewport: DESKTOP, colorScheme: 'light' }],
    ['desktop-dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ] as const)('%s: it fits, fetches only from us, and leads to the mailbox', async (name, options) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const { problems, fetched } = witness(page);
    await page.goto(`${server.url}/`);
    await photograph(page, `start-${name}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(options.viewport.width);
    await page.getByRole('link', { name: 'Read the mail' }).click();
    await page.getByRole('heading', { name: 'Mailbox' }).waitFor();
    expect(problems).toEqual([]);
    expect(fetched.filter((url) => !url.startsWith(server.url))).toEqual([]);
    await context.close();
  });
});
