import request from 'supertest';
import { OrganizationsService } from '../../src/modules/organizations';
import { AnsweringService } from '../../src/modules/requests';
import { UnitOfWork } from '../../src/platform/database';
import { aConsent, aForm, rowsAtRest, sql, type Created } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const NOWHERE = '0123456789abcdef01234567';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } }); // so that only this suite changes anything
  organization = await server.organization({ name: 'Meridian Travel, Lda.', colour: '#1F5F6B' });
});
afterAll(() => server.stop());

async function ask(more: object = {}, by = organization): Promise<{ id: string; path: string }> {
  const { body } = await by
    .asks({
      contacts: ['ana@example.com'],
      credentials: [aConsent('Hidden consent', 'Hidden text'), aForm('Hidden form')],
      name: 'Your trip to Lisbon',
      expiresAt: '2099-05-31T14:00:00Z',
      ...more,
    })
    .expect(201);
  const { id, subjects } = body as Created;
  return { id, path: new URL(subjects[0].link!).pathname };
}

const open = (path: string) => request(server.url).get(path);

async function openAfter(change: string): Promise<request.Response> {
  const { id, path } = await ask();
  await sql(server.database, `UPDATE requests SET ${change} WHERE id = $1`, [id]);
  return open(path).expect(200);
}

describe('The page at a link', () => {
  it('says who asks, what for, how much and by when, and nothing of what is asked', async () => {
    const { path } = await ask();
    const { text } = await open(path).expect(200).expect('Content-Type', 'text/html; charset=utf-8');
    for (const told of [
      '<html lang="en-GB" dir="ltr">',
      'Meridian Travel, Lda. asks for your answer.',
      'Your trip to Lisbon',
      '2 items to read and decide',
      '<time datetime="2099-05-31T14:00:00.000Z" data-form="long">Sunday, 31 May 2099 at 14:00 UTC</time>',
      'Your one-time code',
      'a•••@example.com',
      'Not for you?',
    ])
      expect(text).toContain(told);
    expect(text).not.toMatch(/Hidden|ana@example\.com|<script(?! src="\/pages\/)|<style|style=/);
  });

  it('speaks the language of the request, whatever the browser prefers', async () => {
    const { path } = await ask({ language: 'PRT', credentials: [aConsent()] });
    const { text } = await open(path).set('Accept-Language', 'en').expect(200);
    expect(text).toContain('<html lang="pt-PT" dir="ltr">');
    expect(text).toContain('1 ponto para ler e decidir');
    expect(text).toMatch(/domingo, 31 de maio de 2099 às 14:00\sUTC/);
  });

  it.each([
    [`expires_at = now() - interval '1 second'`, 'The time to answer is over'],
    [`status = 'CANCELED', canceled_at = now()`, 'This request was withdrawn'],
    [`status = 'COMPLETED', settled_at = now()`, 'This request is finished'],
    [`status = 'REJECTED', settled_at = now()`, 'This request is finished'],
  ])('after %s says so', async (change, heading) => {
    const { text } = await openAfter(change);
    expect(text).toContain(`<h1>${heading}</h1>`);
    expect(text).toContain('Meridian Travel, Lda.');
  });

  it('changes nothing, however often it is looked at, whatever the state', async () => {
    const { path } = await ask();
    await openAfter(`status = 'CANCELED', canceled_at = now()`);
    const before = await rowsAtRest(server.database);
    for (const look of [open(path), request(server.url).head(path), open(`${path}/logo`), open(`/link/${NOWHERE}`)])
      await look;
    expect(await rowsAtRest(server.database)).toBe(before);
  });

  it('knows no other method', async () => {
    const { path } = await ask();
    for (const method of ['post', 'put', 'patch', 'delete'] as const)
      await request(server.url)[method](path).expect(405);
  });

  it('may be kept by nobody, leaks nothing, runs only our own files and stands in no frame', async () => {
    const { path } = await ask();
    for (const { headers } of [
      await open(path),
      await open(`/link/${NOWHERE}`),
      await request(server.url).head(path),
    ]) {
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
          "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-robots-tag': 'noindex, nofollow',
      });
      expect(headers).not.toHaveProperty('set-cookie');
      expect(headers).not.toHaveProperty('etag');
    }
  });

  it('stands in frames of exactly the origins that its organization allows', async () => {
    const framed = await server.organization({ allowedOrigins: ['https://app.example.com', 'https://b.example:8443'] });
    const { path } = await ask({}, framed);
    const { headers } = await open(path).expect(200);
    expect(headers['content-security-policy']).toMatch(
      / frame-ancestors https:\/\/app\.example\.com https:\/\/b\.example:8443$/,
    );
    expect(headers).not.toHaveProperty('x-frame-options');
  });
});

