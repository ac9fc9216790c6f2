import request from 'supertest';
import { admin } from '../../src/admin';
import { SealingTrouble } from '../../src/modules/credentials';
import { DocumentGuard, type Finding } from '../../src/modules/documents';
import { aDocument, sql } from '../support/asking';
import { freshDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { sendsFile, textOf } from '../support/file-check';
import { pdfs } from '../support/pdfs';
import { approved, sealed, shown } from '../support/proving';
import { startServer, TEST_MASTER_KEY, type TestOrganization, type TestServer } from '../support/server';

const environment = { ...process.env };
const FINDING: Finding = { rule: 'mark', page: 1, detail: 'nothing is to be seen in the place at 60, 600' };
let database: TestDatabase;
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startServer({ database, environment: { METRICS_TOKEN: 'a-token-for-the-metrics-of-this-test' } });
  organization = await server.organization();
  Object.assign(process.env, {
    ...{ DATABASE_URL: database.url, MASTER_KEY: TEST_MASTER_KEY },
    ALLOW_UNSAFE_DATABASE: 'yes',
  });
});
afterAll(async () => {
  process.env = environment;
  await server.stop();
  await database.drop();
});

const troubleTold = async (): Promise<string> =>
  ((await request(server.url).get('/health/ready').expect(200)).body as { sealed: string }).sealed;
const measured = async (name: string): Promise<string | undefined> => {
  const answer = request(server.url)
    .get('/metrics')
    .set('Authorization', 'Bearer a-token-for-the-metrics-of-this-test');
  return new RegExp(`^${name} (\\d+)`, 'm').exec((await answer.expect(200)).text)?.[1];
};
const sealingOf = async (id: string): Promise<unknown> =>
  ((await shown(organization, id)).credential as unknown as { sealing: unknown }).sealing;

describe('A document that did not come out as it was asked', () => {
  let id: string;
  beforeAll(async () => {
    const found = jest.spyOn(server.app.get(DocumentGuard), 'compare').mockResolvedValue([FINDING]);
    const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
    [{ id }] = credentials;
    await eventually(async () => expect(await sealingOf(id)).toMatchObject({ status: 'REFUSED' }));
    found.mockRestore();
  });

  it('is not sealed; the decision stays, and the reason is told', async () => {
    const reason = `What came out is not the document that was asked: page 1: ${FINDING.detail}`;
    expect(await shown(organization, id)).toMatchObject({
      credential: { status: 'APPROVED', sealing: { status: 'REFUSED', reason }, sealedDocument: null, proofs: [] },
      w3cCredential: null,
    });
    for (const path of [`/v1/resource/download/${id}`, `/v1/credential/evidence/${id}`])
      expect((await organization.call('get', path).expect(409)).body).toMatchObject({
        code: 'sealing_refused',
        detail: reason,
      });
    const presented = await organization.call('post', `/v1/credential/vp/${id}`, {}).expect(409);
    expect(presented.body).toMatchObject({ code: 'sealing_refused', detail: reason });
    expect(
      await sql(database, 'SELECT kind FROM evidence WHERE subject_id = $1 AND kind = $2', [
        id,
        'credential.sealing_refused',
      ]),
    ).toHaveLength(1);
  });

  it('is told by health and metrics', async () => {
    expect(await measured('placet_sealings_refused')).toBe('1');
    await server.app.get(SealingTrouble).look();
    expect(await troubleTold()).toContain('1 not sealed, because what came out was not what was asked');
  });

  it('is listed for the administrator, who has it sealed again', async () => {
    expect((await admin(['sealing', 'list'])).join('\n')).toContain(id);
    await expect(admin(['sealing', 'retry', '--credential', 'f'.repeat(24)])).rejects.toThrow(/not refused/);
    expect(await admin(['sealing', 'retry'])).toEqual(['1 will be sealed again.']);
    await sealed(organization, id);
    expect(await sealingOf(id)).toEqual({ status: 'SEALED', reason: null });
    expect(await admin(['sealing', 'list'])).toEqual(['Nothing is refused, broken or waits to be renewed.']);
    await organization.call('get', `/v1/resource/download/${id}`).expect(200);
  });

  it('is found as well when it was sealed before anybody looked', async () => {
    expect((await admin(['sealed', 'check'])).at(-1)).toBe('1 sealed documents: 0 broken.');
    const compare = jest.spyOn(DocumentGuard.prototype, 'compare').mockResolvedValue([FINDING]);
    expect((await admin(['sealed', 'check'])).at(-1)).toBe('1 sealed documents: 1 broken.');
    compare.mockRestore();
    expect(await sealingOf(id)).toEqual({ status: 'BROKEN', reason: `page 1: ${FINDING.detail}` });
    expect(await measured('placet_sealings_broken')).toBe('1');
    const { w3cCredential } = await shown(organization, id);
    const page = (await request(server.url).get(new URL(w3cCredential!.id).pathname).expect(200)).text;
    expect(page).toContain('<h1>This was sealed, but the file is not what was asked</h1>');
    expect(page).not.toContain('This is genuine');
    const { body } = await organization.call('get', `/v1/resource/download/${id}`).expect(200);
    const file = Buffer.from((body as { fileContent: string }).fileContent, 'base64');
    const said = textOf((await sendsFile(server, file).expect(200)).text);
    expect(said).toContain('it is not the document that was asked');
    expect(said).not.toContain('This is genuine and unchanged');
    expect((await admin(['sealed', 'check'])).at(-1)).toBe('1 sealed documents: 0 broken.');
    expect(await sealingOf(id)).toEqual({ status: 'SEALED', reason: null });
  });
});
