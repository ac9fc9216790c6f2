import { sql, type Created } from '../support/asking';
import { violations, withPerson } from '../support/at-the-link';
import { photograph, SMALLEST_PHONE } from '../support/browser';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';
import { budget, uses } from '../support/spending';

const EACH = 'Each person who approves gives an authorisation of their own';

describeWithJudge('chromium', 'chromium', 'Limits that several people are asked for, in a browser', () => {
  const here = inABrowser();

  const ask = async (...contacts: string[]): Promise<Created> => {
    const mandate = { type: 'JSON', name: 'Hotels', scope: 'payments.hotel', data: [uses(3), budget(100)] };
    const asked = { contacts, credentials: [mandate], language: 'ENG', expiresAt: '2099-01-01T00:00:00Z' };
    return (await here.organization.asks(asked).expect(201)).body as Created;
  };

  /** How often the item and the last look say so, read on the smallest phone. */
  async function said({ subjects: [{ link, code }] }: Created, name: string): Promise<number[]> {
    const counts: number[] = [];
    await withPerson(here.browser, here.server.url, { viewport: SMALLEST_PHONE }, async (page) => {
      await page.goto(here.server.url + new URL(link!).pathname);
      await page.getByLabel('Your one-time code').fill(code!);
      await page.getByRole('button', { name: 'Continue' }).click();
      for (const [screen, button] of Object.entries({ item: 'Approve and continue', review: 'Accept' })) {
        await page.getByRole('button', { name: button, exact: true }).waitFor();
        counts.push(await page.getByText(EACH).count());
        await photograph(page, `limits-${name}-${screen}`);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SMALLEST_PHONE.width);
        await page.getByRole('button', { name: button, exact: true }).click();
      }
      await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
    });
    return counts;
  }

  it('are said to hold for each of two people, and not for one who is reached twice', async () => {
    const [two, one] = [await ask('ana@example.com', 'rui@example.com'), await ask('ana@example.com')];
    expect(await said(two, 'of-two')).toEqual([1, 1]);
    expect(await said(one, 'of-one')).toEqual([0, 0]);
    await here.organization
      .call('post', '/v1/user/contact', { contact: 'ana@example.com', newContact: 'ana@work.example' })
      .expect(200);
    expect(await said(await ask('ana@example.com', 'ana@work.example'), 'of-one-twice')).toEqual([0, 0]);
  });

  it('are the same content, whoever else is asked', async () => {
    const asked = [await ask('eva@example.com', 'rui@example.com'), await ask('eva@example.com')];
    const ids = asked.map(({ credentials: [{ id }] }) => id);
    expect(
      await sql(here.server.database, 'SELECT count(DISTINCT digest)::int AS n FROM credentials WHERE id = ANY($1)', [
        ids,
      ]),
    ).toEqual([{ n: 1 }]);
  });
});
