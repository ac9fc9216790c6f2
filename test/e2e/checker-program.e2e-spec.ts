import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { bundleOf, sampleEvidence } from '../support/evidence-bundle';
import { startServer, type TestServer } from '../support/server';

const committed = readFileSync(join(__dirname, '../../bin/placet-verify.mjs'));
const digest = createHash('sha256').update(committed).digest('hex');
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
});
afterAll(() => server.stop());

describe('The program that checks files', () => {
  it('is offered by the page, with its digest, at an address that changes with it', async () => {
    const { text } = await request(server.url).get('/verify').expect(200);
    expect(text).toContain(`<a href="/verify/${digest}/placet-verify.mjs" download="placet-verify.mjs">`);
    expect(text).toContain(`<code class="fingerprint">${digest}</code>`);
    const { headers, text: program } = await request(server.url).get(`/verify/${digest}/placet-verify.mjs`).expect(200);
    expect(program).toBe(committed.toString('utf8'));
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': 'attachment; filename="placet-verify.mjs"',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is also where bundles say it is, and is asked for again there', async () => {
    const answer = await request(server.url).get('/verify/placet-verify.mjs').expect(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', etag: `"${digest}"` });
    expect(answer.text).toBe(committed.toString('utf8'));
    await request(server.url).get('/verify/placet-verify.mjs').set('If-None-Match', `"${digest}"`).expect(304);
  });

  it('is never another one than its address says', async () => {
    await request(server.url)
      .get(`/verify/${'0'.repeat(64)}/placet-verify.mjs`)
      .expect(404);
    await request(server.url).get(`/verify/${digest}/other.mjs`).expect(404);
  });

  it('runs as it was saved, with nothing beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'placet-program-'));
    const { text } = await request(server.url).get('/verify/placet-verify.mjs');
    writeFileSync(join(folder, 'placet-verify.mjs'), text);
    writeFileSync(join(folder, 'bundle.zip'), bundleOf(await sampleEvidence()));
    const run = spawnSync(process.execPath, ['placet-verify.mjs', 'bundle.zip'], {
      ...{ cwd: folder, env: {}, encoding: 'utf8' },
    });
    expect(run).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('GOOD AS FAR AS IT WAS CHECKED') as string,
    });
    rmSync(folder, { recursive: true });
  });
});
