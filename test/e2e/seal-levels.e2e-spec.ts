import request from 'supertest';
import { aDocument, sql } from '../support/asking';
import { aCertificateAuthority } from '../support/certificate-authority';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { sendsFile, textOf } from '../support/file-check';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer } from '../support/server';

describeWithJudge('openssl', 'openssl', 'With SEAL_LEVEL=B-LTA', () => {
  it('a document waits while a responder is away, health says why, and then it is sealed to that level', async () => {
    const authority = await aCertificateAuthority();
    const { files } = authority.signer('seal');
    const clock = new TestClock();
    const environment = {
      ...{ SEAL_LEVEL: 'B-LTA', TIMESTAMP_URL: authority.timestampUrl },
      ...{ SEAL_CERTIFICATE: files.certificate, SEAL_KEY: files.key },
    };
    const server = await startServer({ clock, environment });
    const organization = await server.organization();
    const health = async () => ((await request(server.url).get('/health/ready')).body as { sealing: string }).sealing;

    authority.down.add('/ocsp');
    const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
    const [{ id }] = credentials;
    const why = await eventually(async () => {
      const [row] = await sql<{ error: string | null }>(
        server.database,
        'SELECT error FROM sealings WHERE credential_id = $1',
        [id],
      );
      if (!row?.error) throw new Error('Not tried yet');
      return row.error;
    });
    expect(why).toMatch(/^Whether the certificate of CN=Placet test seal was revoked could not be learned: /);
    expect(await health()).toContain(`1 could not be sealed yet and will be tried again: ${why}`);

    authority.down.clear();
    clock.advance({ minutes: 15 });
    await sealed(organization, id);
    expect(await health()).toBe('ok');
    const { body } = await organization.call('get', `/v1/resource/download/${id}`).expect(200);
    const document = Buffer.from((body as { fileContent: string }).fileContent, 'base64');
    const said = textOf((await sendsFile(server, document).expect(200)).text);
    expect(said).toContain('This is genuine and unchanged');
    expect(said).toContain('PAdES B-LTA');
    await server.stop();
    authority.stop();
  });

  it('a server does not start with a certificate that does not say where its revocation is told', async () => {
    const authority = await aCertificateAuthority();
    const { files } = authority.signer('silent', 'silent');
    const environment = {
      ...{ SEAL_LEVEL: 'B-LT', TIMESTAMP_URL: authority.timestampUrl },
      ...{ SEAL_CERTIFICATE: files.certificate, SEAL_KEY: files.key },
    };
    await expect(startServer({ environment })).rejects.toThrow(
      'SEAL_LEVEL B-LT needs certificates that name an OCSP responder or a revocation list, and CN=Placet test silent names none',
    );
    authority.stop();
  });
});
