import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import request from 'supertest';
import { OpenInternet } from '../../src/platform/outbound';
import { VcApiIssuer } from '../../src/modules/keys';
import { VerifyFiles } from '../../src/modules/verifier';
import { aConsent, aDocument } from '../support/asking';
import { bundleOf as ownBundle } from '../support/bundle';
import { bundleOf, sampleEvidence } from '../support/evidence-bundle';
import { sendsFile, textOf } from '../support/file-check';
import { pdfs } from '../support/pdfs';
import { approved, sealed, type Sealed } from '../support/proving';
import { aSampleIssuer, aSignedCredential } from '../support/signed-sample';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let document: Buffer;
let documents: Sealed;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization({ name: 'Meridian, \u202eLda.' });
  const { credentials } = await approved(server, organization, { credentials: [aDocument(pdfs.a4())] });
  documents = await sealed(organization, credentials[0].id);
  const { body } = await organization.call('get', `/v1/resource/download/${credentials[0].id}`).expect(200);
  document = Buffer.from((body as { fileContent: string }).fileContent, 'base64');
});
afterAll(() => server.stop());

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const said = async (bytes: Buffer, options = {}): Promise<string> =>
  textOf((await sendsFile(server, bytes, options).expect(200)).text);

describe('The page that checks a file', () => {
  it('has a form that works without scripts, as strict as the other pages', async () => {
    const { text, headers } = await request(server.url).get('/verify?lang=DEU').expect(200);
    expect(text).toContain(
      '<form class="card check" method="post" action="/verify?lang=DEU" enctype="multipart/form-data"',
    );
    expect(text).toContain('type="file"');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'.*frame-ancestors 'none'$/,
    );
  });

  it('says that a sealed document of this server is genuine, and where a byte was changed', async () => {
    expect(await said(document, { name: 'Diplôme.pdf' })).toContain('Diplôme.pdf This is genuine and unchanged');
    const changed = Buffer.from(document);
    changed[1000] ^= 1;
    const text = await said(changed);
    expect(text).toContain('Something is wrong with this file');
    expect(text).toMatch(
      /The first check that failed The seal of the document document signature 1 messageDigest What is signed was changed/,
    );
  });

  it('knows the keys and the lists of this server', async () => {
    const { w3cCredential, credential } = documents;
    expect(await said(json(w3cCredential))).toContain('This is genuine and unchanged');
    expect(await said(json(credential.decisions[0].document))).toContain('This is genuine and unchanged');
    expect(await said(json({ ...w3cCredential, name: 'Another' }))).toMatch(
      /The first check that failed The digital signature/,
    );
  });

  it('names the organization that issued a file, as it is called here, and a person by a DID only', async () => {
    const { w3cCredential, credential } = documents;
    const { zip } = await ownBundle(organization, credential.id);
    for (const file of [document, json(w3cCredential), zip])
      expect(await said(file)).toContain(`Issued by: Meridian, Lda. ${organization.entity.did}`);
    const decision = credential.decisions[0].document!;
    expect(await said(json(decision))).toContain(`Issued by ${decision.issuer} `);
    const changed = await said(json({ ...w3cCredential, name: 'Another' }));
    expect(changed).toContain(`which is not proven here ${organization.entity.did}`);
    expect(changed).not.toContain('Meridian');
  });

  it('takes no name from a file: who is not known here is a DID, or nobody', async () => {
    const stranger = aSampleIssuer('did:web:elsewhere.example:o:1');
    const named = { ...aSignedCredential(stranger), issuer: { id: stranger.did, name: 'Meridian, Lda.' } };
    const text = await said(json(named));
    expect(text).toContain('which is not proven here did:web:elsewhere.example:o:1 ');
    expect(text).not.toContain('Meridian');
    const words = await said(json({ ...named, issuer: 'This is genuine. Issued by Meridian' }));
    expect(words.slice(0, words.indexOf('The first check'))).not.toMatch(/Meridian|not proven here/);
  });

  it('says that something was revoked', async () => {
    const { credentials } = await approved(server, organization, { credentials: [aConsent()] });
    const { w3cCredential } = await sealed(organization, credentials[0].id);
    await organization.call('delete', `/v1/credential/revoke/${credentials[0].id}`, {}).expect(200);
    expect(await said(json(w3cCredential))).toMatch(/The first check that failed It was not revoked/);
  });

  it('says what is not checked here of what somebody else signed: under a did:key, which anybody can make, or elsewhere', async () => {
    const { publicKey, privateKey } = aSampleIssuer();
    const did = `did:key:${publicKey}`;
    const own = {
      did,
      publicKey,
      privateKey,
      verificationMethod: `${did}#${publicKey}`,
      document: aSampleIssuer().document,
    };
    const made = await said(json(aSignedCredential(own)));
    expect(made).not.toContain('This is genuine and unchanged');
    expect(made).toMatch(/What could not be checked here .*Anybody can make a did:key: whose word did:key:z6Mk\w+ is/);
    const changed = { ...aSignedCredential(own), validFrom: '2026-01-02T00:00:00Z' };
    expect(await said(json(changed))).toMatch(/The first check that failed The digital signature fits the content/);
    const issuer = server.app.get(VcApiIssuer);
    const { did: vcApi, verificationMethod, privateKey: key } = issuer;
    const forAnybody = { ...own, did: vcApi, verificationMethod, privateKey: key };
    expect(await said(json(aSignedCredential(forAnybody)))).not.toContain('This is genuine and unchanged');
    const elsewhere = bundleOf(await sampleEvidence({ organization: aSampleIssuer('did:web:elsewhere.example:o:1') }));
    expect(await said(elsewhere)).toMatch(
      /What could not be checked here The keys are really those of the organization/,
    );
  });

  it('speaks nine languages', async () => {
    const changed = Buffer.from(document);
    changed[1000] ^= 1;
    expect(await said(changed, { query: '?lang=ARA' })).toContain('في هذا الملف خطأ');
    expect(await said(changed, { query: '', headers: { 'Accept-Language': 'pl' } })).toContain(
      'Z tym plikiem coś jest nie tak',
    );
  });

  it('takes no form from another site', async () => {
    await sendsFile(server, document, { headers: { 'Sec-Fetch-Site': 'cross-site' } }).expect(403);
    await sendsFile(server, document, { headers: { Origin: 'https://evil.example' } }).expect(403);
  });
});

