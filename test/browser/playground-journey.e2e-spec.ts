import type { Browser, Page } from 'playwright-core';
import { openBrowser, photograph } from '../support/browser';
import { DESK_SCREEN, PHONE_SCREEN, violations, withPerson } from '../support/at-the-link';
import { until } from '../support/eventually';
import { describeWithJudge } from '../support/judges';
import { sentBy } from '../support/mailbox';
import { startPlayground, type TestPlayground } from '../support/playground';

/** What the console and the first page of the playground print. */
const FIRST_CALL = {
  contacts: ['user@example.com', '+351912345678'],
  securityLevel: 'CONTACT',
  groupIds: ['507f1f77bcf86cd799439011'],
  resourcesIds: ['507f1f77bcf86cd799439012'],
};

const EVERYTHING = {
  contacts: ['maria@example.com'],
  name: 'Your trip to Lisbon',
  groupIds: ['69660bac3b1d76b1c3000008'],
  redirectUrl: 'https://app.meridian.example/back',
  signaturePlacements: [
    { type: 'SIGNATURE', pageIndex: 1, x: 13, y: 69.8, width: 34.5, height: 5.7 },
    { type: 'NAME', pageIndex: 1, x: 13, y: 77.4, width: 34.5, height: 2.8 },
    { type: 'DATE', pageIndex: 1, x: 13, y: 82.1, width: 34.5, height: 2.8 },
    { type: 'INITIALS', pageIndex: 0, x: 75.9, y: 89.3, width: 11.2, height: 2.8 },
  ].map((place) => ({ ...place, contact: 'maria@example.com', resourceId: '507f1f77bcf86cd799439012' })),
};

