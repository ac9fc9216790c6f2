import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const PATH = '/usr/bin/chromium';
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const ALONE = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A guard against what never comes, on a machine that may be slow: no test's limit. */
const FOR_EVER_MS = 120_000;

/** The machine's own Chromium, without a window and without a life of its own. Guard the suite with `describeWithJudge`. */
export async function openBrowser(more: string[] = []): Promise<Browser> {
  const args = [...QUIET, ...ALONE, ...more];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? PATH, args, timeout: FOR_EVER_MS });
  browser.on('context', (context) => context.setDefaultTimeout(FOR_EVER_MS));
  return browser;
}

export const PHONE = { width: 390, height: 844 };
export const SMALLEST_PHONE = { width: 320, height: 568 };
export const DESKTOP = { width: 1280, height: 800 };

/** The whole page, or what of it is in sight, as a picture for people, at test-output/<name>.png. */
export async function photograph(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = join('test-output', 'pages');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

/** What went wrong on a page and what it fetched, collected while it is used. */
export function witness(page: Page): { problems: string[]; fetched: string[] } {
  const [problems, fetched]: string[][] = [[], []];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      problems.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => fetched.push(request.url()));
  return { problems, fetched };
}
