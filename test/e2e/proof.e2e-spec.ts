import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import type { DidDocument } from '../../src/modules/keys';
import { aConsent, aDocument, aMandate, sql, type Created } from '../support/asking';
import { aPng, Person } from '../support/answering';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { eventually } from '../support/eventually';
import { describeWithJudge } from '../support/judges';
import { verifiedByOpenssl } from '../support/openssl-verifier';
import { aPdf, pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization({ name: 'Meridian, Lda.' });
});
afterAll(() => server.stop());

interface Secured {
  id: string;
  type: string[];
  issuer: string;
  proof: { verificationMethod: string };
  credentialStatus?: { statusListCredential: string; statusListIndex: string };
  credentialSubject: { id: string; sealedDocument?: { sha256: string; size: number } };
  evidence: { decisionDigest: string; action: string }[];
}
interface Shown {
  credential: {
    status: string;
    statusReason?: string;
    proofs: { actionType: string; covers: { id: string } }[];
    decisions: { action: string; document: Secured }[];
  };
  w3cCredential: Secured | null;
  pdf?: string;
}

const created = async (body: object): Promise<Created> =>
  (await organization.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;
const shown = async (id: string): Promise<Shown> =>
  (await organization.call('get', `/v1/credential/${id}`).expect(200)).body as Shown;
const sealedOne = (id: string): Promise<Shown & { w3cCredential: Secured }> =>
  eventually(async () => {
    const answer = await shown(id);
    if (!answer.w3cCredential) throw new Error('Not sealed yet');
    return answer as Shown & { w3cCredential: Secured };
  });
const resolved = async (did: string): Promise<DidDocument> =>
  (
    await request(server.url)
      .get(`/v1/via/dids/${encodeURIComponent(did)}`)
      .expect(200)
  ).body as DidDocument;
const keyOf = ({ verificationMethod }: DidDocument): string => verificationMethod![0].publicKeyMultibase!;

async function approved(body: object): Promise<{ asked: Created; id: string }> {
  const asked = await created(body);
  const person = await Person.inside(server, asked);
  for (const { id } of asked.credentials) await person.accepts(id);
  expect(await person.finishes()).toEqual({ finished: true });
  return { asked, id: asked.credentials[0].id };
}

describe('A consent that was given', () => {
  let id: string;
  let answer: Shown & { w3cCredential: Secured };
  beforeAll(async () => {
    ({ id } = await approved({ credentials: [aConsent()] }));
    answer = await sealedOne(id);
  });

  it('is a credential of the organization, with a proof for each decision', () => {
    const { credential, w3cCredential } = answer;
    expect(credential.status).toBe('APPROVED');
    expect(w3cCredential).toMatchObject({
      issuer: organization.entity.did,
      type: ['VerifiableCredential', 'ConsentCredential'],
    });
    expect(credential.proofs.map(({ actionType }) => actionType)).toEqual(['CREATE', 'ACCEPT']);
    expect(credential.proofs[1].covers.id).toBe(credential.decisions[0].document.id);
  });

  it('is verified by a third party, and so is the decision under the person’s own key', async () => {
    const { w3cCredential, credential } = answer;
    const { document } = credential.decisions[0];
    const documents = [await resolved(w3cCredential.issuer), await resolved(document.issuer)];
    for (const secured of [w3cCredential, document]) {
      expect(askDigitalBazaar(secured, documents)).toMatchObject({ verified: true, proofs: [true] });
      expect(askDigitalBazaar({ ...secured, name: 'Something else' }, documents)).toMatchObject({ verified: false });
    }
  });

  it('is recorded whole in every answer about its request', async () => {
    const { body } = await organization.call('get', `/v1/credential/${id}`).expect(200);
    expect(JSON.stringify(body)).not.toMatch(/private|"code"/i);
    expect(
      await sql(server.database, `SELECT FROM sealings WHERE status = 'SEALED' AND credential_id = $1`, [id]),
    ).toHaveLength(1);
  });

  it('cannot be changed in the database once it is sealed', async () => {
    const change = sql(server.database, `UPDATE sealings SET credential = '{}' WHERE credential_id = $1`, [id]);
    await expect(change).rejects.toThrow('sealed credential');
    await expect(sql(server.database, 'DELETE FROM decision_documents')).rejects.toThrow('never change');
  });
});

describeWithJudge('openssl', 'openssl', 'For a verifier that shares nothing with us', () => {
  it('credential and decision hold, and the evidence names the decision by its digest', async () => {
    const { id } = await approved({ credentials: [aConsent('Terms')] });
    const { w3cCredential, credential } = await sealedOne(id);
    const { document } = credential.decisions[0];
    expect(verifiedByOpenssl(w3cCredential, keyOf(await resolved(w3cCredential.issuer)))).toBe(true);
    expect(verifiedByOpenssl(document, keyOf(await resolved(document.issuer)))).toBe(true);
    expect(w3cCredential.evidence[0]).toMatchObject({ action: 'ACCEPT', decisionDigest: digestOf(document) });
  });
});

/** RFC 8785 for what these documents hold: sorted names, no spaces. */
function digestOf(value: unknown): string {
  const canonical = (one: unknown): string => {
    if (Array.isArray(one)) return `[${one.map(canonical).join(',')}]`;
    if (typeof one !== 'object' || one === null) return JSON.stringify(one);
    const fields = Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${canonical(content)}`).join(',')}}`;
  };
  return createHash('sha256').update(canonical(value)).digest('hex');
}

describe('A reject', () => {
  it('is recorded with proof, claims nothing and seals no document', async () => {
    const asked = await created({ credentials: [aDocument(pdfs.a4())] });
    const [{ id }] = asked.credentials;
    const person = await Person.inside(server, asked);
    await person.rejects(id, 'Not these terms');
    await person.finishes();
    const { credential, w3cCredential } = await sealedOne(id);
    expect(w3cCredential).toMatchObject({ type: ['VerifiableCredential', 'RejectionRecord'] });
    expect(w3cCredential.credentialStatus).toBeUndefined();
    expect(w3cCredential.credentialSubject.sealedDocument).toBeUndefined();
    expect(credential).toMatchObject({ status: 'REJECTED', decisions: [{ action: 'REJECT' }] });
    expect(credential.proofs.map(({ actionType }) => actionType)).toEqual(['CREATE', 'REJECT']);
  });
});

describeWithJudge('pdfsig', 'poppler-utils', 'A document that two people sign', () => {
  const folder = mkdtempSync(join(tmpdir(), 'placet-proof-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is sealed once, at the last decision, with the marks of both', async () => {
    const pdf = aPdf().page().page({ rotate: 90 }).build();
    const place = (contact: string, pageIndex: number) => ({
      ...{ inlineCredentialIndex: 0, contact, pageIndex },
      ...{ x: 10, y: 10, width: 40, height: 8 },
    });
    const contacts = ['lukasz@example.com', 'rui@example.com'];
    const signaturePlacements = [place(contacts[0], 0), place(contacts[1], 1)];
    const asked = await created({ contacts, credentials: [aDocument(pdf)], signaturePlacements });
    const [{ id }] = asked.credentials;
    for (const [index, name] of ['Łukasz Wiśniewski', 'Rui Gonçalves'].entries()) {
      expect((await shown(id)).credential.status).toBe('PENDING');
      const person = await Person.inside(server, asked, index);
      const [{ places }] = (await person.sees()).items;
      const image = index === 0 ? null : aPng(40, 10);
      await person.accepts(id, {
        marks: [{ placeId: places[0].id, kind: image ? 'DRAWN' : 'TYPED', text: name, image }],
      });
      expect(await person.finishes()).toEqual({ finished: true });
    }
    const { w3cCredential } = await sealedOne(id);
    const { body } = await organization.call('get', `/v1/resource/download/${id}`).expect(200);
    const file = Buffer.from((body as { fileContent: string }).fileContent, 'base64');
    const { sha256, size } =
      w3cCredential.credentialSubject.sealedDocument ?? (w3cCredential.credentialSubject as never)[0]['sealedDocument'];
    expect([sha256, size]).toEqual([createHash('sha256').update(file).digest('hex'), file.length]);
    expect(file.subarray(0, pdf.length).equals(pdf)).toBe(true);
    const path = join(folder, 'signed.pdf');
    writeFileSync(path, file);
    const said = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    expect(said.match(/Signature is Valid/g)).toHaveLength(1);
    expect(said).toContain('Total document signed');
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    for (const words of ['Łukasz Wiśniewski', 'lukasz@example.com', 'rui@example.com', 'Meridian, Lda.'])
      expect(text).toContain(words);
    expect(text).toMatch(new RegExp(`/verify/[0-9a-f]{32}/\\n\\s*${id}`));
  });
});

describe('A mandate', () => {
  const mandate = { ...aMandate(), data: [{ label: 'Maximum', type: 'number', value: 250, rule: 'AT_MOST' }] };
  const verify = (body: object) => organization.call('post', '/v1/credential/verify', body);

  it('holds an agent to what was approved, until it is revoked', async () => {
    const { id } = await approved({ credentials: [mandate] });
    const { w3cCredential: credential } = await sealedOne(id);
    const within = { credential, executionParams: { maximum: 250 } };
    const allowed = (await verify(within).expect(200)).body as { allowed: boolean; receipt: Secured };
    expect(allowed).toMatchObject({ allowed: true, receipt: { proof: { cryptosuite: 'eddsa-jcs-2022' } } });
    const denied = await verify({ credential, executionParams: { maximum: 251 } }).expect(403);
    expect(denied.body).toMatchObject({ allowed: false, reason: 'rule_failed', retryable: false });
    const silent = await verify({ credential, executionParams: {} }).expect(403);
    expect(silent.body).toMatchObject({ reason: 'rule_failed', retryable: true });
    const [{ id: mandateId, status }] = (
      await organization.call('get', '/v1/via/mandates?scope=payments.hotel').expect(200)
    ).body as { id: string; status: string }[];
    expect(status).toBe('active');
    const vc = (await organization.call('get', `/v1/via/mandates/${mandateId}/vc`).expect(200)).body as object;
    expect(askDigitalBazaar(vc, [await resolved(organization.entity.did)])).toMatchObject({ verified: true });

    const revoked = await organization.call('delete', `/v1/credential/revoke/${id}`, { reason: 'Left' }).expect(200);
    expect(revoked.body).toMatchObject({
      credentialId: id,
      status: 'REVOKED',
      receipt: { id: expect.stringMatching(/^rcp_/) },
    });
    const after = await verify(within).expect(403);
    expect(after.body).toMatchObject({ allowed: false, reason: 'credential_revoked' });
    expect((await shown(id)).credential).toMatchObject({ status: 'REVOKED', statusReason: 'REVOKED' });
    const gone = await organization.call('get', `/v1/via/mandates/${mandateId}`).expect(200);
    expect(gone.body).toMatchObject({ status: 'revoked', revoked_reason: 'Left' });
    await organization.call('delete', `/v1/credential/revoke/${id}`, {}).expect(409);
  });

  it('is presented to one verifier, for five minutes, and to nobody else', async () => {
    const { id } = await approved({ credentials: [mandate] });
    await sealedOne(id);
    const targetVerifier = 'https://hotel.example.com';
    const { body } = await organization.call('post', `/v1/credential/vp/${id}`, { targetVerifier }).expect(201);
    const { presentation } = body as { presentation: { proof: { domain: string; challenge: string } } };
    const { challenge } = presentation.proof;
    await verify({ presentation, context: { verifier: targetVerifier, challenge } }).expect(200);
    const other = await verify({ presentation, context: { verifier: 'https://bank.example.com' } }).expect(403);
    expect(other.body).toMatchObject({ reason: 'audience_mismatch' });
    const listed = { ...presentation, proof: [presentation.proof] }; // the list is not signed, what is in it is
    await verify({ presentation: listed, context: { verifier: targetVerifier, challenge } }).expect(200);
    const carried = await verify({ presentation: listed, context: { verifier: 'https://bank.example.com' } });
    expect([carried.status, carried.body]).toMatchObject([403, { reason: 'audience_mismatch' }]);
    expect((await verify({ presentation }).expect(403)).body).toMatchObject({
      reason: 'audience_mismatch',
      retryable: true,
    });
    const stale = await verify({ presentation, context: { verifier: targetVerifier, challenge: 'x' } }).expect(403);
    expect(stale.body).toMatchObject({ reason: 'presentation_mismatch' });
    const unasked = await verify({ presentation, context: { verifier: targetVerifier } }).expect(200);
    const uncompared = { check: 'presentation.challenge', result: 'skip', message: expect.stringContaining('replay') };
    expect((unasked.body as { evaluations: object[] }).evaluations).toContainEqual(uncompared);
    const tampered = { ...presentation, holder: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK' };
    expect(
      (await verify({ presentation: tampered, context: { verifier: targetVerifier } }).expect(403)).body,
    ).toMatchObject({
      allowed: false,
    });
  });

  it('ends when the person takes it back, even before it could be sealed', async () => {
    const asked = await created({ credentials: [mandate] });
    const [{ id }] = asked.credentials;
    const person = await Person.inside(server, asked);
    await person.accepts(id);
    await person.finishes();
    expect(await person.withdraws(id)).toEqual({ withdrawn: true });
    const { w3cCredential: credential } = await sealedOne(id);
    expect((await verify({ credential }).expect(403)).body).toMatchObject({ reason: 'credential_revoked' });
    const mandates = (await organization.call('get', '/v1/via/mandates?scope=payments.hotel').expect(200))
      .body as object[];
    expect(mandates.at(-1)).toMatchObject({ status: 'revoked' });
  });

  it('is refused before it is decided, and nobody else’s is known', async () => {
    const asked = await created({ credentials: [mandate] });
    const [{ id }] = asked.credentials;
    const early = await organization.call('post', `/v1/credential/vp/${id}`, {}).expect(409);
    expect(early.body).toMatchObject({ code: 'not_decided_yet' });
    await organization.call('delete', `/v1/credential/revoke/${id}`, {}).expect(409);
    const stranger = await server.organization();
    await stranger.call('post', `/v1/credential/vp/${id}`, {}).expect(404);
    await stranger.call('delete', `/v1/credential/revoke/${id}`, {}).expect(404);
  });

  it('is not verified when the call names neither or both', async () => {
    for (const body of [{}, { credential: {}, presentation: {} }]) await verify(body).expect(400);
    const nonsense = await verify({ credential: { type: 'x' } }).expect(403);
    expect(nonsense.body).toMatchObject({ allowed: false, reason: 'signature_invalid' });
  });
});
