import type { Page } from 'playwright-core';
import { aFormWithFiles, sql, type Created } from '../support/asking';
import { DESK_SCREEN, PHONE_SCREEN, violations, withPerson } from '../support/at-the-link';
import { photograph, SMALLEST_PHONE } from '../support/browser';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';

const MB = 1024 * 1024;
const LONG = `Diplom_${'sehr_lang_'.repeat(9)}2026.pdf`;
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

describeWithJudge('chromium', 'chromium', 'Attaching PDFs, in a browser', () => {
  const here = inABrowser();

  let asked = 0;
  async function entered(page: Page, query = ''): Promise<Created> {
    const credentials = [aFormWithFiles(`Application ${++asked}`)];
    const { body } = await here.organization.asks({ contacts: ['ana@example.com'], credentials }).expect(201);
    const created = body as Created;
    const [{ link, code }] = created.subjects;
    await page.goto(here.server.url + new URL(link!).pathname + query);
    await page.locator('#code').fill(code!);
    await page.locator('form.code button, form:has(#code) .button').first().click();
    await page.locator('#q-1').waitFor();
    return created;
  }

  const fits = async (page: Page, width: number) =>
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  const go = (page: Page) => page.getByRole('button', { name: 'Keep my answers and continue' }).click();

  describe.each([
    { view: 'phone', viewport: PHONE_SCREEN, colorScheme: 'light' as const, javaScriptEnabled: true },
    { view: 'phone-dark', viewport: PHONE_SCREEN, colorScheme: 'dark' as const, javaScriptEnabled: true },
    { view: 'desk', viewport: DESK_SCREEN, colorScheme: 'light' as const, javaScriptEnabled: true },
  ])('on a $view', ({ view, viewport, ...options }) => {
    it('is refused, mended, looked at again, decided and downloaded', async () => {
      await withPerson(here.browser, here.server.url, { viewport, ...options }, async (page, context) => {
        const look = async (name: string) => {
          await photograph(page, `attaching-${name}-${view}`);
          await fits(page, viewport.width);
          expect(await violations(page)).toEqual([]);
        };
        const { id } = await entered(page);
        await look('empty');
        await page.getByLabel('Full name').fill('Ana Silva');
        await page.getByLabel('Diploma').setInputFiles(file('diploma.pdf', pdfs.encrypted()));
        await page.getByLabel('Curriculum').setInputFiles(file(LONG, pdfs.pages(12)));
        await go(page);
        await page.locator('#q-1-error', { hasText: 'This PDF is protected' }).waitFor();
        await look('refused');
        expect(await page.getByLabel('Full name').inputValue()).toBe('Ana Silva');
        await page.getByLabel('Diploma').setInputFiles(file('diploma.pdf', pdfs.pages(3)));
        await page.getByRole('button', { name: 'Add another' }).click();
        await page.getByRole('link', { name: 'diploma.pdf' }).waitFor();
        await look('kept');
        const [opened] = await Promise.all([
          context.waitForEvent('page'),
          page.getByRole('link', { name: 'diploma.pdf' }).click(),
        ]);
        await opened.close();
        await page.getByRole('checkbox', { name: /^Remove this file ?: Curriculum/ }).check();
        await go(page);
        await page.getByRole('heading', { name: 'A last look' }).waitFor();
        await look('review');
        expect(await page.getByRole('link', { name: LONG }).count()).toBe(0);
        await page.getByRole('link', { name: 'Change' }).click();
        await page.getByLabel('Curriculum').setInputFiles(file('cv.pdf', pdfs.letter()));
        await go(page);
        await page.getByRole('button', { name: 'Accept', exact: true }).click();
        await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
        await look('done');
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: 'diploma (PDF)' }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('diploma.pdf');
        await page.locator('.items a').first().click();
        await page.getByRole('link', { name: 'cv.pdf' }).waitFor();
        await look('decided');
        const names = await sql<{ name: string }>(
          here.server.database,
          `SELECT answers -> 1 -> 'value' ->> 'fileName' || ', ' || (answers -> 2 -> 'value' ->> 'fileName') AS name
           FROM decisions d JOIN credentials c ON c.id = d.credential_id WHERE c.request_id = $1`,
          [id],
        );
        expect(names).toEqual([{ name: 'diploma.pdf, cv.pdf' }]);
      });
    });
  });

  it('works without a script, on the smallest phone', async () => {
    await withPerson(
      here.browser,
      here.server.url,
      { javaScriptEnabled: false, viewport: SMALLEST_PHONE },
      async (page) => {
        await entered(page);
        await page.getByLabel('Full name').fill('Ana Silva');
        await page.getByLabel('Diploma').setInputFiles(file(LONG, pdfs.a4()));
        await go(page);
        await photograph(page, 'attaching-no-script-review');
        await fits(page, SMALLEST_PHONE.width);
        await page.getByRole('link', { name: 'Change' }).click();
        await photograph(page, 'attaching-no-script-kept');
        await fits(page, SMALLEST_PHONE.width);
        await page.goto(page.url().replace(/\/1$/, '/review'));
        await page.getByRole('button', { name: 'Accept', exact: true }).click();
        await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      },
    );
  });

  it('says at once that a file is too big, and does not send it', async () => {
    await withPerson(here.browser, here.server.url, {}, async (page) => {
      await entered(page);
      await page.getByLabel('Diploma').setInputFiles(file('big.pdf', Buffer.alloc(10 * MB + 1)));
      await page.getByRole('alert').filter({ hasText: 'This file is too big: up to 10 MB.' }).waitFor();
      expect(await page.getByLabel('Diploma').inputValue()).toBe('');
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Diploma').setInputFiles(file('small.pdf', pdfs.a4()));
      await page.locator('#q-1-error').waitFor({ state: 'hidden' });
    });
  });

  it('reads from right to left, names from left to right included', async () => {
    await withPerson(here.browser, here.server.url, { locale: 'ar' }, async (page) => {
      await entered(page, '?lang=ARA');
      await page.locator('#q-0').fill('آنا');
      await page.locator('#q-1').setInputFiles(file('diploma-2026.pdf', pdfs.encrypted()));
      await page.locator('#q-2').setInputFiles(file('شهادة 2026.pdf', pdfs.pages(3)));
      await page.locator('.act .button').first().click();
      await page.locator('#q-1-error').waitFor();
      await photograph(page, 'attaching-ara');
      await fits(page, PHONE_SCREEN.width);
      expect(await violations(page)).toEqual([]);
    });
  });
});
