import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { sql, type Created, type Refused } from '../support/asking';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const run = promisify(execFile);
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const MEGABYTE = 1024 * 1024;
const PDF = { 'Content-Type': 'application/pdf' };

const aDocument = async (pdf: Buffer = pdfs.a4()) => {
  const body = { type: 'DOCUMENT', name: 'Contract', internalId: 'c-1', content: pdf.toString('base64') };
  return ((await organization.call('post', '/v1/resource', body).expect(201)).body as { id: string }).id;
};
/** The bytes as they are, signed like any body. */
const upload = (
  id: string,
  bytes: Buffer,
  headers: Record<string, string> = PDF,
  signed = bytes,
  version: 1 | 2 = 1,
) => {
  const path = `/v1/resource/content/${id}`;
  const signature = organization.sign('PUT', path, signed, { version });
  return request(server.url).put(path).set(signature).set(headers).send(bytes);
};
const contentOf = async (id: string) => {
  const { body } = await organization.call('get', `/v1/resource/${id}`).expect(200);
  return Buffer.from((body as { content: string }).content, 'base64');
};
const code = (body: unknown) => (body as Refused).code;

describe('A PDF sent as it is', () => {
  it('is the next version of the document; everything else stays', async () => {
    const id = await aDocument();
    for (const [version, pdf] of [
      [2, pdfs.pages(3)],
      [3, pdfs.letter()],
    ] as const) {
      const { body } = await upload(id, pdf, PDF, pdf, version === 2 ? 1 : 2).expect(200);
      expect(body).toMatchObject({ version, name: 'Contract', internalId: 'c-1', data: [{ size: pdf.length }] });
      expect(await contentOf(id)).toEqual(pdf);
    }
    expect((await upload(id, pdfs.letter()).expect(200)).body).toMatchObject({ version: 3 });
  });

  it('does not change what was asked before', async () => {
    const id = await aDocument(pdfs.pages(2));
    const asked = (await organization.asks({ contacts: ['ana@example.com'], resourcesIds: [id] }).expect(201))
      .body as Created;
    await upload(id, pdfs.pages(4)).expect(200);
    const [{ pages }] = await sql<{ pages: number }>(
      server.database,
      `SELECT jsonb_array_length(d.pages) AS pages FROM credentials c JOIN resource_versions v ON v.id = c.resource_version_id
       JOIN documents d ON d.org_id = v.org_id AND d.sha256 = v.document_sha256 WHERE c.id = $1`,
      [asked.credentials[0].id],
    );
    expect(pages).toBe(2);
  });

  it('may have ten megabytes and not a byte more', async () => {
    const id = await aDocument();
    await upload(id, pdfs.weighing(10 * MEGABYTE)).expect(200);
    const { body } = await upload(id, pdfs.weighing(10 * MEGABYTE + 1)).expect(413);
    expect(code(body)).toBe('body_too_large');
  });

  it('made by two at once is two versions', async () => {
    const id = await aDocument();
    const answers = await Promise.all([2, 3, 4].map((pages) => upload(id, pdfs.pages(pages)).expect(200)));
    expect(answers.map(({ body }) => (body as { version: number }).version).sort()).toEqual([2, 3, 4]);
  });

  it('is refused when the signature is over something else', async () => {
    const { body } = await upload(await aDocument(), pdfs.a4(), PDF, pdfs.letter()).expect(401);
    expect(code(body)).toBe('signature_mismatch');
  });

  it.each<[string, () => Buffer, Record<string, string>, number, string]>([
    ['no PDF', () => Buffer.from('hello'), PDF, 400, 'not a PDF'],
    ['an encrypted one', pdfs.locked, PDF, 400, 'password'],
    ['half of one', pdfs.truncated, PDF, 400, 'damaged'],
    ['one with a program', () => pdfs.carrying('setup.exe'), PDF, 400, 'setup.exe'],
    ['another content type', pdfs.a4, { 'Content-Type': 'application/json' }, 415, 'application/pdf'],
    ['a compressed one', pdfs.a4, { ...PDF, 'Content-Encoding': 'gzip' }, 415, 'Compressed'],
    ['another version', pdfs.letter, { ...PDF, 'If-Match': '"7"' }, 409, 'version 1 now'],
  ])('is refused, with what to do: %s', async (_what, bytes, headers, status, words) => {
    const id = await aDocument();
    const { body } = await upload(id, bytes(), headers).expect(status);
    expect((body as Refused).detail).toContain(words);
    expect(await contentOf(id)).toEqual(pdfs.a4());
  });

  it('is refused by what is no document, and by what is not there', async () => {
    const consent = { type: 'CONSENT', name: 'Terms', content: 'I agree.' };
    const { id } = (await organization.call('post', '/v1/resource', consent).expect(201)).body as { id: string };
    expect(((await upload(id, pdfs.a4()).expect(400)).body as Refused).errors[0].message).toContain('is a CONSENT');
    await upload('0'.repeat(24), pdfs.a4()).expect(404);
    await upload('x', pdfs.a4()).expect(400);
    const { body } = await upload(await aDocument(), Buffer.alloc(0)).expect(415);
    expect((body as Refused).detail).toContain('must be a PDF');
  });
});

