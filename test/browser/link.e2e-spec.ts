import type { Browser, BrowserContext, Page } from 'playwright-core';
import { contrast } from '../../src/platform/pages';
import { OrganizationsService } from '../../src/modules/organizations';
import { UnitOfWork } from '../../src/platform/database';
import { aConsent, aForm, sql, type Created } from '../support/asking';
import { DESKTOP, openBrowser, PHONE, photograph, SMALLEST_PHONE, witness } from '../support/browser';
import { describeWithJudge } from '../support/judges';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const LANGUAGES = ['ENG', 'DEU', 'ARA'] as const;
const LOCALES = { ENG: 'en-GB', DEU: 'de-DE', ARA: 'ar' };
const STATES = ['open', 'expired', 'canceled', 'finished', 'missing'] as const;
const VIEWS = [
  { view: 'phone', viewport: PHONE },
  { view: 'desktop', viewport: DESKTOP },
];
const LIGHTS = ['light', 'dark'] as const;

type State = (typeof STATES)[number];

const UPDATES: Partial<Record<State, string>> = {
  expired: `expires_at = now() - interval '1 day'`,
  canceled: `status = 'CANCELED', canceled_at = now()`,
  finished: `status = 'COMPLETED', settled_at = now()`,
};

describeWithJudge('chromium', 'chromium', 'The page at a link, in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let organization: TestOrganization;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    organization = await server.organization({ name: 'Meridian Travel, Lda.', colour: '#1f5f6b' });
    await giveLogo(organization);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** The path of a link that leads to a request in this state. */
  async function linkTo(state: State, language = 'ENG', name: string | undefined = NAMES[language], by = organization) {
    if (state === 'missing') return `/link/${'0'.repeat(24)}`;
    const credentials = [aConsent('SECRET ONE'), aConsent('SECRET TWO', 'I agree too.'), aForm('SECRET THREE')];
    const { body } = await by.asks({ contacts: ['ana@example.com'], credentials, language, name }).expect(201);
    const { id, subjects } = body as Created;
    if (UPDATES[state]) await sql(server.database, `UPDATE requests SET ${UPDATES[state]} WHERE id = $1`, [id]);
    return new URL(subjects[0].link!).pathname;
  }

  async function giveLogo({ entity }: TestOrganization): Promise<void> {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.setContent(LOGO);
    const bytes = await page.locator('svg').screenshot({ omitBackground: true });
    await page.close();
    const [unitOfWork, organizations] = [server.app.get(UnitOfWork), server.app.get(OrganizationsService)];
    await unitOfWork.run(entity.id, (tx) =>
      organizations.configure(tx, entity.id, {}, { contentType: 'image/png', bytes }),
    );
  }

  /** Opens a path, hands the page to `look`, and refuses anything a strict browser complains about. */
  async function visit(
    path: string,
    options: Parameters<Browser['newContext']>[0],
    look: (page: Page, context: BrowserContext) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const { problems, fetched } = witness(page);
      await page.goto(server.url + path);
      await look(page, context);
      const itself = new RegExp(`status of 404.* ${server.url}${path}$`); // the page of a link that leads nowhere
      expect(problems.filter((problem) => !itself.test(problem))).toEqual([]);
      expect(fetched.filter((url) => !url.startsWith(server.url))).toEqual([]);
      expect(await context.cookies()).toEqual([]);
    } finally {
      await context.close();
    }
  }

  describe.each(LANGUAGES)('in %s', (language) => {
    const locale = LOCALES[language];

    it.each(STATES)('shows a request that is %s, by day and by night, on a phone and a desk', async (state) => {
      const path = await linkTo(state, language);
      for (const { view, viewport } of VIEWS)
        for (const colorScheme of LIGHTS)
          await visit(path, { viewport, colorScheme, locale }, async (page) => {
            await photograph(page, `link-${state}-${language}-${view}-${colorScheme}`);
            expect(await page.getAttribute('html', 'lang')).toBe(locale);
            expect(await faintest(page, 'main :not(.button, .button *)')).toBeGreaterThanOrEqual(7);
            expect(await faintest(page, '.button:enabled')).toBeGreaterThanOrEqual(4.5);
          });
    });
  });

  it('fits the smallest phone, with names that break nowhere', async () => {
    const endless = await server.organization({ name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk' });
    const path = await linkTo('open', 'PRT', 'x'.repeat(110), endless);
    await visit(path, { viewport: SMALLEST_PHONE }, async (page) => {
      await photograph(page, 'link-smallest');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SMALLEST_PHONE.width);
    });
  });

  it('stays whole when text is twice as large', async () => {
    await visit(await linkTo('open'), { viewport: PHONE }, async (page) => {
      await page.evaluate(`document.documentElement.style.fontSize = '225%'`);
      await photograph(page, 'link-large-text');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    });
  });

  it('reads in order, by its headings and landmarks', async () => {
    await visit(await linkTo('open'), { viewport: PHONE }, async (page) => {
      const headings = await page.locator('h1, h2').allInnerTexts();
      expect(headings).toEqual(['Your trip to Lisbon', 'No code, or it does not work?', 'Not for you?']);
      await expect(page.locator('main').count()).resolves.toBe(1);
      await expect(page.locator('script:not([src]), [style], style, iframe').count()).resolves.toBe(0);
    });
  });
});

const NAMES: Record<string, string> = {
  ENG: 'Your trip to Lisbon',
  DEU: 'Ihre Reise nach Lissabon',
  ARA: 'رحلتك إلى لشبونة',
  PRT: 'A sua viagem a Lisboa',
};

const LOGO = `<body style="margin:0;background:transparent"><svg width="132" height="40" viewBox="0 0 132 40">
  <circle cx="20" cy="20" r="16" fill="#1f5f6b"/><path d="M6 22c9-9 19-9 28 0" fill="none" stroke="#fff" stroke-width="3"/>
  <text x="44" y="26" font-family="Georgia, serif" font-size="19" fill="#1f5f6b">meridian</text></svg></body>`;

/** The least contrast between a text and what lies behind it. */
async function faintest(page: Page, selector: string): Promise<number> {
  const pairs = await page.evaluate<[string, string][]>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .map((element) => {
      let behind = element;
      while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
      return [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
    })`);
  return Math.min(...pairs.map(([text, behind]) => contrast(hex(text), hex(behind))));
}

const hex = (colour: string): string =>
  `#${(colour.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((channel) => Number(channel).toString(16).padStart(2, '0'))
    .join('')}`;
