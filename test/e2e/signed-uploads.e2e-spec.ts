import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { PdfReader, SealedDocuments } from '../../src/modules/documents';
import { DOCUMENT_SIGNER, type DocumentSigner } from '../../src/modules/keys';
import { archivedFiles, readFiles } from '../../src/modules/verifier/checking/bundle/bundle-files';
import { requireDocuments } from '../../src/modules/verifier/checking/bundle/check-documents';
import { Flaw } from '../../src/modules/verifier/checking/findings';
import { Person } from '../support/answering';
import { aDocument, rowCounts, type Created, type Refused } from '../support/asking';
import { bundleOf, digestOf } from '../support/bundle';
import { sendsFile, textOf } from '../support/file-check';
import { describeWithJudge } from '../support/judges';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { signedByHand } from '../support/signed-by-hand';
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
      ...{
        title: 'How',
        introduction: '',
        sections: [],
        footer: '',
        direction: 'ltr' as const,
        apart: { introduction: 'Apart', label: 'Sealed document' },
      },
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

/** What pdfsig says of each signature, in their order. */
function judgedByPoppler(pdf: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'placet-signed-'));
  writeFileSync(join(folder, 'sealed.pdf'), pdf);
  const told = execFileSync('pdfsig', ['-nocert', join(folder, 'sealed.pdf')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return told.match(/Signature is \w+/g) ?? [];
}

describeWithJudge('pdfsig', 'poppler-utils', 'A certified PDF', () => {
  const certified = (level: 2 | 3) => signedByHand(pdfs.pages(2), { name: 'Notary', isPades: true, certifies: level });

  it('is refused with places on it, by field and rule, and by the check of places', async () => {
    const place = {
      contact: 'ana@example.com',
      inlineCredentialIndex: 0,
      pageIndex: 0,
      x: 10,
      y: 10,
      width: 30,
      height: 8,
    };
    const asked = {
      contacts: ['ana@example.com'],
      credentials: [aDocument(certified(3))],
      signaturePlacements: [place],
    };
    const { errors } = (await organization.asks(asked).expect(400)).body as Refused;
    expect(errors).toEqual([
      {
        field: 'signaturePlacements[0]',
        message: expect.stringMatching(/is certified, .*\(DocMDP\).*without places/) as string,
      },
    ]);
    const check = { pdf: certified(3).toString('base64'), placements: [place] };
    const { body } = await organization.call('post', '/v1/placements/check', check).expect(200);
    expect(body).toMatchObject({ placements: [{ accepted: false, warnings: [{ code: 'closed_page' }] }] });
  });

  it.each([2, 3] as const)(
    'for P=%d is sealed without a change of its pages, and its evidence is a sealed document of its own',
    async (level) => {
      const original = certified(level);
      const { credentials } = await approved(server, organization, { credentials: [aDocument(original)] });
      const [{ id }] = credentials;
      const shown = await sealed(organization, id);
      const { sealedDocument } = shown.credential as unknown as {
        sealedDocument: { sha256: string; evidenceSha256: string };
      };
      const bundle = await bundleOf(organization, id);
      const [document, evidence] = [bundle.bytes('document.pdf'), bundle.bytes('evidence.pdf')];
      expect(digestOf(document)).toBe(sealedDocument.sha256);
      expect(digestOf(evidence)).toBe(sealedDocument.evidenceSha256);
      expect(document.subarray(0, original.length).equals(original)).toBe(true);
      expect((await new PdfReader().read(document)).pages).toHaveLength(2);
      expect(judgedByPoppler(document)).toEqual(['Signature is Valid', 'Signature is Valid']);
      expect(judgedByPoppler(evidence)).toEqual(['Signature is Valid']);
      expect(shown.w3cCredential.credentialSubject).toMatchObject({
        sealedDocument: { sha256: digestOf(document), size: document.length },
        evidenceDocument: { sha256: digestOf(evidence), size: evidence.length },
      });
      const download = await organization
        .call('get', `/v1/resource/download/${id}?sha256=${digestOf(evidence)}`)
        .expect(200);
      expect((download.body as { fileContent: string }).fileContent).toBe(evidence.toString('base64'));
      for (const file of [document, evidence, bundle.zip]) expect(await said(file)).toContain('genuine and unchanged');
    },
  );
});

describe('A bundle whose evidence is a document of its own', () => {
  it('is wrong with the evidence of another document', async () => {
    const document = signedByHand(pdfs.a4(), { name: 'Ana', isPades: true });
    const bundles: Awaited<ReturnType<typeof bundleOf>>[] = [];
    for (const pdf of [document, signedByHand(pdfs.a4(), { name: 'Bob', isPades: true })]) {
      const { credentials } = await approved(server, organization, { credentials: [aDocument(pdf)] });
      await sealed(organization, credentials[0].id);
      bundles.push(await bundleOf(organization, credentials[0].id));
    }
    const files = readFiles(archivedFiles(bundles[0].zip));
    expect(requireDocuments(files)).toContain('evidence.pdf');
    expect(() => requireDocuments({ ...files, evidence: bundles[1].bytes('evidence.pdf') })).toThrow(Flaw);
    expect(() => requireDocuments({ ...files, evidence: null })).toThrow(Flaw);
    // Also where the credential speaks of it: the seal of the evidence names the document that it belongs to.
    const subject = files.credential.credentialSubject as Record<string, unknown>;
    const other = bundles[1].bytes('evidence.pdf');
    const credentialSubject = { ...subject, evidenceDocument: { sha256: digestOf(other), size: other.length } };
    const exchanged = { ...files, credential: { ...files.credential, credentialSubject }, evidence: other };
    expect(() => requireDocuments(exchanged)).toThrow('does not name the document');
  });
});

describeWithJudge('pdfsig', 'poppler-utils', 'A document that was sealed here', () => {
  it('is asked again and again: every signature stays good, for others as well', async () => {
    let document = await signedBy('Ana', pdfs.a4());
    for (const owner of [organization, other, organization]) document = await sealedOf(owner, document);
    document = await sealedOf(other, await signedBy('Bob', document));
    expect(judgedByPoppler(document)).toEqual(Array.from({ length: 6 }, () => 'Signature is Valid'));
    expect((await new PdfReader().read(document)).pages).toHaveLength(1); // evidence lies beside it
    expect(await said(document)).toContain('This is genuine and unchanged');
  });

  it('with marks on its pages, behind the signature of another, is asked again by another organization', async () => {
    const place = {
      contact: 'ana@example.com',
      inlineCredentialIndex: 0,
      pageIndex: 0,
      x: 10,
      y: 70,
      width: 30,
      height: 8,
    };
    const body = { credentials: [aDocument(first)], signaturePlacements: [place] };
    const asked = (await organization.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;
    const person = await Person.inside(server, asked);
    const [{ id }] = asked.credentials;
    const [{ places }] = (await person.sees()).items;
    const marks = [{ placeId: places[0].id, kind: 'TYPED' as const, text: 'Ana', image: null }];
    expect(await person.accepts(id, { marks })).toEqual({ kept: true });
    expect(await person.finishes()).toEqual({ finished: true });
    await sealed(organization, id);
    const marked = (await bundleOf(organization, id)).bytes('document.pdf');
    const document = await sealedOf(other, marked);
    expect(judgedByPoppler(document)).toEqual(Array.from({ length: 3 }, () => 'Signature is Valid'));
    expect(await said(document)).toContain('This is genuine and unchanged');
    await other
      .asks({ contacts: ['ana@example.com'], credentials: [aDocument(await drawnOver(document))] })
      .expect(400);
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
