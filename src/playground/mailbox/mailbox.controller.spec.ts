import 'reflect-metadata';
import { Script } from 'node:vm';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { App } from 'supertest/types';
import { Settings } from '../../platform/configuration';
import { PUBLIC_ROUTE } from '../../platform/http';
import { MailboxController } from './mailbox.controller';
import { CapturedMessage, MailboxQuery, MailboxStore } from './mailbox-store';

const MAIL: CapturedMessage = {
  ...{ id: '1700000000002-000002-0badcafe', messageId: 'm2', capturedAt: '2026-05-02T12:00:00.000Z', kind: 'EMAIL' },
  ...{ from: '<b>Acme</b>', to: 'ana@example.com', subject: '</title><script>alert(1)</script>' },
  html: '<p>Hello <img src="cid:logo"><img src="cid:other"></p>',
  text: 'Acme\n\nCode: 482915\n\nhttps://placet.example/link/6f1e',
  attachments: [{ cid: 'logo', contentType: 'image/png', base64: 'bG9nbw==' }],
};
const SMS: CapturedMessage = {
  ...{ id: '1700000000001-000001-0badcafe', messageId: 'm1', capturedAt: '2026-05-02T11:00:00.000Z', kind: 'SMS' },
  ...{ from: 'Placet', to: '+351912345678', text: 'Code: 118204\nhttps://placet.example/link/0c9a', attachments: [] },
};
const INBOX = '/playground/mailbox';

let app: INestApplication<App>;
let stored: CapturedMessage[];
let asked: MailboxQuery | undefined;

const store: Pick<MailboxStore, 'list' | 'find'> = {
  list: (query) => {
    asked = query;
    const totalPages = Math.ceil(stored.length / query.pageSize);
    return Promise.resolve({ messages: stored, pageIndex: query.pageIndex, totalCount: stored.length, totalPages });
  },
  find: (id) => Promise.resolve(stored.find((message) => message.id === id)),
};

beforeAll(async () => {
  const testing = Test.createTestingModule({
    controllers: [MailboxController],
    providers: [
      { provide: MailboxStore, useValue: store },
      { provide: Settings, useValue: { PUBLIC_URL: 'http://localhost:3000' } },
    ],
  });
  app = (await testing.compile()).createNestApplication<INestApplication<App>>();
  await app.init();
});

beforeEach(() => (stored = [MAIL, SMS]));

afterAll(() => app.close());

const get = (path: string, accept = 'text/html') =>
  request(app.getHttpServer())
    .get(INBOX + path)
    .set('Accept', accept);

it('is open to callers without a key', () => expect(Reflect.getMetadata(PUBLIC_ROUTE, MailboxController)).toBe(true));

describe('the list', () => {
  it('shows e-mails as rows and SMS as bubbles, escaped', async () => {
    const { text, headers } = await get('').expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain(`<a href="${INBOX}/${MAIL.id}">`);
    expect(text).toContain('Code: 482915');
    expect(text).toContain('<a href="https://placet.example/link/0c9a" target="_blank" rel="noopener noreferrer">');
    expect(text).toContain('&lt;b>Acme&lt;/b>');
    expect(text.match(/<script/g)).toHaveLength(1);
  });

  it('allows nothing but its own files', async () => {
    const { text, headers } = await get('');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; script-src 'self';/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', vary: 'Accept' });
    expect(text).not.toMatch(/ style=| on[a-z]+=|<style/);
  });

  it('says what to do when there is nothing', async () => {
    stored = [];
    expect((await get('')).text).toContain('Create a request with <code>POST /v1/request</code>');
  });

  it('is data for those who ask for JSON', async () => {
    const { body } = await get('?pageSize=7&pageIndex=0', 'application/json').expect(200);
    expect(body).toMatchObject({ pageIndex: 0, pageSize: 7, totalCount: 2, totalPages: 1 });
    expect(body.data[1]).toEqual({
      ...{ id: SMS.id, messageId: 'm1', kind: 'SMS', from: 'Placet', to: SMS.to, text: SMS.text },
      capturedAt: SMS.capturedAt,
    });
    expect(body.data[0]).not.toHaveProperty('html');
  });

  it.each([
    ['', { pageIndex: 0, pageSize: 50, to: undefined }],
    ['?pageSize=1000&pageIndex=-1', { pageIndex: 0, pageSize: 100, to: undefined }],
    ['?pageSize=x&pageIndex=2', { pageIndex: 2, pageSize: 50, to: undefined }],
    ['?to=%2B351912345678', { pageIndex: 0, pageSize: 50, to: '+351912345678' }],
    ['?to=+351912345678', { pageIndex: 0, pageSize: 50, to: '+351912345678' }],
    ['?to=a&to=b', { pageIndex: 0, pageSize: 50, to: undefined }],
  ])('asked with %j looks for %j', async (query, expected) => {
    await get(query).expect(200);
    expect(asked).toEqual(expected);
  });

  it('brings its own style and script', async () => {
    const css = await get('/assets/mailbox.css').expect(200).expect('Content-Type', 'text/css; charset=utf-8');
    expect(css.text).toContain('--page: #');
    const js = await get('/assets/mailbox.js').expect(200).expect('Content-Type', 'text/javascript; charset=utf-8');
    expect(() => new Script(js.text)).not.toThrow();
    await get('/assets/secret.json').expect(404);
  });
});

describe('one message', () => {
  it('is shown in a frame that runs nothing', async () => {
    const { text } = await get(`/${MAIL.id}`).expect(200);
    expect(text).toContain(`<iframe src="${INBOX}/${MAIL.id}/html"`);
    expect(/sandbox="([^"]*)"/.exec(text)?.[1].split(' ')).toEqual([
      'allow-same-origin',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
    ]);
  });

  it('comes into that frame under a policy of its own, with its images inside', async () => {
    const { text, headers } = await get(`/${MAIL.id}/html`).expect(200);
    expect(text).toBe('<p>Hello <img src="data:image/png;base64,bG9nbw=="><img src="cid:other"></p>');
    expect(headers['content-security-policy']).toMatch(/^sandbox allow-same-origin .*default-src 'none'/);
    expect(headers['content-security-policy']).not.toContain('script');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('can be read as plain text, with its link', async () => {
    const { text } = await get(`/${MAIL.id}?view=text`).expect(200);
    expect(text).not.toContain('<iframe');
    expect(text).toContain('<a href="https://placet.example/link/6f1e" target="_blank" rel="noopener noreferrer">');
  });

  it('that is an SMS is a bubble, without a frame', async () => {
    expect((await get(`/${SMS.id}`).expect(200)).text).toContain('<p class="bubble">Code: 118204');
    await get(`/${SMS.id}/html`).expect(404);
  });

  it.each(['/nope', '/nope/html', '/..%2f..%2fplayground', '/1700000000009-000009-0badcafe'])(
    'at %s is a page that says it is gone',
    async (path) => {
      const { text, headers } = await get(path).expect(404);
      expect(text).toContain('This message is not in the mailbox');
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    },
  );
});
