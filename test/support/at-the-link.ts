import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { witness } from './browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const PHONE_SCREEN = { width: 360, height: 740 };
export const DESK_SCREEN = { width: 1280, height: 800 };

interface AxeViolation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds wrong with a page, each as one line; an empty list is what we want. */
export async function violations(page: Page): Promise<string[]> {
  // Run apart from the page's own scripts: its policy allows no script from elsewhere, and shall not.
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<{ violations: AxeViolation[] }>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** A browser of one person. It refuses whatever a strict browser complains about, and whatever leaves this server. */
export async function withPerson(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  act: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: PHONE_SCREEN, ...options });
  try {
    const page = await context.newPage();
    const { problems, fetched } = witness(page);
    await act(page, context);
    expect(problems.filter((problem) => !/status of (403|404|409|422)/.test(problem))).toEqual([]);
    expect(fetched.filter((address) => !address.startsWith(url) && !/^(blob|data):/.test(address))).toEqual([]);
  } finally {
    await context.close();
  }
}
