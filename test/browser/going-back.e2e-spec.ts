import type { Page } from 'playwright-core';
import { aConsent, aDocument, aForm, type Created } from '../support/asking';
import { violations, withPerson } from '../support/at-the-link';
import { photograph } from '../support/browser';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';
import { aPdf } from '../support/pdfs';
import { otherThan } from '../support/visitor-by-http';

const TRAVELLERS = {
  ...{ type: 'FORM', name: 'Travellers' },
  data: [
    { label: 'Contact', type: 'string', required: true },
    {
      label: 'People',
      type: 'array',
      fields: [
        { label: 'Name', type: 'string', required: true },
        { label: 'Born', type: 'date' },
      ],
    },
  ],
};
const DOCUMENT = aDocument(aPdf().page().build());
const PLACES = ['SIGNATURE', 'NAME'].map((type, index) => ({
  ...{ type, contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0 },
  ...{ x: 10, y: 10 + index * 30, width: 40, height: 10 },
}));

describeWithJudge('chromium', 'chromium', 'Going back, on and elsewhere, in a browser', () => {
  const here = inABrowser();

  let asks = 0;
  async function asked(credentials: object[], more: object = {}) {
    const name = `Your trip ${++asks}`;
    const { body } = await here.organization
      .asks({ contacts: ['ana@example.com'], name, credentials, ...more })
      .expect(201);
    const [{ link, code }] = (body as Created).subjects;
    return { url: here.server.url + new URL(link!).pathname, code: code! };
  }

  async function enter(page: Page, { url, code }: { url: string; code: string }): Promise<void> {
    await page.goto(url);
    await tryCode(page, code);
  }

  async function tryCode(page: Page, code: string): Promise<void> {
    await page.getByLabel('Your one-time code').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const keep = (page: Page) => page.getByRole('button', { name: 'Keep my answers and continue' }).click();

  describe.each([
    { how: 'with scripts', javaScriptEnabled: true },
    { how: 'without scripts', javaScriptEnabled: false },
  ])('$how', ({ how, javaScriptEnabled }) => {
    const look = (page: Page, name: string) => photograph(page, `going-back-${name}-${how.replace(' ', '-')}`);

    it('after wrong codes, Back never meets a form', async () => {
      const link = await asked([aConsent(), aForm()]);
      await withPerson(here.browser, here.server.url, { javaScriptEnabled }, async (page) => {
        await enter(page, { ...link, code: otherThan(link.code) });
        await page.getByText('You can try 4 more times.').waitFor();
        await look(page, 'wrong-code');
        await tryCode(page, otherThan(link.code));
        await page.getByText('You can try 3 more times.').waitFor();
        await tryCode(page, link.code);
        await page.getByRole('link', { name: 'Start' }).waitFor();
        for (let steps = 0; steps < 2; steps += 1) {
          await page.goBack();
          expect(page.url()).toBe(`${link.url}/answer`); // whoever is in is led in
        }
      });
    });

    it('after an answer that was wrong and rows that were added, Back shows the form as it was kept', async () => {
      const link = await asked([TRAVELLERS, aConsent()]);
      await withPerson(here.browser, here.server.url, { javaScriptEnabled }, async (page) => {
        await enter(page, link);
        await page.getByRole('link', { name: 'Start' }).click();
        await page.getByLabel('Name').fill('Rui');
        await keep(page);
        await page.getByText('Please look at 1 answer again').waitFor();
        await look(page, 'wrong-answer');
        expect(await page.getByLabel('Name').inputValue()).toBe('Rui');
        await page.getByRole('button', { name: 'Add another' }).click();
        await page.getByRole('group', { name: 'Entry 2' }).waitFor();
        expect(await page.evaluate('document.activeElement.name')).toBe('a.1.1.0');
        expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
        await look(page, 'one-more-row');
        await page.keyboard.type('Eva');
        await page.getByLabel('Contact').fill('Ana');
        await keep(page);
        await heading(page, 'Privacy');
        await page.goBack();
        await heading(page, 'Travellers');
        expect(await page.getByLabel('Name').nth(1).inputValue()).toBe('Eva');
        await page.goBack();
        await heading(page, 'Travellers');
        expect(await page.getByLabel('Contact').inputValue()).toBe('Ana');
      });
    });

    it('another language keeps what was typed and signed, and Enter still goes on', async () => {
      const link = await asked([DOCUMENT, TRAVELLERS], { signaturePlacements: PLACES });
      await withPerson(here.browser, here.server.url, { javaScriptEnabled }, async (page) => {
        await enter(page, link);
        await page.getByRole('link', { name: 'Start' }).click();
        await page.getByRole('heading', { name: 'Contract' }).waitFor();
        const name = page.locator('input[name^="p."]');
        await name.fill('Ana Silva e Costa');
        if (javaScriptEnabled) {
          await page.getByRole('button', { name: /^Next place/ }).click();
          await page.getByRole('tab', { name: 'Type' }).click();
          await page.getByRole('textbox', { name: 'Your name, as your signature' }).fill('Ana S.');
          await page.getByRole('button', { name: 'Use this' }).click();
          await page.getByText('All places are filled in.').waitFor();
        } else await page.getByLabel('Your name, as your signature').fill('Ana S.');
        await page.getByText('Language: English').click();
        await look(page, 'languages');
        if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
        await page.getByRole('button', { name: 'Deutsch' }).click();
        await page.locator('html[lang="de-DE"]').waitFor();
        expect(await name.inputValue()).toBe('Ana Silva e Costa');
        expect(await page.locator('input[name="SIGNATURE.text"]').inputValue()).toBe('Ana S.');
        if (javaScriptEnabled) await page.getByText('Alle Stellen sind ausgefüllt.').waitFor();
        await page.locator('.act .button').first().click();
        await heading(page, 'Travellers');
        await page.locator('#q-0').fill('Ana');
        await page.locator('#q-0').press('Enter');
        await page.waitForURL(/review$/);
      });
    });
  });
});