describeWithJudge('chromium', 'chromium', 'The playground, in a browser and without reading anything', () => {
  let server: TestPlayground;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startPlayground(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const ask = async (body: object): Promise<void> => {
    const before = sentBy(server).length;
    const answer = await fetch(`${server.url}/v1/request`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    await until(
      () => sentBy(server).length - before,
      (sent) => sent === (body as typeof FIRST_CALL).contacts.length,
    );
  };

  /** From the mailbox to the page behind the code, as a person does it. */
  async function openMail(page: Page, subject: RegExp): Promise<void> {
    await page.goto(`${server.url}/playground/mailbox`);
    await page.getByRole('link', { name: subject }).first().click();
    const mail = page.frameLocator('iframe');
    await mail.getByText('Your one-time code').waitFor();
    const code = /\b\d{6}\b/.exec((await mail.locator('body').innerText()).replace(/https?:\S+/g, ''))![0];
    const link = new URL((await mail.getByRole('link').first().getAttribute('href'))!);
    await page.goto(server.url + link.pathname);
    await page.getByLabel('Your one-time code').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  it('goes from the printed call to a finished request', async () => {
    await ask(FIRST_CALL);
    await withPerson(browser, server.url, {}, async (page) => {
      await openMail(page, /Meridian/);
      await page.getByRole('heading', { name: 'Identity Document' }).waitFor();
      await page.getByRole('button', { name: 'Accept and continue' }).click();
      await page.getByRole('heading', { name: 'A last look' }).waitFor();
      await page.getByRole('button', { name: 'Accept', exact: true }).click();
      await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
    });
  });

  it.each([
    ['phone-light', PHONE_SCREEN, 'light'],
    ['phone-dark', PHONE_SCREEN, 'dark'],
    ['desk-light', DESK_SCREEN, 'light'],
    ['desk-dark', DESK_SCREEN, 'dark'],
  ] as const)('shows every screen of everything there is: %s', async (name, viewport, colorScheme) => {
    await ask(EVERYTHING);
    await withPerson(browser, server.url, { viewport, colorScheme, hasTouch: true }, async (page) => {
      let step = 0;
      const look = async (what: string): Promise<void> => {
        await photograph(page, `journey-${name}-${String(++step).padStart(2, '0')}-${what}`);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
      };
      await openMail(page, /Your trip to Lisbon/);
      await page.getByRole('heading', { name: 'Your trip to Lisbon' }).waitFor();
      await look('list');
      await page.getByRole('link', { name: 'Start' }).click();
      await page.locator('.sheet[data-drawn]').first().waitFor();
      await look('document');
      await sign(page, look);
      await page.getByRole('button', { name: 'Sign and continue' }).click();
      await page.getByRole('heading', { name: 'Mutual Non-Disclosure Agreement' }).waitFor();
      await page.getByText('I do not want this').click();
      await page.getByLabel('Why not?').fill('We signed one last year.');
      await look('reject');
      await page.getByRole('button', { name: 'Reject and continue' }).click();
      await page.getByRole('heading', { name: 'Privacy and data protection' }).waitFor();
      await look('consent');
      await page.getByRole('button', { name: 'Agree and continue' }).click();
      await page.getByRole('heading', { name: 'Traveller onboarding' }).waitFor();
      await look('form');
      await page.getByRole('button', { name: 'Keep my answers and continue' }).click();
      await page.getByRole('alert').waitFor();
      await look('form-errors');
      await fillIn(page);
      await page.getByRole('button', { name: 'Keep my answers and continue' }).click();
      await page.getByRole('heading', { name: 'Hotel payment mandate' }).waitFor();
      await look('mandate');
      await page.getByRole('button', { name: 'Approve and continue' }).click();
      await page.getByRole('heading', { name: 'A last look' }).waitFor();
      await look('review');
      await page.getByRole('button', { name: 'Confirm these answers' }).click();
      await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      await page.getByRole('button', { name: 'Stay here' }).click();
      await look('done');
      await page.getByRole('link', { name: /Take back this consent/ }).click();
      await look('withdraw');
    });
  });

  async function sign(page: Page, look: (what: string) => Promise<void>): Promise<void> {
    const walk = page.locator('.walk');
    expect(await page.getByRole('button', { name: /^Change: / }).count()).toBe(0); // nothing is there to be changed
    for (let left = 4; left > 0; left -= 1) {
      await walk.getByText(`Places left: ${left}`).waitFor();
      await walk.getByRole('button', { name: 'Next place' }).click();
      await page.getByRole('dialog').waitFor();
      await answer(page, await page.getByRole('dialog').getByRole('heading').innerText());
      if (left > 2) await look(`asked-for-${left}`);
      await page.getByRole('button', { name: 'Use this' }).click();
    }
    await walk.getByText('All places are filled in.').waitFor();
    expect(await page.getByRole('button', { name: /^Change: / }).count()).toBe(2);
    // As the sealed document will have it, not as this browser writes dates.
    expect(await page.locator('.spot', { hasText: '2026' }).innerText()).toBe('2026-11-24');
    await look('signed');
  }

  async function answer(page: Page, place: string): Promise<void> {
    const dialog = page.getByRole('dialog');
    if (/Signature/.test(place)) {
      const box = (await dialog.locator('canvas').boundingBox())!;
      await page.mouse.move(box.x + 40, box.y + 90);
      await page.mouse.down();
      for (let at = 0; at < 30; at += 1)
        await page.mouse.move(box.x + 40 + at * 7, box.y + 90 - 40 * Math.sin(at / 3) + at);
      await page.mouse.up();
    } else if (/Initials/.test(place)) {
      await dialog.getByRole('tab', { name: 'Type' }).click();
      await dialog.getByRole('textbox').fill('MS');
    } else if (/Date/.test(place)) await dialog.getByLabel(place).fill('2026-11-24');
    else await dialog.getByLabel(place).fill('Maria Santos');
  }

  async function fillIn(page: Page): Promise<void> {
    await page.getByLabel('Full name, as printed').fill('Maria Santos');
    await page.getByLabel('Date of birth').fill('1990-05-17');
    await page.getByLabel('Window').check();
    await page.getByLabel('Vegan').check();
    const contact = page.getByRole('group', { name: 'Emergency contact' });
    await contact.getByLabel('Name', { exact: true }).fill('João Santos');
    await contact.getByLabel('Partner').check();
    await contact.getByLabel('Telephone').fill('+351 912 345 678');
  }
});
