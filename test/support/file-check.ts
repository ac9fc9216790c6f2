import request from 'supertest';
import type { TestServer } from './server';

/** A browser without scripts that sends a file to the page that checks it. */
export const sendsFile = (
  server: TestServer,
  bytes: Buffer,
  { name = 'file', query = '?lang=ENG', headers = {} } = {},
): request.Test =>
  request(server.url)
    .post(`/verify${query}`)
    .set({ 'Sec-Fetch-Site': 'same-origin', Origin: 'null', ...headers })
    .attach('file', bytes, { filename: name, contentType: 'application/octet-stream' });

/** What a page says, without its marks. */
export const textOf = (html: string): string =>
  html
    .replace(/<nav.*?<\/nav>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
