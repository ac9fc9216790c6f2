import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { SealedDocuments } from '../../src/modules/documents';
import { DOCUMENT_SIGNER, type DocumentSigner } from '../../src/modules/keys';
import { aDocument, rowCounts, type Refused } from '../support/asking';
import { sendsFile, textOf } from '../support/file-check';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { drawnOver, signedBy, withChangedByte } from '../support/signed-pdfs';

let server: TestServer;
let organization: TestOrganization;
let other: TestOrganization;
let first: Buffer;
beforeAll(async () => {
  server = await startServer();
  [organization, other] = await Promise.all([server.organization(), server.organization()]);
  first = await signedBy('Ana', pdfs.a4());
});
afterAll(() => server.stop());

/** As it is sealed once everybody has accepted it. */
async function sealedOf(owner: TestOrganization, pdf: Buffer): Promise<Buffer> {
  const { credentials } = await approved(server, owner, { credentials: [aDocument(pdf)] });
  await sealed(owner, credentials[0].id);
  const { body } = await owner.call('get', `/v1/resource/download/${credentials[0].id}`).expect(200);
  return Buffer.from((body as { fileContent: string }).fileContent, 'base64');
}
const said = async (pdf: Buffer): Promise<string> => textOf((await sendsFile(server, pdf).expect(200)).text);

describe('A PDF whose signature is broken', () => {
  const broken = () => withChangedByte(first, first.indexOf('Page 1'));

  it('is refused wherever it is given, by field and signature, and nothing is stored', async () => {
    const id = (
      (
        await organization
          .call('post', '/v1/resource', {
            type: 'DOCUMENT',
            name: 'Contract',
            internalId: 'c-1',
            content: pdfs.a4().toString('base64'),
          })
          .expect(201)
      ).body as { id: string }
    ).id;
    const before = await rowCounts(server.database);
    const content = broken().toString('base64');
    const asked = { contacts: ['ana@example.com'], credentials: [aDocument(broken())] };
    const path = `/v1/resource/content/${id}`;
    const signature = organization.sign('PUT', path, broken(), { version: 2 });
    const refusals: [string, request.Test][] = [
      ['credentials[0].data[0].value', organization.asks(asked)],
      [
        'content',
        organization.call('post', '/v1/resource', { type: 'DOCUMENT', name: 'Broken', internalId: 'c-2', content }),
      ],
      ['', request(server.url).put(path).set(signature).set('Content-Type', 'application/pdf').send(broken())],
    ];
    for (const [field, refusal] of refusals) {
      const { errors } = (await refusal.expect(400)).body as Refused;
      expect(errors).toHaveLength(1);
      if (field) expect(errors[0].field).toBe(field);
      expect(errors[0].message).toMatch(
        /signature that is broken.* Upload the version as it was signed, .*Signature 1 \(CN=Ana\)/,
      );
    }
    expect(await rowCounts(server.database)).toEqual(before);
  });
});

describe('A PDF that was changed after it was signed', () => {
  const refused = async (pdf: Buffer, about: RegExp) => {
    const asked = { contacts: ['ana@example.com'], credentials: [aDocument(pdf)] };
    const { errors } = (await other.asks(asked).expect(400)).body as Refused;
    expect(errors).toEqual([
      { field: 'credentials[0].data[0].value', message: expect.stringMatching(about) as string },
    ]);
  };

  it('is refused, also where the signature is the seal of this server and another organization asks', async () => {
    await refused(await drawnOver(first), /changed after it was signed.*Signature 1 \(CN=Ana\): .*\/Pages/);
    const document = await sealedOf(organization, pdfs.a4());
    await refused(await drawnOver(document), /changed after it was signed.*Signature 1 \(CN=.*\/Pages/);
  });

  it('is not called unchanged by the page where it was sealed all the same', async () => {
    const signer = server.app.get<DocumentSigner>(DOCUMENT_SIGNER);
    const evidence = {
      ...{ title: 'How', introduction: '', sections: [], footer: '', direction: 'ltr' as const },
      verify: { label: 'Check', url: 'https://placet.example.com/verify/507f1f77bcf86cd799439011' },
      timestamp: { label: 'Timestamp', set: 'Set', failed: 'Failed', none: 'None' },
    };
    const seal = async (original: Buffer): Promise<Buffer> => {
      const order = { original, marks: [], evidence, signer, at: new Date(), reason: 'x' };
      return (await server.app.get(SealedDocuments).seal(order)).bytes;
    };
    const document = await sealedOf(organization, pdfs.a4());
    expect(await said(document)).toContain('This is genuine and unchanged');
    for (const original of [document, first]) {
      expect(await said(await seal(original))).toContain('This is genuine and unchanged');
      const text = await said(await seal(await drawnOver(original)));
      expect(text).not.toContain('genuine and unchanged');
      expect(text).toMatch(/Signatures that the document already carried document signature 1 Changed after CN=/);
    }
  });
});

describeWithJudge('pdfsig', 'poppler-utils', 'A PDF that two people have signed elsewhere', () => {
  it('is accepted and sealed; all three signatures are valid, and the page calls it genuine', async () => {
    const document = await sealedOf(organization, await signedBy('Bob', first));
    const folder = mkdtempSync(join(tmpdir(), 'placet-signed-'));
    writeFileSync(join(folder, 'sealed.pdf'), document);
    const judged = execFileSync('pdfsig', ['-nocert', join(folder, 'sealed.pdf')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(judged.match(/Signature is Valid/g)).toHaveLength(3);
    expect(await said(document)).toContain('This is genuine and unchanged');
  });
});
