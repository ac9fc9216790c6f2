import type { Browser, Page } from 'playwright-core';
import { aConsent, type Created } from '../support/asking';
import { openBrowser } from '../support/browser';
import { describeWithJudge } from '../support/judges';
import { until } from '../support/eventually';
import { startServer, type TestServer } from '../support/server';

const OURS = 'https://app.example.com';
const STRANGER = 'https://stranger.example';
/** Both live on this machine only: nothing is looked up, and the pages may stand in frames of another place. */
const APART = ['--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests'];

describeWithJudge('chromium', 'chromium', 'A page at a link, inside the page of an organization', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    const environment = { DELIVERY: 'off', PUBLIC_URL: 'https://sign.example' };
    [server, browser] = await Promise.all([startServer({ environment }), openBrowser(APART)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  async function asked(allowedOrigins: string[]) {
    const organization = await server.organization({ name: 'Meridian Travel, Lda.', allowedOrigins });
    const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
    const [{ link, code }] = (body as Created).subjects;
    // Browsers take a name of this machine for as safe as https, and keep its secure cookies.
    return { url: `http://localhost:${new URL(server.url).port}${new URL(link!).pathname}`, code: code! };
  }

  async function embed(origin: string, url: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    const body = `<script>told = []; onmessage = ({ origin, data }) => told.push([origin, data.event].join(' '))</script><iframe src="${url}" width="400" height="700"></iframe>`;
    await page.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(`${origin}/`);
    return page;
  }

  /** What the page around was told, as soon as it was told so much. */
  const hears = (page: Page, count: number): Promise<string[]> =>
    until(
      () => page.evaluate<string[]>('told'),
      ({ length }) => length >= count,
    );

  it('is answered there, and tells that page, and no other, what happened', async () => {
    const { url, code } = await asked(['https://other.example', OURS]);
    const page = await embed(OURS, url);
    const frame = page.frameLocator('iframe');
    await frame.getByLabel('Your one-time code').fill(code);
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('button', { name: 'Agree and continue' }).click();
    await frame.getByRole('button', { name: 'Accept', exact: true }).click();
    await frame.getByRole('heading', { name: 'Done, thank you' }).waitFor();
    const told = await hears(page, 4);
    expect(told.map((line) => line.split(' ')[1])).toEqual(['opened', 'verified', 'decided', 'finished']);
    expect(new Set(told.map((line) => line.split(' ')[0]))).toEqual(new Set([new URL(url).origin]));
    const [session] = (await page.context().cookies()).filter(({ name }) => name.startsWith('__Host-placet-'));
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None', path: '/' });
    await page.context().close();
  });

  it('tells what happened before anything can be seen of it, and so also if it is left at once', async () => {
    const { url, code } = await asked([OURS]);
    const page = await embed(OURS, url);
    await page.route('**/page.js', () => undefined); // the script that makes it comfortable never comes
    const frame = page.frameLocator('iframe');
    await frame.getByLabel('Your one-time code').fill(code);
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('button', { name: 'Agree and continue' }).click();
    await frame.getByRole('button', { name: 'Accept', exact: true }).click();
    await frame.getByRole('heading', { name: 'Done, thank you' }).waitFor();
    await page.evaluate(`document.querySelector('iframe').remove()`);
    const told = await hears(page, 4);
    expect(told.map((line) => line.split(' ')[1])).toEqual(['opened', 'verified', 'decided', 'finished']);
    await page.context().close();
  });

  it('does not stand in the frame of anybody else, and tells nobody', async () => {
    const { url } = await asked([OURS]);
    const page = await embed(STRANGER, url);
    await until(
      () => page.frames()[1]?.url(),
      (address) => address?.startsWith('chrome-error:'),
    );
    expect(await page.frameLocator('iframe').locator('#page').count()).toBe(0);
    expect(await page.evaluate('told')).toEqual([]);
    await page.context().close();
  });
});
