import type { Page } from 'playwright-core';
import { aConsent, aMandate, sql, type Created } from '../support/asking';
import { violations, withPerson } from '../support/at-the-link';
import { photograph } from '../support/browser';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';

describeWithJudge('chromium', 'chromium', 'One request in two windows', () => {
  const here = inABrowser();

  async function asked(credentials: object[]) {
    const { body } = await here.organization.asks({ contacts: ['ana@example.com'], credentials }).expect(201);
    const { id, subjects } = body as Created;
    return { id, url: here.server.url + new URL(subjects[0].link!).pathname, code: subjects[0].code! };
  }
  async function enter(page: Page, { url, code }: { url: string; code: string }): Promise<void> {
    await page.goto(url);
    await page.getByLabel('Your one-time code').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Not final yet').waitFor();
  }
  const reject = async (page: Page) => {
    await page.getByText('I do not want this').click();
    await page.getByRole('button', { name: 'Reject and continue' }).click();
    await page.getByRole('heading', { name: 'A last look' }).waitFor();
  };
  const decisions = (id: string) =>
    sql(
      here.server.database,
      'SELECT d.action FROM credentials c JOIN decisions d ON d.credential_id = c.id WHERE c.request_id = $1',
      [id],
    );

  it('Two tabs: "Reject" decides nothing after the other tab chose to accept, and says why', () =>
    withPerson(here.browser, here.server.url, {}, async (first, context) => {
      const { id, ...link } = await asked([aMandate()]);
      await enter(first, link);
      await reject(first);
      const second = await context.newPage();
      await second.goto(`${link.url}/answer/1`);
      await second.getByRole('button', { name: 'Approve and continue' }).click();
      await second.getByRole('heading', { name: 'A last look' }).waitFor();

      await first.getByRole('button', { name: 'Reject', exact: true }).click();
      const said = first.getByRole('alert');
      await said.waitFor();
      expect(await said.textContent()).toContain('was “Rejected”, is now “Accepted”');
      expect(await decisions(id)).toEqual([]);
      expect(await violations(first)).toEqual([]);
      await photograph(first, 'review-moved');
      await first.getByRole('button', { name: 'Accept', exact: true }).click();
      await first.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      expect(await decisions(id)).toEqual([{ action: 'ACCEPT' }]);
    }));

  it('Two devices: the later button, without a script, is told that something else had been decided', () =>
    withPerson(here.browser, here.server.url, {}, async (phone, context) => {
      const { id, ...link } = await asked([aConsent()]);
      await enter(phone, link);
      await phone.getByRole('button', { name: 'Agree and continue' }).click();
      await phone.getByRole('heading', { name: 'A last look' }).waitFor();
      const options = { storageState: await context.storageState(), javaScriptEnabled: false };
      await withPerson(here.browser, here.server.url, options, async (desk) => {
        await desk.goto(`${link.url}/answer/1`);
        await reject(desk);
        await desk.getByRole('button', { name: 'Reject', exact: true }).click();
        await desk.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      });
      await phone.getByRole('button', { name: 'Accept', exact: true }).click();
      await phone.getByText('What you sent just now was not recorded').waitFor();
      expect(await violations(phone)).toEqual([]);
      expect(await decisions(id)).toEqual([{ action: 'REJECT' }]);
    }));
});
