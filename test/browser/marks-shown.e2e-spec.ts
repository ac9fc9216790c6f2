import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { aDocument, type Created } from '../support/asking';
import { DESK_SCREEN, withPerson } from '../support/at-the-link';
import { openBrowser, photograph } from '../support/browser';
import { describeWithJudge } from '../support/judges';
import { aPdf } from '../support/pdfs';
import { sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const place = { contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0, x: 10 };
const PLACES = [
  { ...place, type: 'SIGNATURE', y: 10, width: 30, height: 5 },
  { ...place, type: 'NAME', y: 30, width: 30, height: 3 },
  { ...place, type: 'TEXT', y: 50, width: 15, height: 5 },
];
const LONG = 'A quite long text that goes on and on';

describeWithJudge('chromium', 'chromium', 'What a person puts into a document', () => {
  let server: TestServer;
  let browser: Browser;
  let organization: TestOrganization;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    organization = await server.organization();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Somebody who stands before the document. */
  async function atTheDocument(page: Page): Promise<{ credentialId: string }> {
    const credentials = [aDocument(aPdf().page().build())];
    const asked = { contacts: ['ana@example.com'], credentials, signaturePlacements: PLACES };
    const { subjects, credentials: made } = (await organization.asks(asked).expect(201)).body as Created;
    await page.goto(server.url + new URL(subjects[0].link!).pathname);
    await page.getByLabel('Your one-time code').fill(subjects[0].code!);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('What you fill in').waitFor();
    return { credentialId: made[0].id };
  }

  async function finishes(page: Page, credentialId: string, name: string): Promise<{ text: string; fonts: string }> {
    await page.getByRole('button', { name: 'Sign and continue' }).click();
    await page.getByRole('heading', { name: 'A last look' }).waitFor();
    await photograph(page, `${name}-last-look`);
    await page.getByRole('button', { name: 'Accept and sign' }).click();
    await page.getByRole('heading', { name: 'Done, thank you' }).waitFor();
    await sealed(organization, credentialId);
    const { body } = await organization.call('get', `/v1/resource/download/${credentialId}`).expect(200);
    mkdirSync(join('test-output', 'pages'), { recursive: true });
    const path = join('test-output', 'pages', `${name}-sealed.pdf`);
    writeFileSync(path, Buffer.from((body as { fileContent: string }).fileContent, 'base64'));
    const read = (program: string, ...words: string[]) => execFileSync(program, words, { encoding: 'utf8' });
    return { text: read('pdftotext', '-l', '1', path, '-'), fonts: read('pdffonts', '-l', '1', path) };
  }

  it('is shown on the page as it is sealed, and no hand is offered that lacks a letter', async () => {
    await withPerson(browser, server.url, { viewport: DESK_SCREEN }, async (page) => {
      const { credentialId } = await atTheDocument(page);
      await page.getByRole('button', { name: 'Next place: Signature' }).click();
      await page.getByRole('tab', { name: 'Type' }).click();
      const [typed, faces] = [page.locator('#typed'), page.locator('.faces .script')];
      const offered = async (name: string) => {
        await typed.fill(name);
        return faces.evaluateAll((samples) =>
          samples.map((sample) => sample.getAttribute('class')!.replace('script face-', '')),
        );
      };
      expect(await offered('Ana Silva')).toEqual(['1', '2', '3', '4']);
      expect(await offered('Łucja Żądło')).toEqual(['1', '2', '3']);
      expect(await offered('Иван')).toEqual(['1', '3']);
      for (const name of ['山田太郎', 'محمد علي', 'Γιώργος']) expect(await offered(name)).toEqual(['plain']);
      expect(await offered('Łucja Żądło')).toEqual(['1', '2', '3']);
      await photograph(page, 'marks-faces');
      await faces.nth(2).click();
      await page.getByRole('button', { name: 'Use this' }).click();
      await page.getByLabel('Name, page 1').fill('山田太郎');
      await page.getByLabel('Text, page 1').fill(LONG);
      const lines = page.locator('.spot').nth(2).locator('.text > div');
      await page.waitForFunction("document.fonts.check(\"16px 'DejaVu Sans'\", 'x')");
      await page.evaluate(`document.fonts.load("100px 'DejaVu Sans'", ${JSON.stringify(LONG)})`); // then it is set anew
      const shown = await lines.allTextContents();
      await photograph(page, 'marks-shown');
      expect(shown.length).toBeGreaterThan(1);
      expect(shown.join(' ')).toBe(LONG);
      const [spot, block] = await Promise.all(
        [page.locator('.spot').nth(2), lines.first()].map(async (part) => (await part.boundingBox())!),
      );
      expect(Math.abs(spot.x - block.x)).toBeLessThan(2);
      const { text } = await finishes(page, credentialId, 'marks');
      expect(text).toContain(`${shown.join('\n')}\n`);
      expect(text).toContain('山田太郎');
    });
  });

  it('is sealed in the hand that the last look showed, without a script', async () => {
    await withPerson(browser, server.url, { javaScriptEnabled: false }, async (page) => {
      const { credentialId } = await atTheDocument(page);
      await page.getByLabel('Your name, as your signature').fill('Łucja Żądło');
      await page.getByLabel('Name, page 1').fill('Łucja');
      const { fonts, text } = await finishes(page, credentialId, 'marks-no-script');
      expect(fonts).toMatch(/Caveat/);
      expect(text).toContain('Łucja Żądło');
    });
  });
});
