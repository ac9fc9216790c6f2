import type { Browser, Page } from 'playwright-core';
import { PHONE_SCREEN, violations, withPerson } from '../support/at-the-link';
import { openBrowser, photograph } from '../support/browser';
import { aConsent, type Created } from '../support/asking';
import { describeWithJudge } from '../support/judges';
import { anIdentity } from '../support/people';
import { startPlayground, type TestPlayground } from '../support/playground';

describeWithJudge('chromium', 'chromium', 'Being identified, in the playground', () => {
  let server: TestPlayground;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startPlayground({ DELIVERY: 'off' }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  let people = 0;
  const ask = async (securityLevel: string, more: object = {}): Promise<Created> => {
    const contacts = [`p${++people}@example.com`];
    const body = { contacts, name: 'Your trip to Lisbon', credentials: [aConsent()], securityLevel, ...more };
    return (await server.demo().asks(body).expect(201)).body as Created;
  };

  async function enter(page: Page, { subjects: [{ link, code }] }: Created): Promise<void> {
    await page.goto(server.url + new URL(link!).pathname);
    await page.locator('#code').fill(code!);
    await page.locator('form.code button').click();
  }

  /** A page that is looked at: by axe, for its width, and as a picture for people. */
  async function look(page: Page, name: string): Promise<void> {
    await photograph(page, `identity-${name}`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE_SCREEN.width);
  }

  async function answer(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Agree and continue' }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
  }

  async function toProvider(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Continue with Playground identity' }).click();
    await page.getByRole('link', { name: 'Go to Playground identity' }).click();
    await page.getByRole('heading', { name: 'Identity provider' }).waitFor();
  }

  describe.each([true, false])('With scripts: %s', (javaScriptEnabled) => {
    it.each(['ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION'])(
      '%s is walked to the end: the code, this step, the answer',
      async (level) => {
        const created = await ask(level);
        await withPerson(browser, server.url, { javaScriptEnabled }, async (page) => {
          await enter(page, created);
          await page.getByText('Step 2 of 3').waitFor();
          await toProvider(page);
          await page.getByRole('link', { name: 'You are who you are' }).click();
          await page.getByText('It is confirmed who you are.').waitFor();
          await page.getByText('Maria Exemplo da Silva').waitFor();
          await page.getByRole('button', { name: 'Pass these details on' }).click();
          await page.getByRole('link', { name: 'Start' }).click();
          await answer(page);
        });
      },
    );
  });

  it('shows each state as a page like the others, and what to do next', async () => {
    const created = await ask('HUMANOS_KYC');
    await withPerson(browser, server.url, {}, async (page) => {
      await enter(page, created);
      await page.getByText('Step 2 of 3').waitFor();
      await look(page, 'choose');
      await page.getByRole('button', { name: 'Continue with Playground identity' }).click();
      await page.getByRole('heading', { name: /^Now with/ }).waitFor();
      await look(page, 'away');
      await page.getByRole('link', { name: 'Go to Playground identity' }).click();
      await look(page, 'provider');
      await page.getByRole('link', { name: 'The provider cannot confirm' }).click();
      await page.getByText('It could not be confirmed').waitFor();
      await look(page, 'refused');
      await toProvider(page);
      await page.getByRole('link', { name: 'Identified, but not at once' }).click();
      await page.getByRole('heading', { name: 'Not finished yet' }).waitFor();
      await look(page, 'waiting');
      await page.getByRole('button', { name: 'See if it is finished' }).click();
      await page.getByText('It is confirmed who you are.').waitFor();
      await look(page, 'pass-on');
      await page.getByRole('button', { name: 'Go on without passing them on' }).click();
      await page.getByRole('link', { name: 'Start' }).click();
      await answer(page);
    });
  });

  it('shows what is on file in part, in Arabic from right to left', async () => {
    const created = await ask('ORGANIZATION_KYC', { language: 'ARA' });
    const [{ contact }] = created.subjects;
    await server
      .demo()
      .call('post', '/v1/user', [{ contact, identity: anIdentity() }])
      .expect(200);
    await withPerson(browser, server.url, {}, async (page) => {
      await enter(page, created);
      await page.getByRole('heading', { name: 'هل هذا أنت؟' }).waitFor();
      await look(page, 'on-file-rtl');
      await page.getByRole('button', { name: 'نعم، هذا أنا' }).click();
      await page.locator('a.button.wide').click();
      await page.locator('button.button[value="ACCEPT"]').waitFor();
    });
  });

  it('can be left for reading first, and found again', async () => {
    const created = await ask('HUMANOS_KYC');
    await withPerson(browser, server.url, {}, async (page) => {
      await enter(page, created);
      await page.getByRole('link', { name: 'First read what is asked' }).click();
      await look(page, 'list');
      await page.getByRole('link', { name: 'Confirm who I am' }).click();
      await page.getByText('Step 2 of 3').waitFor();
    });
  });
});