describe('A link that leads nowhere', () => {
  it('looks the same whether it is unknown, malformed or broken: 404, the same bytes', async () => {
    const { path } = await ask();
    const token = path.split('/')[2];
    const wrong = [
      `/link/${NOWHERE}`,
      '/link/x',
      '/link/',
      `/link/${token.toUpperCase().replace(/^[0-9]+$/, 'A')}`,
      `/link/${token}0`,
      `/link/${token.slice(1)}`,
      `/link/${token}/more`,
      `/link/${token}/logo/more`,
      `/link/${NOWHERE}/logo`,
      '/link/%00',
      '/link/%E0%A4%A',
      '/link/%252e%252e%252f',
      `/link/${'a'.repeat(4000)}`,
      "/link/'%20OR%201=1--",
    ];
    const bodies = new Set<string>();
    for (const path of wrong) {
      const { status, text, headers } = await open(path);
      expect([path.slice(0, 60), status]).toEqual([path.slice(0, 60), 404]);
      expect(headers['cache-control']).toBe('no-store');
      bodies.add(text);
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain('<h1>This link leads nowhere</h1>');
  });

  it('answers in the language that the browser prefers', async () => {
    const { text, headers } = await open(`/link/${NOWHERE}`).set('Accept-Language', 'ja, pt-BR;q=0.8, en;q=0.5');
    expect(text).toContain('<html lang="pt-PT"');
    expect(headers.vary).toContain('Accept-Language');
    expect((await open(`/link/${NOWHERE}`).set('Accept-Language', 'ja')).text).toContain('<html lang="en-GB"');
  });
});

it('When the database is away, a person gets a page that says to try again', async () => {
  const { path } = await ask();
  jest.spyOn(server.app.get(AnsweringService), 'doorstep').mockRejectedValueOnce(new Error('away'));
  const { text, headers } = await open(path).expect(503);
  expect(text).toContain('<h1>This page cannot be shown just now</h1>');
  expect(headers['retry-after']).toBe('30');
});

describe('A logo', () => {
  it('is served by us, to whoever holds the link', async () => {
    const branded = await server.organization();
    const organizations = server.app.get(OrganizationsService);
    const logo = { contentType: 'image/png', bytes: PNG } as const;
    await server.app
      .get(UnitOfWork)
      .run(branded.entity.id, (tx) => organizations.configure(tx, branded.entity.id, {}, logo));
    const { path } = await ask({}, branded);
    expect((await open(path)).text).toContain(`<img src="${path}/logo" alt/>`);
    const { body, headers } = await open(`${path}/logo`).expect(200);
    expect(body).toEqual(PNG);
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' });
  });

  it('that is not there is not shown, and leads nowhere', async () => {
    const { path } = await ask();
    expect((await open(path)).text).not.toContain('<img');
    await open(`${path}/logo`).expect(404);
  });
});

describe('The stylesheet', () => {
  it('carries the colour of the organization and is kept for ever', async () => {
    const { path } = await ask();
    const [, address] = /<link rel="stylesheet" href="([^"]+)"/.exec((await open(path)).text)!;
    expect(address).toMatch(/^\/pages\/[0-9a-f]{12}\/1f5f6b\.css$/);
    const { text, headers } = await open(address).expect(200);
    expect(text).toContain('--accent: #1f5f6b');
    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it('of another version is answered and not kept; of a wrong colour is ours', async () => {
    const { text, headers } = await open('/pages/000000000000/;}%7Bx.css').expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('--accent: #24527a');
    expect(text).not.toContain('}{x');
  });
});
