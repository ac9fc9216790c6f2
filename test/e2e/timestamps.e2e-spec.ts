import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDocument, sql } from '../support/asking';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, type TestServer } from '../support/server';
import { aTimestampAuthority } from '../support/timestamp-authority';

const folder = mkdtempSync(join(tmpdir(), 'placet-timestamps-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A document that was signed at this server: what is on record of its timestamp, what its pages and its signature say. */
async function signedAt(server: TestServer) {
  const organization = await server.organization();
  const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
  const [{ id }] = credentials;
  await sealed(organization, id);
  const { body } = await organization.call('get', `/v1/resource/download/${id}`).expect(200);
  const path = join(folder, `${id}.pdf`);
  writeFileSync(path, Buffer.from((body as { fileContent: string }).fileContent, 'base64'));
  const said = (program: string, ...words: string[]) => execFileSync(program, words, { encoding: 'utf8' });
  const [{ timestamp_outcome: outcome }] = await sql<{ timestamp_outcome: string }>(
    server.database,
    'SELECT timestamp_outcome FROM sealings WHERE credential_id = $1',
    [id],
  );
  return {
    outcome,
    told: (await organization.call('get', `/v1/credential/${id}`)).body as { credential: object },
    text: said('pdftotext', '-layout', path, '-'),
    signature: said('pdfsig', '-nocert', path),
  };
}

describeWithJudge('pdfsig', 'poppler-utils', 'A document is stamped by the timestamp authority', () => {
  it('when there is one, and says so', async () => {
    const authority = await aTimestampAuthority();
    const server = await startServer({ environment: { TIMESTAMP_URL: authority.url } });
    const { outcome, text, signature, told } = await signedAt(server);
    expect(outcome).toBe('SET');
    expect(told.credential).toMatchObject({ sealedDocument: { timestamp: 'SET' } });
    expect(signature).toContain('Signature is Valid');
    expect(text).toContain('Set by an independent timestamp authority');
    await server.stop();
    authority.stop();
  });

  it('not when it is away: it is sealed without, and the document says so', async () => {
    const server = await startServer({ environment: { TIMESTAMP_URL: 'http://127.0.0.1:9/' } });
    const { outcome, text, signature, told } = await signedAt(server);
    expect(outcome).toBe('FAILED');
    expect(told.credential).toMatchObject({ sealedDocument: { timestamp: 'FAILED' } });
    expect(signature).toContain('Signature is Valid');
    expect(text).toContain('The timestamp authority did not answer; sealed without it');
    await server.stop();
  });
});
