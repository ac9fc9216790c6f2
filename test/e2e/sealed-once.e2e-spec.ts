import { randomBytes, randomUUID } from 'node:crypto';
import { DocumentStore, SealedDocuments } from '../../src/modules/documents';
import { EvidenceChain, EvidenceService } from '../../src/modules/evidence';
import { Chainer } from '../../src/modules/evidence/chainer';
import { SealingQueue, type ClaimedSealing } from '../../src/modules/credentials/sealing/sealing-queue';
import { SealingDelivery } from '../../src/modules/credentials/sealing/sealing-delivery';
import { SealPdf } from '../../src/modules/credentials/sealing/seal-pdf';
import { WriteProofs } from '../../src/modules/credentials/sealing/write-proofs';
import { Person } from '../support/answering';
import { aConsent, aDocument, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { aPdf, pdfs } from '../support/pdfs';
import { sealed, shown } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
let queue: SealingQueue;
beforeAll(async () => {
  server = await startServer({ clock });
  await server.app.get(SealingDelivery).beforeApplicationShutdown(); // its loop rests: each test takes the steps itself
  organization = await server.organization();
  queue = server.app.get(SealingQueue);
});
afterAll(() => server.stop());
afterEach(() => jest.restoreAllMocks());

interface Row {
  status: string;
  attempts: number;
  error: string | null;
  waits: number;
  lease_token: string | null;
  credential: object | null;
}
const row = async (id: string): Promise<Row> =>
  (
    await sql<Row>(
      server.database,
      `SELECT *, extract(epoch FROM next_attempt_at - $2::timestamptz)::float8 AS waits FROM sealings WHERE credential_id = $1`,
      [id, clock.now()],
    )
  )[0];

/** A document that everybody has accepted and nobody has sealed. */
async function decided(credential: object = aDocument(pdfs.a4())): Promise<string> {
  clock.advance({ seconds: 1 }); // the same call at the same moment would be the same call
  const asked = (await organization.asks({ contacts: ['ana@example.com'], credentials: [credential] }).expect(201))
    .body as Created;
  const person = await Person.inside(server, asked);
  await person.accepts(asked.credentials[0].id);
  expect(await person.finishes()).toEqual({ finished: true });
  return asked.credentials[0].id;
}

const claimed = (): Promise<ClaimedSealing[]> => queue.claim(10, randomUUID(), 30);

/** One round of the loop, on what is due now. */
async function round(): Promise<number> {
  const rows = await claimed();
  for (const each of rows) await queue.record(each.lease_token, [{ row: each, outcome: await queue.deliver(each) }]);
  return rows.length;
}

/** Everything that a sealing leaves behind is there once, and the proofs say what was decided. */
async function expectSealedOnce(id: string): Promise<void> {
  const { credential, w3cCredential, pdf } = (await organization.call('get', `/v1/credential/${id}?includePdf=true`))
    .body as Awaited<ReturnType<typeof sealed>>;
  expect(credential.proofs.map(({ actionType }) => actionType)).toEqual(['CREATE', 'ACCEPT']);
  const verified = await organization.call('post', '/v1/credential/verify', { credential: w3cCredential });
  expect(verified.body).toMatchObject({ allowed: true });
  expect(Buffer.from(pdf!, 'base64').length).toBe(w3cCredential.credentialSubject.sealedDocument!.size);
  const [counts] = await sql(
    server.database,
    `SELECT (SELECT count(*)::int FROM sealings WHERE credential_id = $1) AS sealings,
       (SELECT count(*)::int FROM status_entries WHERE credential_id = $1) AS places,
       (SELECT count(*)::int FROM decision_documents p JOIN decisions d ON d.id = p.decision_id WHERE d.credential_id = $1) AS decisions,
       (SELECT count(*)::int FROM evidence WHERE kind = 'credential.sealed' AND subject_id = $1) AS told`,
    [id],
  );
  expect(counts).toEqual({ sealings: 1, places: 1, decisions: 1, told: 1 });
}

describe('A document is sealed exactly once', () => {
  it.each<[string, () => unknown]>([
    ['before the document was sealed', () => server.app.get(SealedDocuments)],
    ['before the document could be read again', () => server.app.get(SealPdf)],
    ['inside the transaction, with the document written', () => server.app.get(DocumentStore)],
    ['at the last statement of the transaction', () => server.app.get(EvidenceService)],
  ])('when an attempt fails %s', async (_, part) => {
    const id = await decided();
    const target = part() as Record<string, () => unknown>;
    const [method] = ['seal', 'execute', 'keep', 'append'].filter((name) => name in target);
    const broken = jest.spyOn(target, method).mockImplementation(() => {
      throw new Error('the disk is full');
    });
    expect(await round()).toBe(1);
    expect(await row(id)).toMatchObject({
      status: 'PENDING',
      attempts: 1,
      error: 'the disk is full',
      lease_token: null,
    });
    expect((await shown(organization, id)).credential).toMatchObject({ status: 'APPROVED', proofs: [] });
    expect((await row(id)).waits).toBeGreaterThanOrEqual(2.5); // and not before that
    expect(await round()).toBe(0);
    broken.mockRestore();
    clock.advance({ seconds: 5 });
    expect(await round()).toBe(1);
    await expectSealedOnce(id);
    expect((await row(id)).error).toBeNull();
  });

  it('when the process dies with it in hand: the lease brings it back', async () => {
    const id = await decided();
    expect(await claimed()).toHaveLength(1);
    expect(await claimed()).toHaveLength(0);
    clock.advance({ seconds: 31 });
    expect(await round()).toBe(1);
    await expectSealedOnce(id);
  });

  it('when the process dies after the commit and before it was recorded', async () => {
    const id = await decided();
    const [first] = await claimed();
    expect(await queue.deliver(first)).toEqual({ done: 'SEALED' });
    clock.advance({ minutes: 10 });
    expect(await claimed()).toHaveLength(0);
    await queue.record(first.lease_token, [{ row: first, outcome: { failed: 'late' } }]); // changes nothing any more
    await expectSealedOnce(id);
  });

  it('when somebody else took the lease over meanwhile', async () => {
    const id = await decided();
    const [slow] = await claimed();
    clock.advance({ seconds: 31 });
    const [quick] = await claimed();
    expect(await queue.deliver(slow)).toEqual({ done: 'SEALED' });
    expect(await row(id)).toMatchObject({ status: 'PENDING', lease_token: quick.lease_token });
    await queue.record(slow.lease_token, [{ row: slow, outcome: { failed: 'too slow' } }]);
    expect((await row(id)).error).toBeNull();
    expect(await queue.deliver(quick)).toEqual({ done: 'SEALED' });
    expect(await queue.deliver(slow)).toEqual({ done: 'SEALED' });
    await expectSealedOnce(id);
  });

  it('when two attempts hold the same lease at once', async () => {
    const id = await decided();
    const [mine] = await claimed();
    expect(await Promise.all([queue.deliver(mine), queue.deliver(mine), queue.deliver(mine)])).toEqual(
      Array.from({ length: 3 }, () => ({ done: 'SEALED' })),
    );
    await expectSealedOnce(id);
  });

  it('by two servers whose loops look at once', async () => {
    const ids = [await decided(), await decided(), await decided(), await decided()];
    const others = await Promise.all([1, 2].map(() => startServer({ clock, database: server.database })));
    for (const id of ids) await sealed(organization, id);
    await Promise.all(others.map((other) => other.stop()));
    for (const id of ids) await expectSealedOnce(id);
  });

  it('after the seal key was away for a while, and waits for it no longer than ten minutes', async () => {
    const id = await decided();
    const consent = await decided(aConsent());
    const pdf: object = server.app.get(SealPdf);
    const signer = Reflect.get(pdf, 'signer') as object;
    const sign = () => Promise.reject(new Error('the KMS is away'));
    Reflect.set(pdf, 'signer', Object.create(signer, { sign: { value: sign } }));
    for (let attempt = 0; attempt < 12; attempt++) {
      await round();
      expect((await row(id)).waits).toBeLessThanOrEqual(600);
      clock.advance({ minutes: 10 });
    }
    expect(await row(id)).toMatchObject({
      status: 'PENDING',
      attempts: 12,
      error: expect.stringContaining('the KMS is away'),
    });
    expect(await row(consent)).toMatchObject({ status: 'SEALED' });
    Reflect.set(pdf, 'signer', signer);
    await round();
    await expectSealedOnce(id);
  });

  it('when it is as large as an upload may be, and has as many pages', async () => {
    const pages = aPdf();
    for (let page = 0; page < 500; page++) pages.page();
    const heavy = aPdf()
      .page()
      .withCatalog((writer) => `/Weight ${writer.addStream(randomBytes(10 * 1024 * 1024 - 2000))}`);
    for (const pdf of [pages.build(), heavy.build()]) {
      const id = await decided(aDocument(pdf));
      await round();
      expect((await row(id)).error).toBeNull();
      await expectSealedOnce(id);
    }
  });
});

describe('A decision is in the evidence chain before it is sealed', () => {
  const waiting = async (id: string): Promise<number> =>
    (
      await sql(
        server.database,
        'SELECT FROM evidence_unlinked u JOIN evidence e ON e.id = u.evidence_id WHERE e.subject_id = $1',
        [id],
      )
    ).length;
  beforeAll(() => server.app.get(Chainer).beforeApplicationShutdown()); // nobody else links

  it('whoever puts it there: sealing does so itself', async () => {
    const id = await decided();
    expect(await waiting(id)).toBe(1);
    const proofs = server.app.get(WriteProofs);
    const real = proofs.execute.bind(proofs);
    const atWriting: number[] = [];
    jest.spyOn(proofs, 'execute').mockImplementation(async (...given) => {
      atWriting.push(await waiting(id));
      return real(...given);
    });
    await round();
    expect(atWriting).toEqual([0]);
    await expectSealedOnce(id);
  });

  it('and is not sealed while it cannot be put there', async () => {
    const id = await decided();
    jest.spyOn(server.app.get(EvidenceChain), 'link').mockRejectedValueOnce(new Error('no key for a checkpoint'));
    await round();
    expect(await row(id)).toMatchObject({ status: 'PENDING', error: 'no key for a checkpoint' });
    clock.advance({ minutes: 1 });
    await round();
    await expectSealedOnce(id);
  });
});
