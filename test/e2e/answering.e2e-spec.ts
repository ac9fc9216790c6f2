import { Envelopes, sha256 } from '../../src/platform/secrets';
import { aConsent, aDocument, aForm, aMandate, dump, sql, type Created } from '../support/asking';
import { aPng, Person } from '../support/answering';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

const pdf = aPdf().page().build();
const place = { inlineCredentialIndex: 0, pageIndex: 0, x: 10, y: 10, width: 20, height: 5 };
const ask = async (body: object = {}): Promise<Created> =>
  (
    await organization
      .asks({
        contacts: ['ana@example.com'],
        credentials: [aDocument(pdf), aConsent(), aForm(), { ...aMandate(), required: false }],
        signaturePlacements: [
          { ...place, contact: 'ana@example.com' },
          { ...place, y: 30, type: 'TEXT', contact: 'ana@example.com' },
        ],
        redirectUrl: 'https://app.example.com/back?x=1',
        ...body,
      })
      .expect(201)
  ).body as Created;
const statusesOf = ({ id }: Created) =>
  sql(
    server.database,
    `SELECT c.status, c.status_reason AS reason FROM credentials c WHERE request_id = $1 ORDER BY position`,
    [id],
  );
const requestOf = async ({ id }: Created) =>
  (await sql<{ status: string }>(server.database, 'SELECT status FROM requests WHERE id = $1', [id]))[0].status;
const evidenceOf = async (created: Created): Promise<string[]> =>
  (
    await sql<{ kind: string }>(
      server.database,
      'SELECT kind FROM evidence WHERE subject_id = ANY($1::text[]) ORDER BY id',
      [[created.id, ...created.credentials.map(({ id }) => id)]],
    )
  ).map(({ kind }) => kind);

/** What one piece of evidence says, opened as the server would. */
async function detailsOf(subjectId: string, kind: string): Promise<object> {
  const [{ id, content }] = await sql<{ id: string; content: Buffer }>(
    server.database,
    'SELECT e.id, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id WHERE subject_id = $1 AND kind = $2',
    [subjectId, kind],
  );
  const opened = server.app.get(Envelopes).open({ purpose: 'evidence.details', row: id }, content);
  return JSON.parse(opened.toString('utf8')) as object;
}

