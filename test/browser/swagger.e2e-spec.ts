import { join } from 'node:path';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { bringBackDemo, everythingGroup, hotelMandate } from '../../src/playground/seeds';
import { DESKTOP, openBrowser, PHONE, photograph, witness } from '../support/browser';
import { describeWithJudge } from '../support/judges';
import { operations, type ApiDocument } from '../support/openapi-document';
import { startPlayground, type TestPlayground } from '../support/playground';
import { startServer, type TestServer } from '../support/server';

describeWithJudge('chromium', 'chromium', 'Swagger UI at /docs', () => {
  let browser: Browser;
  const opened: Page[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(() => Promise.all(opened.splice(0).map((page) => page.close())));
  afterAll(() => browser.close());

  async function open(url: string, viewport = DESKTOP, colorScheme: 'light' | 'dark' = 'light') {
    const page = await browser.newPage({ viewport, colorScheme });
    opened.push(page);
    const seen = witness(page);
    await page.goto(`${url}/docs`);
    await page.locator('.opblock').first().waitFor();
    return { page, seen };
  }

  describe('in the playground', () => {
    let server: TestPlayground;
    beforeAll(async () => {
      server = await startPlayground();
    });
    afterAll(() => server.stop());

    it('has Authorize filled in, and signs the call that is tried, which is answered with 201', async () => {
      const { page, seen } = await open(server.url);
      const { apiKey, signatureSecret } = server.card;
      await page.getByRole('button', { name: 'Authorize', exact: true }).click();
      expect(await page.locator('.credential label').allInnerTexts()).toEqual(['API key', 'Signature secret']);
      const shown = [apiKey, signatureSecret].map((value) => `${'•'.repeat(12)} ${value.slice(-4)}`);
      expect(await page.locator('.credential output').allInnerTexts()).toEqual(shown);
      await photograph(page, 'docs-authorize');
      await page.getByRole('button', { name: 'Close', exact: true }).click();

      const call = await tryOut(page);

      expect(await statusOf(page)).toBe('201');
      expect(call.headers()).toMatchObject({
        authorization: `Bearer ${apiKey}`,
        'x-signature-version': '2',
        'x-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(seen.problems).toEqual([]);
      expect(seen.fetched.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:'))).toEqual([]);
      await photograph(page, 'docs-tried');
    });

    it('signs the bytes that it sends, whatever they are', async () => {
      const { page } = await open(server.url);
      const body =
        '{"contacts":["juergen@example.com"],  "name":"Ünïcødé 👩‍👧 \\u00e9", "groupIds":["507f1f77bcf86cd799439011"]}';
      await tryOut(page, body);
      expect(await statusOf(page)).toBe('201');
    });

    it('tries each example, one after the other', async () => {
      const { page } = await open(server.url);
      await tryOut(page);
      const examples = page.locator('.opblock-section-request-body .examples-select select');
      const names = await examples.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value')!));
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) {
        await examples.selectOption(name);
        await execute(page);
        expect([name, await statusOf(page)]).toEqual([name, '201']);
      }
    });

    it('signs what is filled in: a query in any letters, an id in the path, a file', async () => {
      const { page } = await open(server.url);
      const made = (await server.demo().call('post', '/v1/api-keys', { name: 'x' }, { version: 2 }).expect(201)).body;
      await server
        .demo()
        .call('post', '/v1/user', [{ contact: 'user@example.com' }])
        .expect(200);
      const calls: TriedCall[] = [
        { name: 'GET /v1/api-keys', fields: { search: 'é &+/?=%', pageSize: '5' } },
        { name: 'GET /v1/user', fields: { contact: 'user@example.com' } },
        { name: 'POST /v1/api-keys/{id}/rotate', fields: { id: made.id } },
        { name: 'DELETE /v1/api-keys/{id}', fields: { id: made.id } },
        { name: 'PUT /v1/resource/content/{id}', fields: { id: '507f1f77bcf86cd799439012' }, file: aPdf },
      ];
      for (const call of calls) {
        expect([call.name, await tried(page, call)]).toEqual([call.name, '200']);
      }
    });

    it('shows what a part of an answer is made of, in the example and in the schema', async () => {
      const { page } = await open(server.url);
      const block = page.locator('#operations-Requests-getRequest');
      await block.locator('.opblock-summary-control').click();
      await block.getByText('"name": "Meridian Travel, Lda."').first().waitFor();
      await block.getByText('Schema', { exact: true }).first().click();
      await block.getByText('RequestDetail').first().waitFor();
    });

    it('says of every operation what to fill in where its example is not there', async () => {
      const { page } = await open(server.url);
      const shown = await page.evaluate(async () => {
        const { forThePage } = (globalThis as unknown as { placetAuthorize: { forThePage: ForThePage } })
          .placetAuthorize;
        const json = async (path: string) => (await fetch(path)).json() as Promise<never>;
        const { ids } = (await json('/playground/credentials')) as { ids: object };
        return forThePage(await json('/docs/json'), ids).paths;
      });
      const demanded = Object.entries(shown).flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
          parameters.filter(({ required }) => required).map((one) => ({ at: `${method} ${path} ${one.name}`, ...one })),
        ),
      );
      expect(demanded.length).toBeGreaterThan(20);
      const filled = demanded.filter(({ example, schema }) => (example ?? schema.example) !== undefined);
      const unsaid = demanded.filter(
        (one) => !filled.includes(one) && !/Fill in\.\*\* .+ For example /.test(one.description!),
      );
      expect(unsaid).toEqual([]);
      expect(filled.map(({ at }) => at)).toEqual(
        operations
          .filter(({ path }) => /^\/v1\/resource\/(group\/|content\/)?\{id\}$/.test(path))
          .map(({ method, path }) => `${method} ${path} id`),
      );
    });

    it('runs operations as they are, those that delete as well, and the first call works after them', async () => {
      const { page } = await open(server.url);
      const first = 'POST /v1/request';
      const rest = [
        'GET /v1/user',
        'GET /v1/request/{id}',
        'DELETE /v1/resource/{id}',
        'DELETE /v1/resource/group/{id}',
      ];
      const outcomes: string[] = [];
      for (const name of [first, ...rest, first]) outcomes.push(await asItIs(page, name));
      expect(outcomes).toEqual(['201', '200', 'says what to fill in', '200', '200', '201']);
      // As a restart does.
      await bringBackDemo(server.database.url);
      await server.demo().call('get', `/v1/resource/${hotelMandate.id}`).expect(200);
      await server.demo().call('get', `/v1/resource/group/${everythingGroup.id}`).expect(200);
    });

    it.each([
      ['phone', PHONE, 'light'],
      ['phone-dark', PHONE, 'dark'],
      ['desktop-dark', DESKTOP, 'dark'],
    ] as const)('fits a %s', async (name, viewport, scheme) => {
      const { page } = await open(server.url, viewport, scheme);
      await photograph(page, `docs-${name}`);
      await tryOut(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      await photograph(page, `docs-${name}-tried`);
    });
  });

  describe('on a server', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer();
    });
    afterAll(() => server.stop());

    it('asks for key and secret, keeps them to itself, and signs with them', async () => {
      const { key } = await server.organization();
      const { page, seen } = await open(server.url);
      await authorize(page, key.key, key.signatureSecret);
      const call = await tryOut(page, JSON.stringify(ANYBODYS));

      expect(await statusOf(page)).toBe('201');
      expect(JSON.stringify(await call.allHeaders())).not.toContain(key.signatureSecret);
      expect(await page.locator('.curl-command').innerText()).not.toContain(key.signatureSecret);
      expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
      expect(seen.problems).toEqual([]);
    });

    it('shows the refusal of a wrong secret', async () => {
      const { key } = await server.organization();
      const { page } = await open(server.url);
      await authorize(page, key.key, `${key.signatureSecret}x`);
      await tryOut(page, JSON.stringify(ANYBODYS));
      expect(await statusOf(page)).toBe('401');
      expect(await page.locator('.live-responses-table').innerText()).toContain('signature_mismatch');
    });

    it('tries nothing where the browser offers no cryptography, and says why', async () => {
      const alone = await openBrowser(['--host-resolver-rules=MAP placet.test 127.0.0.1']);
      try {
        const page = await alone.newPage();
        await page.goto(`${server.url.replace(/127\.0\.0\.1|localhost/, 'placet.test')}/docs`);
        await page.getByText('This page cannot sign').waitFor();
        await openOperation(page);
        expect(await page.getByRole('button', { name: 'Execute' }).isDisabled()).toBe(true);
      } finally {
        await alone.close();
      }
    });
  });
});

