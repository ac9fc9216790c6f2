import request from 'supertest';
import { RenewSeals } from '../../src/modules/credentials/sealing/renew-seals';
import { SealingTrouble } from '../../src/modules/credentials';
import { aDocument, sql } from '../support/asking';
import { bundleOf, type Log } from '../support/bundle';
import { aCertificateAuthority } from '../support/certificate-authority';
import { TestClock } from '../support/clock';
import { sendsFile, textOf } from '../support/file-check';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { approved, sealed, type Sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { signedBy } from '../support/signed-pdfs';

interface Told {
  sha256: string;
  evidenceSha256?: string;
  revisions?: { of: string; sha256: string; renewedAt: string }[];
}

const toldOf = ({ credential }: Sealed): Told => (credential as unknown as { sealedDocument: Told }).sealedDocument;

describeWithJudge('openssl', 'openssl', 'A document that is sealed for long', () => {
  const clock = new TestClock();
  let authority: Awaited<ReturnType<typeof aCertificateAuthority>>;
  let server: TestServer;
  let organization: TestOrganization;
  let id: string;
  let first: Told;
  beforeAll(async () => {
    authority = await aCertificateAuthority();
    const { files } = authority.signer('seal');
    const environment = {
      ...{ SEAL_LEVEL: 'B-LTA', TIMESTAMP_URL: authority.timestampUrl },
      ...{ SEAL_CERTIFICATE: files.certificate, SEAL_KEY: files.key },
    };
    server = await startServer({ clock, environment });
    organization = await server.organization();
    const original = await signedBy('Author', pdfs.a4());
    const { credentials } = await approved(server, organization, { credentials: [aDocument(original)] });
    [{ id }] = credentials;
    first = toldOf(await sealed(organization, id));
  });
  afterAll(async () => {
    await server.stop();
    authority.stop();
  });

  const renew = () => server.app.get(RenewSeals).prune();
  const downloaded = async (sha256?: string): Promise<Buffer> => {
    const path = `/v1/resource/download/${id}${sha256 ? `?sha256=${sha256}` : ''}`;
    const { body } = await organization.call('get', path).expect(200);
    return Buffer.from((body as { fileContent: string }).fileContent, 'base64');
  };
  const renewals = () =>
    sql<{ part: string; due: number; error: string | null }>(
      server.database,
      `SELECT part, error, extract(day FROM due_at - $1::timestamptz)::int AS due FROM seal_renewals ORDER BY part`,
      [clock.now()],
    );
  const troubleTold = async (): Promise<string> => {
    await server.app.get(SealingTrouble).look();
    return ((await request(server.url).get('/health/ready')).body as { sealed: string }).sealed;
  };

  it('is left alone while its timestamp has long to go', async () => {
    await renew();
    const due = await renewals();
    expect(due.map(({ part }) => part)).toEqual(['DOCUMENT', 'EVIDENCE']);
    for (const each of due) expect(Math.abs(each.due - 335)).toBeLessThan(2);
    expect(toldOf(await sealed(organization, id))).toEqual(first);
  });

  it('is not renewed by a timestamp that ends no later, or without an authority: both are told', async () => {
    clock.advance({ hours: 24 * 340 });
    await renew();
    expect((await renewals())[0].error).toMatch(/^The certificate of the timestamp authority still ends at 20/);
    expect(await troubleTold()).toContain('2 whose timestamp ends and could not be renewed yet');
    authority.renewTimestamps(3000);
    authority.down.add('/tsa');
    clock.advance({ hours: 2 });
    await renew();
    expect((await renewals())[0].error).toMatch(/The timestamp could not be had: .* answered 503/);
    authority.down.clear();
    expect(toldOf(await sealed(organization, id))).toEqual(first);
  });

  it('gets a later timestamp before the last one ends; the first file stays, the newest is downloaded', async () => {
    clock.advance({ hours: 24 });
    await Promise.all([renew(), renew()]); // more than one process may do it
    const told = toldOf(await sealed(organization, id));
    const { revisions, ...rest } = told;
    expect(rest).toEqual(first);
    expect(revisions).toEqual([
      { of: 'DOCUMENT', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), renewedAt: clock.now().toISOString() },
      { of: 'EVIDENCE', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), renewedAt: clock.now().toISOString() },
    ]);
    const [before, newest] = [await downloaded(first.sha256), await downloaded()];
    expect(newest.equals(await downloaded(revisions![0].sha256))).toBe(true);
    expect(newest.length).toBeGreaterThan(before.length);
    expect(newest.subarray(0, before.length).equals(before)).toBe(true);
    const said = textOf((await sendsFile(server, newest).expect(200)).text);
    expect(said).toContain('This is genuine and unchanged');
    expect(said).toContain('PAdES B-LTA');
    expect(await troubleTold()).toBe('ok');
    for (const each of await renewals()) expect(each).toMatchObject({ error: null });
    expect((await renewals())[0].due).toBeGreaterThan(2500);
  });

  it('is on record in every revision, and so is the file on its page', async () => {
    const { revisions } = toldOf(await sealed(organization, id));
    const { w3cCredential } = await sealed(organization, id);
    const page = (await request(server.url).get(new URL(w3cCredential.id).pathname).expect(200)).text;
    expect(page).toContain(`<code class="fingerprint">${revisions![0].sha256}</code>`);
    expect(page).toContain(`data-verify="${first.sha256} ${revisions![0].sha256}"`);
  });

  it('has a fact in the evidence for each revision', async () => {
    const facts = await sql(
      server.database,
      `SELECT kind FROM evidence WHERE subject_id = $1 AND kind = 'credential.seal_renewed'`,
      [id],
    );
    expect(facts).toHaveLength(2);
  });

  it('is whole in its bundle, whose credential names the first file', async () => {
    const bundle = await bundleOf(organization, id);
    const { entries } = bundle.json<Log>('log.json');
    const renewed = entries.filter(({ kind }) => kind === 'credential.seal_renewed').map(({ details }) => details);
    expect(renewed).toHaveLength(2); // in whichever order they were claimed
    expect(renewed).toContainEqual(
      expect.objectContaining({ part: 'DOCUMENT', number: 2, first: first.sha256, before: first.sha256 }),
    );
    expect(renewed).toContainEqual(
      expect.objectContaining({ part: 'EVIDENCE', number: 2, first: first.evidenceSha256 }),
    );
    const said = textOf((await sendsFile(server, bundle.zip, { name: 'bundle.zip' }).expect(200)).text);
    expect(said).toContain('This is genuine and unchanged');
    expect(said).toMatch(/document\.pdf has \d+ bytes more than when it was sealed/);
    expect(said).toMatch(/evidence\.pdf has \d+ bytes more than when it was sealed/);
  });

  it('never has a revision that can be changed', async () => {
    await expect(sql(server.database, 'UPDATE seal_revisions SET number = 9')).rejects.toMatchObject({ code: '23000' });
    await expect(sql(server.database, 'DELETE FROM seal_revisions')).rejects.toMatchObject({ code: '23000' });
  });
});
