import type { Page } from 'playwright-core';
import { aConsent, aDocument, aForm, aMandate, sql, type Created } from '../support/asking';
import { PHONE_SCREEN, violations, withPerson } from '../support/at-the-link';
import { photograph, SMALLEST_PHONE } from '../support/browser';
import { until } from '../support/eventually';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';
import { aPdf } from '../support/pdfs';
import { signaturePictures } from '../support/signature-pictures';
import { inkOn } from '../support/signing-dialog';

const WORDS = 'BT /F1 24 Tf 72 600 Td (The whole contract in one line) Tj ET';
const DOCUMENT = aDocument(aPdf().page({ content: WORDS }).build());
const PLACES = ['SIGNATURE', 'SIGNATURE'].map((type, index) => ({
  ...{ type, contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0 },
  ...{ x: 10, y: 10 + index * 30, width: 40, height: 10 },
}));

describeWithJudge('chromium', 'chromium', 'People at a link, in a browser', () => {
  const here = inABrowser();

  async function asked(credentials: object[], more: object = {}, by = here.organization) {
    const { body } = await by
      .asks({ contacts: ['ana@example.com'], name: 'Your trip', credentials, ...more })
      .expect(201);
    const created = body as Created;
    const [{ link, code }] = created.subjects;
    return { id: created.id, url: here.server.url + new URL(link!).pathname, code: code! };
  }

  async function enter(page: Page, { url, code }: { url: string; code: string }): Promise<void> {
    await page.goto(url);
    await page.getByLabel('Your one-time code').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  it('answers everything with the keyboard alone', async () => {
    const link = await asked([DOCUMENT, aConsent(), aForm()], { signaturePlacements: PLACES });
    await withPerson(here.browser, here.server.url, {}, async (page) => {
      await page.goto(link.url);
      await tabTo(page, 'Your one-time code');
      await page.keyboard.type(link.code);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Your trip' }).waitFor();
      await tabTo(page, 'Start');
      await page.keyboard.press('Enter');
      for (const first of [true, false]) {
        await page.getByText(`Places left: ${first ? 2 : 1}`).waitFor();
        await tabTo(page, 'Next place: Signature');
        await page.keyboard.press('Enter');
        if (!first) continue; // made once, it goes into the next place by itself
        await page.getByRole('dialog').waitFor();
        await tabTo(page, 'Draw');
        await page.keyboard.press('ArrowRight');
        await tabTo(page, 'Your name, as your signature');
        await page.keyboard.type('Ana Silva');
        await page.keyboard.press('Enter');
      }
      await page.getByText('All places are filled in.').waitFor();
      await tabTo(page, 'Sign and continue');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Privacy' }).waitFor();
      await tabTo(page, 'Agree and continue');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Onboarding' }).waitFor();
      await tabTo(page, 'aisle');
      await page.keyboard.press('Space');
      await tabTo(page, 'Keep my answers and continue');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'A last look' }).waitFor();
      await tabTo(page, 'Accept and sign');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
    });
  });

  it('answers everything without a script, down to the smallest phone', async () => {
    const link = await asked([DOCUMENT, aMandate()], { signaturePlacements: PLACES });
    await withPerson(
      here.browser,
      here.server.url,
      { javaScriptEnabled: false, viewport: SMALLEST_PHONE },
      async (page) => {
        await enter(page, link);
        await page.getByRole('link', { name: 'Start' }).click();
        await page.getByLabel('Your name, as your signature').fill('Ana Silva');
        await photograph(page, 'people-no-script-document');
        await page.getByRole('button', { name: 'Sign and continue' }).click();
        await page.getByText('I do not want this').click();
        await page.getByLabel('Why not?').fill('Too much.');
        await page.getByRole('button', { name: 'Reject and continue' }).click();
        await photograph(page, 'people-no-script-review');
        await page.getByRole('button', { name: 'Confirm these answers' }).click();
        await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      },
    );
  });

  it('takes a signature drawn with a finger, and one from a picture', async () => {
    const { onShadedPaper } = await signaturePictures(here.browser);
    const link = await asked([DOCUMENT], { signaturePlacements: PLACES });
    await withPerson(here.browser, here.server.url, { hasTouch: true, isMobile: true }, async (page) => {
      await enter(page, link);
      await page.getByRole('button', { name: 'Next place' }).tap();
      const canvas = (await page.getByRole('dialog').locator('canvas').boundingBox())!;
      const touch = await page.context().newCDPSession(page);
      const at = (step: number) => ({ x: canvas.x + 30 + step * 8, y: canvas.y + 80 + 30 * Math.sin(step / 3) });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] });
      for (let step = 1; step < 25; step += 1)
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(step)] });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await until(
        () => inkOn(page),
        ({ width }) => width > 100,
      );
      // A tap so soon after another touch may count as its second half: whoever sees the dialog stay taps again.
      const use = page.getByRole('button', { name: 'Use this' });
      await until(
        async () => {
          await use.tap({ timeout: 1000 }).catch(() => undefined);
          return use.count();
        },
        (left) => left === 0,
      );
      await page.getByText('Places left: 1').waitFor();
      const kind = page.locator('input[name="SIGNATURE.kind"]');
      expect(await kind.inputValue()).toBe('DRAWN');
      await page.getByRole('button', { name: 'Change: Signature' }).tap();
      await page.getByRole('tab', { name: 'Upload' }).tap();
      await page
        .locator('#picture')
        .setInputFiles({ name: 'x.txt', mimeType: 'image/png', buffer: Buffer.from('no picture') });
      await page.getByText('This picture cannot be used.').waitFor();
      await page.locator('#picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: onShadedPaper });
      await page.getByRole('dialog').locator('img.ink').waitFor();
      await page.getByRole('button', { name: 'Use this' }).tap();
      // A dialog is no dialog any more a moment before the page hears that it was closed.
      await page.locator('input[name="SIGNATURE.kind"][value="UPLOADED"]').waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Next place' }).tap();
      await page.getByText('All places are filled in.').waitFor();
      await page.getByRole('button', { name: 'Sign and continue' }).tap();
      await page.getByRole('button', { name: 'Accept and sign' }).tap();
      await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      expect(
        await sql(
          here.server.database,
          `SELECT kind, octet_length(image) > 60 AS drawn FROM decision_marks m JOIN decisions d ON d.id = m.decision_id JOIN credentials c ON c.id = d.credential_id WHERE c.request_id = $1`,
          [link.id],
        ),
      ).toEqual([
        { kind: 'UPLOADED', drawn: true },
        { kind: 'UPLOADED', drawn: true },
      ]);
    });
  });

  it('goes on to where the organization wants, by itself, unless told to stay', async () => {
    const link = await asked([aConsent()], { redirectUrl: 'https://app.example.com/back?order=7' });
    const context = await here.browser.newContext();
    const page = await context.newPage();
    await page.route('https://app.example.com/**', (route) => route.fulfill({ body: 'Welcome back' }));
    const decide = async (at: { url: string; code: string }) => {
      await enter(page, at);
      await page.getByRole('button', { name: 'Agree and continue' }).click();
      await page.getByRole('button', { name: 'Accept', exact: true }).click();
      await page.getByText('You will be taken there in').waitFor();
    };
    await decide(link);
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByText('You will be taken there').count()).toBe(0);
    await page.clock.install();
    await decide(await asked([aConsent('Another')], { redirectUrl: 'https://app.example.com/back?order=7' }));
    await page.clock.runFor(11_000);
    await page.waitForURL('https://app.example.com/back?order=7');
    await page.goBack(); // whoever comes back is not sent away again
    await page.getByRole('heading', { name: 'Your answer' }).waitFor();
    await page.clock.runFor(11_000);
    expect(page.url()).toMatch(/\/done$/);
    expect(await page.getByText('You will be taken there').count()).toBe(0);
    await context.close();
  });

  it('gives a document in words as well, for whoever cannot see its pages', async () => {
    const link = await asked([DOCUMENT]);
    await withPerson(here.browser, here.server.url, {}, async (page) => {
      await enter(page, link);
      await page.getByText('Text of page 1').click();
      await page.getByRole('paragraph').filter({ hasText: 'The whole contract in one line' }).waitFor();
    });
  });

  it('decides once, however often the button is pressed, and tells the second device and the back button so', async () => {
    const link = await asked([aConsent(), aConsent('Second', 'I agree as well.')]);
    await withPerson(here.browser, here.server.url, {}, async (page, context) => {
      await enter(page, link);
      await page.getByRole('link', { name: 'Start' }).click();
      for (const name of ['Privacy', 'Second']) {
        await page.getByRole('heading', { name }).waitFor();
        await page.getByRole('button', { name: 'Agree and continue' }).dblclick();
      }
      await page.getByRole('heading', { name: 'A last look' }).waitFor();
      const other = await context.newPage(); // the same person elsewhere, looking at the same choice
      await other.goto(`${link.url}/answer/review`);
      await page.getByRole('button', { name: 'Accept', exact: true }).dblclick();
      await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      await other.getByRole('button', { name: 'Accept', exact: true }).click();
      await other.getByRole('heading', { name: 'Done, thank you' }).waitFor();
      await page.goBack();
      await page.reload();
      await page.getByRole('heading', { name: 'Your answer' }).waitFor();
      expect(
        await sql(
          here.server.database,
          `SELECT count(*)::int AS n FROM decisions d JOIN credentials c ON c.id = d.credential_id WHERE c.request_id = $1`,
          [link.id],
        ),
      ).toEqual([{ n: 2 }]);
    });
  });

  it('keeps what was typed when one goes back, reloads or changes the language', async () => {
    const link = await asked([aForm(), aConsent()]);
    await withPerson(here.browser, here.server.url, {}, async (page) => {
      await enter(page, link);
      await page.getByRole('link', { name: 'Start' }).click();
      await page.getByLabel('window').check();
      await page.getByRole('button', { name: 'Keep my answers and continue' }).click();
      await page.getByRole('heading', { name: 'Privacy' }).waitFor();
      await page.getByRole('link', { name: 'All items' }).click();
      await page.getByText('1 of 2 chosen').waitFor();
      await page.getByRole('link', { name: /Onboarding/ }).click();
      await page.getByText('Language: English').click();
      await page.getByRole('button', { name: 'Deutsch' }).click();
      await page.getByRole('button', { name: 'Antworten speichern und weiter' }).waitFor();
      expect(await page.getByLabel('window').isChecked()).toBe(true);
      expect(await page.getAttribute('html', 'lang')).toBe('de-DE');
      await page.getByRole('link', { name: 'Alle Punkte' }).click();
      await page.getByText('1 von 2 entschieden').waitFor();
    });
  });

  it('weighs less than 40 kB where nothing has to be drawn', async () => {
    const link = await asked([aConsent(), aMandate(), aForm()]);
    await withPerson(here.browser, here.server.url, {}, async (page) => {
      await enter(page, link);
      for (const at of ['', '/1', '/2', '/3', '/review']) {
        const context = page.context();
        const fresh = await here.browser.newContext({ storageState: await context.storageState() });
        const look = await fresh.newPage();
        const sizes: Promise<number>[] = [];
        look.on('requestfinished', (request) =>
          sizes.push(
            request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
          ),
        );
        await look.goto(`${link.url}/answer${at}`, { waitUntil: 'networkidle' });
        const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
        process.stdout.write(`weight of /answer${at}: ${weight} bytes in ${sizes.length} requests\n`);
        expect(weight).toBeLessThan(40_000);
        await fresh.close();
      }
    });
  });

  describe('Every edge is a page like the others', () => {
    const edges = {
      'wrong-code': async (page: Page) => {
        const link = await asked([aConsent()]);
        await enter(page, { ...link, code: link.code === '000000' ? '000001' : '000000' });
        await page.getByText('You can try 4 more times.').waitFor();
      },
      locked: async (page: Page) => {
        const link = await asked([aConsent()]);
        await sql(here.server.database, 'UPDATE request_subjects SET wrong_codes = 25 WHERE request_id = $1', [
          link.id,
        ]);
        await page.goto(link.url);
        await page.getByRole('heading', { name: 'This link is locked' }).waitFor();
      },
      idle: async (page: Page) => {
        const link = await asked([aConsent(), aForm()]);
        await enter(page, link);
        await sql(here.server.database, `UPDATE page_sessions SET expires_at = now() - interval '1 minute'`);
        await page.getByRole('link', { name: 'Start' }).click();
        await page.getByRole('heading', { name: 'You were away for a while' }).waitFor();
      },
      canceled: async (page: Page) => {
        const link = await asked([aConsent(), aForm()]);
        await enter(page, link);
        await sql(here.server.database, `UPDATE requests SET status = 'CANCELED', canceled_at = now() WHERE id = $1`, [
          link.id,
        ]);
        await page.getByRole('link', { name: 'Start' }).click();
        await page.getByRole('heading', { name: 'This request was withdrawn' }).waitFor();
      },
      level: async (page: Page) => {
        const link = await asked([aConsent(), aForm()]);
        await sql(here.server.database, `UPDATE requests SET security_level = 'ORGANIZATION_KYC' WHERE id = $1`, [
          link.id,
        ]);
        await enter(page, link);
        await page.getByRole('heading', { name: 'One thing is missing first' }).waitFor();
      },
      'coming-back': async (page: Page) => {
        const link = await asked([aConsent()]);
        await sql(here.server.database, `UPDATE requests SET status = 'COMPLETED', settled_at = now() WHERE id = $1`, [
          link.id,
        ]);
        await page.goto(link.url);
        await page.getByText('Did you answer?').click();
        await page.getByRole('button', { name: 'See my answer' }).waitFor();
      },
      'another-code': async (page: Page) => {
        const link = await asked([aConsent()]);
        await sql(
          here.server.database,
          `UPDATE request_subjects SET created_at = now() - interval '5 minutes', codes_sent_at = '{}' WHERE request_id = $1`,
          [link.id],
        );
        await page.goto(link.url);
        await page.getByRole('button', { name: /Send a new code to/ }).click();
        await page.getByText('A new code is on its way to').waitFor();
        await page.getByText('You can ask for the next code: in').waitFor();
      },
      offline: async (page: Page) => {
        await enter(page, await asked([aConsent()]));
        await page.context().setOffline(true);
        await page.getByRole('button', { name: 'Agree and continue' }).click();
        await page.getByText('You are offline.').waitFor();
        await page.context().setOffline(false);
      },
    };

    it.each(Object.entries(edges))('%s', async (name, get) => {
      await withPerson(here.browser, here.server.url, { viewport: PHONE_SCREEN }, async (page) => {
        await get(page);
        await photograph(page, `edge-${name}`);
        expect(await violations(page)).toEqual([]);
      });
    });
  });

  it('reads from right to left', async () => {
    const link = await asked([DOCUMENT, aMandate(), aForm()], { language: 'ARA', signaturePlacements: PLACES });
    await withPerson(here.browser, here.server.url, {}, async (page) => {
      await page.goto(link.url);
      await page.locator('#code').fill(link.code);
      await page.locator('form.code button').click();
      for (const at of ['', '/1', '/2', '/3', '/review']) {
        await page.goto(`${link.url}/answer${at}`);
        if (at === '/1') await page.locator('.sheet[data-drawn]').waitFor();
        await photograph(page, `rtl${at.replace('/', '-')}`);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE_SCREEN.width);
      }
    });
  });
});

/** Presses Tab until what has the focus is called so: what a person without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate<string>(NAME_OF_FOCUSED);
    if (called === name) return;
  }
  throw new Error(`The keyboard does not reach "${name}"`);
}

const NAME_OF_FOCUSED = `(() => {
  const { activeElement: focused } = document;
  return (focused.labels?.[0] ?? focused).textContent.trim();
})()`;