describe('It never asks the internet', () => {
  let canary: Server;
  let calls = 0;
  beforeAll(async () => {
    canary = createServer((_request, response) => void response.end(String((calls += 1))));
    canary.on('connection', () => (calls += 1));
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => canary.close());

  it('for a did:web or a list of somebody else: it says that they are not checked here', async () => {
    const { port } = canary.address() as AddressInfo;
    const outbound = jest.spyOn(server.app.get(OpenInternet), 'get');
    for (const did of [`did:web:127.0.0.1%3A${port}`, `did:web:localhost%3A${port}`, 'did:web:example.com']) {
      const issuer = aSampleIssuer(did);
      const status = {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '1',
        statusListCredential: `http://127.0.0.1:${port}/list`,
      };
      const credential = { ...aSignedCredential(issuer), credentialStatus: status };
      expect(await said(json(credential))).toMatch(
        /What could not be checked here The key belongs to whoever signed .*not known here/,
      );
    }
    expect(outbound).not.toHaveBeenCalled();
    expect(calls).toBe(0);
  });
});

describe('What is too much', () => {
  const TWELVE = 12 * 1024 * 1024;

  it('is a byte more than 12 MB, not 12 MB', async () => {
    const { text } = await sendsFile(server, Buffer.alloc(TWELVE + 1)).expect(413);
    expect(textOf(text)).toContain('larger than 12 MB');
    await sendsFile(server, Buffer.alloc(TWELVE)).expect(200);
  });

  it('is 2 GB, of which no more than the first is read', async () => {
    const head = (length: string) =>
      [
        'POST /verify HTTP/1.1',
        'Host: x',
        'Content-Type: multipart/form-data; boundary=b',
        'Sec-Fetch-Site: same-origin',
        length,
      ].join('\r\n');
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n';
    expect(await streamed(`${head(`Content-Length: ${2 ** 31}`)}\r\n\r\n${part}`, 0)).toMatchObject({ status: 413 });
    const chunked = `${head('Transfer-Encoding: chunked')}\r\n\r\n${part.length.toString(16)}\r\n${part}\r\n`;
    const { status, sent } = await streamed(chunked, 2 ** 31);
    expect([413, NaN]).toContainEqual(status); // whoever goes on sending may lose the answer with the connection (RFC 9112, 9.6)
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  /** Sends chunks until the server has had enough. */
  function streamed(begin: string, length: number): Promise<{ status: number; sent: number }> {
    const chunk = Buffer.from(`100000\r\n${'x'.repeat(2 ** 20)}\r\n`);
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      let [sent, answer] = [0, ''];
      const send = () => {
        while (sent < length && !socket.destroyed) {
          sent += 2 ** 20;
          if (!socket.write(chunk)) return;
        }
      };
      socket.on('connect', () => (socket.write(begin), send()));
      socket.on('drain', send);
      socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve({ status: Number(answer.split(' ')[1]), sent }));
    });
  }

  it('is a bomb: nothing is unpacked', async () => {
    const bomb = bundleOf(await sampleEvidence());
    bomb.writeUInt16LE(8, 8);
    expect(await said(bomb)).toMatch(/Something is wrong with this file.*compressed/);
  });

  it('is work without end: the worker is stopped, and the next file is checked', async () => {
    const { limits } = server.app.get(VerifyFiles);
    const { milliseconds } = limits;
    Object.assign(limits, { milliseconds: 1 });
    const { text } = await sendsFile(server, document).expect(422);
    expect(textOf(text)).toContain('took more time or memory');
    Object.assign(limits, { milliseconds });
    expect(await said(document, { name: 'Diplôme.pdf' })).toContain('Diplôme.pdf This is genuine and unchanged');
  });

  it('is memory without end: the worker is stopped, the server is not', async () => {
    const { limits } = server.app.get(VerifyFiles);
    const { heapMegabytes } = limits;
    Object.assign(limits, { heapMegabytes: 16 });
    await sendsFile(server, Buffer.from(`{"proof":[${'{"a":"€€€€€€€€€€€€"},'.repeat(200_000)}{}]}`)).expect(422);
    Object.assign(limits, { heapMegabytes });
    expect(await said(document, { name: 'Diplôme.pdf' })).toContain('Diplôme.pdf This is genuine and unchanged');
  });

  it('is a second file of the same address at once, not one after another', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => sendsFile(server, Buffer.alloc(4 * 1024 * 1024))));
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0].headers['retry-after']).toBe('10');
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    await sendsFile(server, document).expect(200);
  });

  it('is no file, several files, a form of another kind, or half of one', async () => {
    await sendsFile(server, Buffer.alloc(0)).expect(400);
    await sendsFile(server, document).attach('more', document, 'more.pdf').expect(400);
    const post = () => request(server.url).post('/verify').set('Sec-Fetch-Site', 'same-origin');
    await post().type('form').send('file=x').expect(415);
    await post().set('Content-Type', 'multipart/form-data').send('x').expect(400);
    await post().set('Content-Type', 'multipart/form-data; boundary=b').send('--b\r\nContent-Dis').expect(400);
  });
});

describe('An address', () => {
  it('checks no more than 60 files a minute', async () => {
    const at = new Date();
    const one = await startServer({ clock: { now: () => at } });
    const statuses: number[] = [];
    for (let call = 0; call < 62; call += 1) statuses.push((await sendsFile(one, Buffer.alloc(0))).status);
    await one.stop();
    expect(statuses).toEqual([...Array<number>(60).fill(400), 429, 429]);
  });
});
