import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifySecured, type DidDocument, type SecuredDocument } from '../../src/modules/keys';
import { Person } from '../support/answering';
import { aConsent, aDocument, aForm, sql, type Created } from '../support/asking';
import {
  bundleOf,
  bundlePath,
  digestOf,
  keyIn,
  logFaults,
  type Bundle,
  type Log,
  type Manifest,
} from '../support/bundle';
import { TestClock } from '../support/clock';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { describeWithJudge } from '../support/judges';
import { verifiedByOpenssl } from '../support/openssl-verifier';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock(new Date('2026-11-24T09:00:00.123Z'));
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, environment: { PUBLIC_URL: 'https://placet.example.com' } });
  organization = await server.organization({ name: 'Meridian, Lda.' });
});
afterAll(() => server.stop());
beforeEach(() => clock.advance({ seconds: 1 })); // the same call at the same moment would be the same call

const ask = async (body: object): Promise<Created> =>
  (await organization.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;
/** Asked of Ana, who rejects it. */
async function rejected(credential: object): Promise<string> {
  const asked = await ask({ credentials: [credential] });
  const person = await Person.inside(server, asked);
  await person.rejects(asked.credentials[0].id, 'Not these terms');
  await person.finishes();
  await sealed(organization, asked.credentials[0].id);
  return asked.credentials[0].id;
}
async function accepted(body: object): Promise<{ asked: Created; id: string }> {
  const asked = await approved(server, organization, body);
  for (const { id } of asked.credentials) await sealed(organization, id);
  return { asked, id: asked.credentials[0].id };
}
const kindsOf = (bundle: Bundle): string[] => bundle.json<Log>('log.json').entries.map(({ kind }) => kind);

/** What holds for every bundle, whatever is in it. */
async function expectWhole(bundle: Bundle): Promise<void> {
  const manifest = bundle.json<Manifest & SecuredDocument>('manifest.json');
  const dids = bundle.json<DidDocument[]>('dids.json');
  const resolve = (did: string) => Promise.resolve(dids.find(({ id }) => id === did) ?? null);
  const credential = bundle.json<SecuredDocument & { id: string; issuer: string }>('credential.json');
  expect([...manifest.files.map(({ name }) => name), 'manifest.json']).toEqual(bundle.names);
  for (const { name, sha256, size } of manifest.files)
    expect([name, sha256, size]).toEqual([name, digestOf(bundle.bytes(name)), bundle.bytes(name).length]);
  expect(manifest).toMatchObject({ type: 'EvidenceBundle', issuer: credential.issuer, credential: credential.id });
  const log = bundle.json<Log>('log.json');
  expect(logFaults(log)).toEqual([]);
  expect(log.log).toBe(organization.entity.did);
  const decisions = bundle.names.filter((name) => name.startsWith('decisions/')).map((name) => bundle.json(name));
  const signed = [manifest, credential, ...decisions, ...log.segments.map(({ checkpoint }) => checkpoint)];
  for (const document of signed)
    expect(await verifySecured(document, resolve, clock.now())).toMatchObject({ verified: true });
}

describe('The evidence of a signed document', () => {
  let asked: Created;
  let bundle: Bundle;
  const pdf = pdfs.pages(2);
  beforeAll(async () => {
    const contacts = ['ana@example.com', 'rui@example.com'];
    const body = { name: 'Lease', contacts, credentials: [aDocument(pdf), aConsent('Something else')] };
    ({ asked } = await accepted(body));
    bundle = await bundleOf(organization, asked.credentials[0].id);
  });

  it('is a zip of every file there is, in their order, that hangs together', async () => {
    const decisions = bundle.names.filter((name) => name.startsWith('decisions/'));
    expect(decisions).toHaveLength(2);
    expect(bundle.names).toEqual([
      'README.txt',
      'credential.json',
      ...decisions,
      'document.pdf',
      'original.pdf',
      'log.json',
      'dids.json',
      'status-list.json',
      'manifest.json',
    ]);
    const [{ id }] = asked.credentials;
    expect(bundle.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="evidence-${id}.zip"`,
      'content-length': String(bundle.zip.length),
      'cache-control': 'no-store',
    });
    await expectWhole(bundle);
  });

  it('holds the documents byte for byte, and the credential as it is answered', async () => {
    const [{ id }] = asked.credentials;
    const { w3cCredential, pdf: latest } = (
      await organization.call('get', `/v1/credential/${id}?includePdf=true`).expect(200)
    ).body as { w3cCredential: object; pdf: string };
    expect(bundle.bytes('original.pdf').equals(pdf)).toBe(true);
    expect(bundle.bytes('document.pdf').equals(Buffer.from(latest, 'base64'))).toBe(true);
    expect(bundle.json('credential.json')).toEqual(w3cCredential);
  });

  it('names the keys of everybody, and the certificate of the seal', () => {
    const ids = bundle.json<DidDocument[]>('dids.json').map(({ id }) => id);
    const own = organization.entity.did;
    const people = asked.subjects.map(({ did }) => did);
    const web = (via: string, folder: string) => `did:web:placet.example.com:${folder}:${via.slice(-24)}`;
    expect(ids.sort()).toEqual(
      [own, web(own, 'o'), ...people, ...people.map((did) => web(did, 'u')), 'did:web:placet.example.com'].sort(),
    );
  });

  it('tells from the log what happened to this question, nothing of the other one’s answers, and no secret', () => {
    // A message leaves when it does: what tells of it has no fixed place among the others.
    expect(kindsOf(bundle).filter((kind) => kind !== 'notification.sent')).toEqual([
      'request.created',
      ...['contact.verified', 'decision.made', 'contact.verified', 'decision.made'],
      'request.settled',
      'credential.sealed',
    ]);
    const log = bundle.bytes('log.json').toString('utf8');
    for (const { code, link } of asked.subjects) {
      expect(log).not.toContain(code!);
      expect(log).not.toContain(link!.slice(-24));
    }
    expect(log).not.toContain(organization.key.key);
    expect(bundle.json<Log>('log.json').entries.map(({ subjectId }) => subjectId)).not.toContain(
      asked.credentials[1].id,
    );
  });

  it('is the same bytes the next time, as long as nothing has happened', async () => {
    const [{ id }] = asked.credentials;
    clock.advance({ milliseconds: -clock.now().getMilliseconds() });
    const [one, other] = [await bundleOf(organization, id), await bundleOf(organization, id)];
    expect(one.zip.equals(other.zip)).toBe(true);
  });

  it('says in words who asked whom for what, who answered, and how it is checked', () => {
    const readme = bundle.bytes('README.txt').toString('utf8');
    for (const words of [
      ...['Meridian, Lda.', 'Lease', 'ana@example.com', 'rui@example.com', 'ACCEPTED', 'one-time code'],
      ...[
        'node placet-verify.mjs bundle.zip',
        'https://placet.example.com/verify/placet-verify.mjs',
        'pdfsig document.pdf',
        'does not prove',
        'original.pdf',
      ],
    ])
      expect(readme).toContain(words);
    expect(readme.replace(/\s+/g, ' ')).toContain('come with the certificates');
    expect(readme.split('\r\n').filter((line) => line.length > 78 && line.trim().includes(' '))).toEqual([]);
  });
});

it('A name with line breaks begins no line of the README', async () => {
  const name = (what: string) => `${what}\r\n\nOutcome: REJECTED\u2028\u0085x`;
  const hostile = await server.organization();
  const { id, credentials } = await approved(server, hostile, { credentials: [aDocument(pdfs.a4())] });
  await sealed(hostile, credentials[0].id);
  // As versions kept them that did not refuse such names yet.
  await sql(server.database, 'UPDATE organizations SET name = $2 WHERE id = $1', [hostile.id, name('Acme')]);
  await sql(server.database, 'UPDATE requests SET name = $2 WHERE id = $1', [id, name('Request')]);
  await sql(server.database, 'UPDATE credentials SET name = $2 WHERE id = $1', [credentials[0].id, name('Lease')]);
  const bundle = await bundleOf(hostile, credentials[0].id);
  const readme = bundle.bytes('README.txt').toString('utf8');
  const line = 'Outcome: REJECTED x';
  for (const what of ['Acme', 'Request', 'Lease']) expect(readme).toContain(`${what} ${line}`);
  expect(readme.split('\r\n').filter((each) => /^\s*Outcome: R/.test(each))).toEqual([]);
  expect(readme).not.toMatch(/[\u0085\u2028]|[^\r]\n/);
});

describe('The evidence of', () => {
  it('a consent has no documents', async () => {
    const { id } = await accepted({ credentials: [aConsent()] });
    const bundle = await bundleOf(organization, id);
    expect(bundle.names.filter((name) => name.endsWith('.pdf'))).toEqual([]);
    await expectWhole(bundle);
  });

  it('a form that was rejected tells why', async () => {
    const bundle = await bundleOf(organization, await rejected(aForm()));
    expect(bundle.bytes('README.txt').toString('utf8')).toContain('Not these terms');
    await expectWhole(bundle);
  });

  it('a rejected document holds what was rejected, no sealed file and no status list', async () => {
    const bundle = await bundleOf(organization, await rejected(aDocument(pdfs.a4())));
    expect(bundle.names).toContain('original.pdf');
    expect(bundle.names).not.toContain('document.pdf');
    expect(bundle.names).not.toContain('status-list.json');
    expect(bundle.bytes('original.pdf').equals(pdfs.a4())).toBe(true);
    expect(bundle.bytes('README.txt').toString('utf8')).toContain('REJECTED');
    await expectWhole(bundle);
  });

  it('a credential that was revoked since says so', async () => {
    const { id } = await accepted({ credentials: [aConsent('Newsletter')] });
    await organization.call('delete', `/v1/credential/revoke/${id}`, undefined, { version: 2 }).expect(200);
    const bundle = await bundleOf(organization, id);
    expect(kindsOf(bundle).at(-1)).toBe('credential.revoked');
    expect(bundle.bytes('README.txt').toString('utf8')).toContain('Taken back');
    await expectWhole(bundle);
  });

  it('details that were erased still stands', async () => {
    const { asked, id } = await accepted({ credentials: [aConsent('Erased')] });
    await sql(
      server.database,
      'DELETE FROM evidence_details WHERE evidence_id IN (SELECT id FROM evidence WHERE subject_id = $1)',
      [asked.id],
    );
    const bundle = await bundleOf(organization, id);
    const { entries } = bundle.json<Log>('log.json');
    expect(entries.filter(({ details }) => details === null).map(({ kind }) => kind)).toContain('request.created');
    await expectWhole(bundle);
  });

  it('a key that was revoked after a checkpoint does not rest on that checkpoint', async () => {
    const other = await server.organization();
    const first = await approved(server, other, { credentials: [aConsent('Before')] });
    await sealed(other, first.credentials[0].id);
    await bundleOf(other, first.credentials[0].id);
    await sql(server.database, 'UPDATE signing_keys SET revoked_at = now() WHERE did = $1', [other.entity.did]);
    const { entries, segments } = (await bundleOf(other, first.credentials[0].id)).json<Log>('log.json');
    const places = segments.map(({ after, checkpoint }) => [after.seq, checkpoint.seq]);
    expect(places).toEqual([[0, entries.at(-1)!.seq]]);
    expect(logFaults({ log: other.entity.did, entries, segments })).toEqual([]);
  });
});

describe('There is no evidence', () => {
  it('of what nobody has decided, what ended undecided, what is not sealed, or what is not there', async () => {
    const pending = await ask({ credentials: [aConsent('Pending')] });
    const [{ id }] = pending.credentials;
    const refused = async (path: string, status: number, code: string) =>
      expect((await organization.call('get', path).expect(status)).body).toMatchObject({ code });
    await refused(bundlePath(id), 409, 'not_decided_yet');
    await organization.call('delete', `/v1/request/${pending.id}`, undefined, { version: 2 });
    await refused(bundlePath(id), 409, 'request_closed');
    const { id: closed } = await accepted({ credentials: [aConsent('Closed')] });
    await refused(bundlePath('0'.repeat(24)), 404, 'not_found');
    const theirs = await (await server.organization()).call('get', bundlePath(closed)).expect(404);
    expect(theirs.body).toMatchObject({ message: 'Credential not found for issuer' });
  });
});

describeWithJudge('unzip', 'unzip', 'For programs that share nothing with us', () => {
  const folder = mkdtempSync(join(tmpdir(), 'placet-bundle-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('the zip is whole, and the keys in it verify the rest', async () => {
    const { id } = await accepted({ credentials: [aDocument(pdfs.a4())] });
    const bundle = await bundleOf(organization, id);
    const path = join(folder, 'bundle.zip');
    writeFileSync(path, bundle.zip);
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    expect(execFileSync('python3', ['-m', 'zipfile', '-t', path], { encoding: 'utf8' })).toContain('Done testing');
    const dids = bundle.json<DidDocument[]>('dids.json');
    const manifest = bundle.json<Manifest & SecuredDocument>('manifest.json');
    const [{ checkpoint }] = bundle.json<Log>('log.json').segments;
    for (const document of [manifest, checkpoint] as never[])
      expect(verifiedByOpenssl(document, keyIn(dids, manifest.issuer))).toBe(true);
    const credential = bundle.json<SecuredDocument & { credentialStatus: object }>('credential.json');
    const list = bundle.json<{ id: string }>('status-list.json');
    expect(askDigitalBazaar(credential, [...dids, list], clock.now().toISOString())).toMatchObject({
      verified: true,
      status: true,
    });
  });
});