it('A person opens the link, enters the code, looks, chooses, changes a choice, and finishes: all of it is on record', async () => {
  const created = await ask();
  const [contract, consent, form, mandate] = created.credentials.map(({ id }) => id);
  const ana = Person.of(server, created);
  expect(await ana.doorstep()).toMatchObject({
    state: 'OPEN',
    contact: 'a•••@example.com',
    contactType: 'EMAIL',
    otherContacts: [],
    codesComeFrom: 'US',
    mayEnter: true,
    locked: false,
  });
  await ana.opens();
  await ana.opens();
  await ana.enters(created.subjects[0].code!);

  const seen = await ana.sees();
  expect(seen).toMatchObject({ levelMet: true, finished: false, redirectUrl: 'https://app.example.com/back?x=1' });
  expect(seen.items.map(({ type, draft, decision }) => [type, draft, decision])).toEqual(
    ['DOCUMENT', 'CONSENT', 'FORM', 'JSON'].map((type) => [type, null, null]),
  );
  expect(seen.items[0].pages).toHaveLength(1);
  const [signature, text] = seen.items[0].places;
  expect([signature.type, text.type]).toEqual(['SIGNATURE', 'TEXT']);
  expect(seen.items[0].data).toEqual([
    expect.objectContaining({ label: 'pdf', value: expect.objectContaining({ size: pdf.length }) }),
  ]);

  await ana.views(contract);
  await ana.views(contract);
  expect(await ana.finishes()).toEqual({
    finished: false,
    reason: 'missing',
    credentialIds: [contract, consent, form],
  });
  expect(await ana.accepts(contract)).toEqual({
    kept: false,
    reason: 'marks',
    errors: [{ placeId: signature.id, rule: 'empty' }],
  });
  const drawn = { placeId: signature.id, kind: 'DRAWN' as const, text: null, image: aPng() };
  expect(await ana.accepts(contract, { marks: [drawn] })).toEqual({ kept: true });
  expect(await ana.rejects(consent, 'Not like this.\0')).toEqual({ kept: true });
  expect(await ana.accepts(consent)).toEqual({ kept: true });
  expect(await ana.accepts(form, { answers: new Map([['0', ['middle']]]) })).toEqual({
    kept: false,
    reason: 'answers',
    errors: [{ path: '0', rule: 'option' }],
  });
  expect((await ana.sees()).items[2]).toMatchObject({
    draft: null,
    unfinished: { answers: [{ value: 'middle' }, {}], errors: [{ path: '0', rule: 'option' }] },
  });
  const answers = new Map([
    ['0', ['window']],
    ['1', ['1990-05-31']],
  ]);
  expect(await ana.accepts(form, { answers })).toEqual({ kept: true });
  expect((await ana.sees()).items.map(({ draft, viewed }) => [draft?.action, viewed])).toEqual([
    ['ACCEPT', true],
    ['ACCEPT', false],
    ['ACCEPT', false],
    [undefined, false],
  ]);
  expect((await ana.sees()).items[0].draft!.marks).toEqual([drawn]);

  expect(await ana.finishes()).toEqual({ finished: true });
  expect(await requestOf(created)).toBe('COMPLETED');
  expect(await statusesOf(created)).toEqual([
    ...Array(3).fill({ status: 'APPROVED', reason: null }),
    { status: 'REVOKED', reason: 'SKIPPED' },
  ]);
  const after = await ana.sees();
  expect(after).toMatchObject({ state: 'FINISHED', finished: true });
  expect(after.items[2].decision).toMatchObject({
    action: 'ACCEPT',
    answers: [{ value: 'window' }, { value: '1990-05-31' }],
  });
  expect(after.items.map(({ draft, withdrawable }) => [draft, withdrawable])).toEqual([
    [null, false],
    [null, true],
    [null, false],
    [null, false],
  ]);
  expect((await ana.downloads(contract))!.bytes.equals(pdf)).toBe(true);
  expect(await ana.accepts(mandate)).toEqual({ kept: false, reason: 'decided' });
  expect(await evidenceOf(created)).toEqual([
    'request.created',
    'link.opened',
    'contact.verified',
    'item.viewed',
    'document.signed',
    ...Array(3).fill('decision.made'),
    'request.settled',
  ]);
  expect(await detailsOf(contract, 'decision.made')).toEqual({
    chosen: null,
    shown: {
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      item: expect.stringMatching(/^[0-9a-f]{64}$/),
      items: Array(4).fill(expect.stringMatching(/^[0-9a-f]{64}$/)),
      ...{ required: true, asksOthers: false },
    },
    requestId: created.id,
    entryId: created.subjects[0].id,
    did: created.subjects[0].did,
    ...{ ip: '203.0.113.7', userAgent: 'A browser', pageLanguage: 'PRT', contentLanguage: 'ENG' },
    ...{ contact: 'ana@example.com', codeChannel: 'EMAIL', codeSeenBy: 'ORGANIZATION_TOO' },
    ...{ codeDelivery: 'SEND_AND_RETURN', action: 'ACCEPT', reason: null, answersDigest: null },
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    placements: [signature, text],
  });
  expect(await detailsOf(contract, 'document.signed')).toMatchObject({
    marks: [{ placeId: signature.id, kind: 'DRAWN', imageDigest: sha256(drawn.image).toString('hex') }],
  });
  const [decision] = await sql(server.database, 'SELECT * FROM decisions WHERE credential_id = $1', [contract]);
  expect(decision).toMatchObject({
    contact: 'ana@example.com',
    code_channel: 'EMAIL',
    code_seen_by: 'ORGANIZATION_TOO',
    page_language: 'PRT',
    content_language: 'ENG',
  });
  const stolen = await dump(server.database);
  for (const secret of [ana.token, ana.key.secret, '203.0.113.7']) expect(stolen).not.toContain(secret);
  expect(stolen).not.toMatch(new RegExp(`(?<![\\w.])${created.subjects[0].code}(?!\\w)`)); // not by chance, inside a hash
});