interface TriedCall {
  name: string;
  fields: Record<string, string>;
  file?: string;
}

/** Opens an operation, fills it in, executes it, and answers the status that a person reads. */
async function tried(page: Page, { name, fields, file }: TriedCall): Promise<string> {
  const { operation } = operations.find((one) => one.name === name)!;
  const block = page.locator(`#operations-${operation.tags[0]}-${operation.operationId}`);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  for (const [field, value] of Object.entries(fields)) {
    await block.locator(`tr[data-param-name="${field}"] input`).fill(value);
  }
  if (file) await block.locator('input[type=file]').setInputFiles(file);
  await block.getByRole('button', { name: 'Execute' }).click();
  const status = block.locator('.live-responses-table tbody .response-col_status').first();
  await status.waitFor();
  const read = await status.innerText();
  await block.locator('.opblock-summary-control').click();
  return read;
}

/** Opens an operation and executes it with what is filled in: the status, or that it says what is missing and sends nothing. */
async function asItIs(page: Page, name: string): Promise<string> {
  const { operation } = operations.find((one) => one.name === name)!;
  const block = page.locator(`#operations-${operation.tags[0]}-${operation.operationId}`);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  const file = block.locator('input[type=file]');
  if ((await file.count()) > 0) await file.setInputFiles(aPdf);
  await block.getByRole('button', { name: 'Execute' }).click();
  const status = block.locator('.live-responses-table tbody .response-col_status').first();
  const missing = block.locator('tr[data-param-name] input.invalid').first();
  await status.or(missing).first().waitFor();
  const empty = await missing.isVisible();
  const outcome = empty ? await missingIn(block) : await status.innerText();
  await block.getByRole('button', { name: 'Cancel', exact: true }).click();
  await block.locator('.opblock-summary-control').click();
  return outcome;
}