describe('A PDF in base64', () => {
  it.each<[string, () => string, string]>([
    ['no base64', () => 'not base64!', 'base64'],
    ['no PDF', () => Buffer.from('hello').toString('base64'), 'not a PDF'],
    ['an encrypted one', () => pdfs.locked().toString('base64'), 'password'],
    ['one that is too large', () => pdfs.weighing(10 * MEGABYTE + 1).toString('base64'), 'larger than 10 MB'],
  ])('is refused by name: %s', async (_what, content, words) => {
    const body = { type: 'DOCUMENT', name: 'X', content: content() };
    const { errors } = (await organization.call('post', '/v1/resource', body).expect(400)).body as Refused;
    expect(errors).toEqual([{ field: 'content', message: expect.stringContaining(words) }]);
  });

  it('may have ten megabytes, be a data: URL, and stand in a change', async () => {
    const heavy = pdfs.weighing(10 * MEGABYTE);
    const id = await aDocument(heavy);
    const content = `data:application/pdf;base64,${pdfs.letter().toString('base64')}`;
    await organization.call('put', `/v1/resource/${id}`, { name: 'Contract', content }).expect(200);
    expect(await contentOf(id)).toEqual(pdfs.letter());
  });

  it('is stored once however many resources have it', async () => {
    const pdf = pdfs.pages(7);
    for (let i = 0; i < 3; i++) await aDocument(pdf);
    const count = `SELECT count(*)::int AS count FROM documents WHERE jsonb_array_length(pages) = 7`;
    expect(await sql(server.database, count)).toEqual([{ count: 1 }]);
  });
});

describeWithJudge('openssl', 'openssl', 'The command of docs/calling.md', () => {
  describeWithJudge('curl', 'curl', 'that uploads a PDF', () => {
    it('uploads a PDF', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'placet-upload-'));
      const id = await aDocument();
      writeFileSync(join(folder, 'contract.pdf'), pdfs.pages(5));
      const [, command] = /```sh\n((?:(?!```)[^])*contract\.pdf[^]*?)```/.exec(
        readFileSync('docs/calling.md', 'utf8'),
      )!;
      const here = command.replace('https://placet.example.com', server.url).replace('507f1f77bcf86cd799439012', id);
      const { key, signatureSecret } = organization.key;
      const env = { ...process.env, API_KEY: key, SIGNATURE_SECRET: signatureSecret };
      const { stdout } = await run('bash', ['-c', here], { cwd: folder, env, timeout: 120_000 });
      expect(JSON.parse(stdout)).toMatchObject({ id, version: 2, data: [{ pages: 5 }] });
      rmSync(folder, { recursive: true });
    });
  });
});
