import type { BrowserContextOptions, Page } from 'playwright-core';
import { LANGUAGES } from '../../src/modules/pages/page-language';
import { aDocument, type Created } from '../support/asking';
import { violations, withPerson } from '../support/at-the-link';
import { photograph, SMALLEST_PHONE } from '../support/browser';
import { until } from '../support/eventually';
import { inABrowser } from '../support/in-a-browser';
import { describeWithJudge } from '../support/judges';
import { aPdf } from '../support/pdfs';
import { signaturePictures } from '../support/signature-pictures';
import { belowTools, cutOffOn, draw, focusOn, inkOn, previewOn, typeName } from '../support/signing-dialog';

const WORDS = 'BT /F1 18 Tf 72 720 Td (The whole contract in one line) Tj ET';
const DOCUMENT = aDocument(aPdf().page({ content: WORDS }).page().build());
const place = (type: string, pageIndex: number, y: number, width: number) => ({
  ...{ type, pageIndex, contact: 'ana@example.com', inlineCredentialIndex: 0 },
  ...{ x: 20, y, width, height: width > 5 ? 5 : 2 },
});
const TICKS = [place('CHECKBOX', 0, 30, 3), place('CHECKBOX', 0, 36, 3)];
const SIGNATURES = [place('SIGNATURE', 0, 60, 40), place('SIGNATURE', 0, 70, 40), place('SIGNATURE', 1, 50, 40)];
const PLACES = [...TICKS, place('TEXT', 0, 44, 40), place('TEXT', 0, 52, 40), ...SIGNATURES];

/** The layout of the screen moves on only with its frames. */
const NEXT_FRAME = 'new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => shown(null))))';