/** Every field that is demanded and empty says what belongs there, with an example. */
async function missingIn(block: Locator): Promise<string> {
  const rows = await block
    .locator('tr[data-param-name]', { has: block.page().locator('input.invalid') })
    .allInnerTexts();
  const unsaid = rows.filter((row) => !/Fill in\. .+ For example /.test(row.replace(/\s+/g, ' ')));
  return unsaid.length === 0 ? 'says what to fill in' : `does not say what to fill in: ${unsaid.join('; ')}`;
}

type ForThePage = (served: never, ids: object) => { paths: ApiDocument['paths'] };

const aPdf = join(__dirname, '../../src/playground/seeds/files/identity-document.pdf');

/** What an organization without a catalogue can ask. */
const ANYBODYS = {
  contacts: ['ana@example.com'],
  credentials: [{ type: 'CONSENT', name: 'Privacy', data: [{ label: 'text', type: 'string', value: 'I agree.' }] }],
};

async function authorize(page: Page, key: string, secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Authorize', exact: true }).click();
  await page.getByLabel('API key').fill(key);
  await page.getByLabel('Signature secret').fill(` ${secret} `);
  await page.getByRole('button', { name: 'Apply credentials' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
}

async function openOperation(page: Page): Promise<void> {
  await page.locator('#operations-Requests-createRequest .opblock-summary-control').click();
  await page.getByRole('button', { name: 'Try it out' }).click();
}

/** Opens POST /v1/request, tries it, and answers the call that left the page. */
async function tryOut(page: Page, body?: string): Promise<Request> {
  await openOperation(page);
  if (body !== undefined) await page.locator('.body-param__text').fill(body);
  return execute(page);
}

async function execute(page: Page): Promise<Request> {
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  if (await clear.isVisible()) await clear.click(); // or the answer before this one would be read
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/request')),
    page.getByRole('button', { name: 'Execute' }).click(),
  ]);
  await answer.finished();
  await page.locator('.live-responses-table').waitFor();
  return answer.request();
}

/** The status that a person reads after a try. */
const statusOf = (page: Page): Promise<string> =>
  page.locator('.live-responses-table tbody .response-col_status').first().innerText();