describeWithJudge('chromium', 'chromium', 'Signing a document, in a browser', () => {
  const here = inABrowser();

  /** Somebody who has the document in front of them, on a phone. */
  async function atDocument(
    signaturePlacements: object[],
    act: (page: Page) => Promise<void>,
    { language = 'ENG', ...options }: BrowserContextOptions & { language?: string } = {},
  ): Promise<void> {
    const ask = { contacts: ['ana@example.com'], name: 'Your trip', credentials: [DOCUMENT], language };
    const { body } = await here.organization.asks({ ...ask, signaturePlacements }).expect(201);
    const [{ link, code }] = (body as Created).subjects;
    await withPerson(here.browser, here.server.url, options, async (page) => {
      await page.goto(here.server.url + new URL(link!).pathname);
      await page.locator('#code').fill(code!);
      await page.locator('form.code button').click();
      await page.locator('.viewer').waitFor();
      await act(page);
    });
  }

  it('tells places of one kind on one page apart: on the page, in the list, in the dialog', async () => {
    await atDocument(PLACES, async (page) => {
      const twins = page.locator('.twin');
      expect(await twins.allInnerTexts()).toEqual([
        'Signature 1 of 2, page 1',
        'Signature 2 of 2, page 1',
        'Signature, page 2',
      ]);
      await page.getByLabel('Tick box 2 of 2, page 1').check();
      expect(await page.locator('.spot').allInnerTexts()).toEqual(
        ['1', '✓2', 'Text 1', 'Text 2', 'Signature 1', 'Signature 2', 'Signature'].map((text) =>
          expect.stringMatching(new RegExp(`^${text.replace('✓', '✓\\s*')}$`)),
        ),
      );
      await page.locator('.spot', { hasText: 'Text 2' }).click();
      await page.getByRole('dialog', { name: 'Text 2 of 2, page 1' }).getByRole('textbox').fill('Lisbon');
      await page.getByRole('button', { name: 'Use this' }).click();
      expect(await page.getByLabel('Text 2 of 2, page 1').inputValue()).toBe('Lisbon');
      await page.locator('.sheet[data-drawn]').first().waitFor();
      await photograph(page, 'signing-numbers');
      expect(await violations(page)).toEqual([]);
    });
  });

  it('tells them apart without a script as well, and in the list of what is missing', async () => {
    const check = async (page: Page) => {
      expect(await page.locator('.place-number').allTextContents()).toEqual(['1', '2', '1', '2', '1', '2']);
      await page.locator('#mark-SIGNATURE').fill('');
      await page.locator('.act button').first().click();
      await page.locator('#problems').waitFor();
      await photograph(page, 'signing-no-script');
      expect(await page.locator('.problems a').allInnerTexts()).toEqual([
        'التوقيع 1 من 2، الصفحة 1',
        'التوقيع 2 من 2، الصفحة 1',
        'التوقيع، الصفحة 2',
      ]);
      await page.locator('.problems a').last().click();
      expect(await page.evaluate('document.activeElement.id')).toBe('mark-SIGNATURE');
    };
    await atDocument(PLACES, check, { language: 'ARA', javaScriptEnabled: false });
  });

  it('leads from the list of what is missing to the button of each place', async () => {
    await atDocument(PLACES, async (page) => {
      await page.getByRole('button', { name: 'Sign and continue' }).click();
      const link = page.locator('.problems').getByRole('link', { name: 'Signature 2 of 2, page 1' });
      await link.focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Signature 2 of 2, page 1');
      await photograph(page, 'signing-missing');
    });
  });

  it('says what is left: what must be filled in, then what may be, and keeps the focus', async () => {
    await atDocument(PLACES, async (page) => {
      await page.getByText('Places left: 3').waitFor();
      await page.getByRole('button', { name: 'Next place: Signature' }).focus();
      await page.keyboard.press('Enter');
      await typeName(page);
      for (const left of [2, 1]) {
        await page.getByText(`Places left: ${left}`).waitFor();
        expect(await page.evaluate('document.activeElement.textContent')).toBe('Next place: Signature');
        await page.keyboard.press('Enter');
      }
      const status = page.locator('.walk').getByRole('status');
      await status.getByText('All required places are filled in; 4 optional ones are still empty.').waitFor();
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('status');
      await photograph(page, 'signing-optional');
      for (const at of [1, 2]) await page.getByLabel(`Text ${at} of 2, page 1`).fill('Lisbon');
      await page.getByLabel('Tick box 1 of 2, page 1').check();
      await status.getByText('All required places are filled in; 1 optional one is still empty.').waitFor();
      await page.getByLabel('Tick box 2 of 2, page 1').check();
      await status.getByText('All places are filled in.').waitFor();
    });
  });

  it('hides nothing below its tools: neither what has the focus, nor a field at the top of the screen', async () => {
    await atDocument(PLACES, async (page) => {
      await page.locator('.sheet[data-drawn]').first().waitFor();
      for (const key of ['Tab', 'Shift+Tab']) {
        const seen: string[] = [];
        for (let presses = 0; presses < 30; presses += 1) {
          await page.keyboard.press(key);
          const [name, hidden] = await focusOn(page);
          seen.push(name);
          expect([name, hidden]).toEqual([name, false]);
        }
        expect(seen).toEqual(expect.arrayContaining(['Text of page 1', 'Signature, page 2']));
      }
      expect(await belowTools(page)).toEqual([]);
    });
  });

  it('keeps a drawing whole when the phone is turned, and lets one go on drawing', async () => {
    const turned = { width: 740, height: 360 };
    await atDocument(SIGNATURES, async (page) => {
      await page.setViewportSize(turned);
      await page.getByRole('button', { name: 'Next place' }).click();
      const pad = page.getByRole('dialog').locator('canvas');
      await draw(page, 0.2, 0.95);
      const before = await inkOn(page);
      let last = before.shown;
      for (const viewport of [{ width: 360, height: 740 }, turned]) {
        await page.setViewportSize(viewport);
        const now = await until(
          () => inkOn(page),
          ({ pixels, shown }) => String(pixels) === String(shown) && String(shown) !== String(last),
        );
        last = now.shown;
        await photograph(page, `signing-turned-${viewport.width}`);
        expect(now.pixels).toEqual(now.shown);
        expect(now.right).toBeLessThan(now.shown[0]);
        expect(now.width / now.height / (before.width / before.height)).toBeCloseTo(1, 1);
      }
      await until(
        async () => [await pad.boundingBox(), await page.evaluate(NEXT_FRAME), await pad.boundingBox()],
        ([one, , other]) => JSON.stringify(one) === JSON.stringify(other),
      );
      const { right } = await inkOn(page);
      await draw(page, 0.6, 0.9); // where the finger is, there the ink is
      const box = (await pad.boundingBox())!;
      const now = await inkOn(page);
      expect(now.right).toBeGreaterThan(right);
      expect(Math.abs(now.right - 0.9 * box.width)).toBeLessThan(6);
      await page.getByRole('button', { name: 'Use this' }).click();
      await page.locator('input[name="SIGNATURE.kind"][value="DRAWN"]').waitFor({ state: 'attached' });
    });
  });

  it('takes a photograph of a signature on shaded paper, and says which one it cannot take', async () => {
    const { onShadedPaper, onBlack } = await signaturePictures(here.browser);
    await atDocument(SIGNATURES, async (page) => {
      await page.getByRole('button', { name: 'Next place' }).click();
      await page.getByRole('tab', { name: 'Upload' }).click();
      const picture = page.locator('#picture');
      await picture.setInputFiles({ name: 'black.png', mimeType: 'image/png', buffer: onBlack });
      await page.getByText('The signature cannot be told from the paper in this picture.').waitFor();
      await photograph(page, 'signing-upload-refused');
      await page.getByRole('button', { name: 'Use this' }).click();
      expect(await page.getByText('The signature cannot be told from the paper').count()).toBe(1);
      await picture.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: onShadedPaper });
      await page.getByText('A picture of your signature on white paper.').waitFor();
      const [width, height, share] = await previewOn(page);
      await photograph(page, 'signing-upload');
      // As large as the line that was drawn (472 by 180 and a little), and mostly clear.
      expect([Math.abs(width - 487), Math.abs(height - 195)].every((off) => off < 12)).toBe(true);
      expect(share).toBeGreaterThan(0.03);
      expect(share).toBeLessThan(0.2);
    });
  });

  it.each(Object.keys(LANGUAGES))(
    'has every way to sign within its dialog on the smallest phone: %s',
    async (language) => {
      const check = async (page: Page) => {
        await page.locator('.walk button').click();
        await photograph(page, `signing-ways-${language}`);
        for (let at = 0; at < 3; at += 1) {
          await page.getByRole('tab').nth(at).click();
          expect(await cutOffOn(page)).toEqual([]);
        }
        expect(await violations(page)).toEqual([]);
      };
      await atDocument(SIGNATURES, check, { language, viewport: SMALLEST_PHONE });
    },
  );

  it('keeps a tick away from its words, and words away from the ring of the focus', async () => {
    await atDocument([...TICKS, ...SIGNATURES], async (page) => {
      const box = (await page.getByLabel('Tick box 1 of 2, page 1').boundingBox())!;
      const words = (await page.getByText('Tick box 1 of 2, page 1').boundingBox())!;
      expect(words.x - box.x - box.width).toBeGreaterThanOrEqual(8);
      await page.getByLabel('Tick box 1 of 2, page 1').focus();
      await photograph(page, 'signing-tick');
      await page.getByRole('button', { name: 'Next place' }).click();
      await page.getByRole('tab', { name: 'Type' }).click();
      await photograph(page, 'signing-typed');
      const label = (await page.locator('label[for=typed]').boundingBox())!;
      const field = (await page.getByRole('dialog').getByRole('textbox').boundingBox())!;
      expect(field.y - label.y - label.height).toBeGreaterThanOrEqual(5);
    });
  });
});
