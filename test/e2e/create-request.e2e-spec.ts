import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { PlaygroundModule } from '../../src/playground/playground.module';
import { seedDemo } from '../../src/playground/seeds';
import { aConsent, aDocument, aForm, aMandate, sql, type Created } from '../support/asking';
import { until } from '../support/eventually';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

const asked = async (body: object): Promise<Created> =>
  (await organization.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;

describe('POST /v1/request', () => {
  it('answers what is asked and whom', async () => {
    const contacts = ['Ana@Example.com', '+351 912 345 678', 'ana@example.com'];
    const response = await organization
      .asks({ contacts, credentials: [{ ...aConsent(), internalId: 'c-7' }] })
      .expect(201);
    const { id, credentials, subjects } = response.body as Created;
    const wireId = expect.stringMatching(/^[0-9a-f]{24}$/) as string;
    expect(response.headers.location).toBe(`/v1/request/${id}`);
    expect(credentials).toEqual([
      { id: wireId, resourceType: 'CONSENT', status: 'PENDING', name: 'Privacy', internalId: 'c-7' },
    ]);
    expect(subjects).toEqual([
      {
        id: wireId,
        contact: 'ana@example.com',
        contactType: 'EMAIL',
        did: expect.stringMatching(/^did:via:humanos:user-[0-9a-f]{24}$/) as string,
        code: expect.stringMatching(/^\d{6}$/) as string,
        link: expect.stringMatching(/^http:\/\/localhost:3000\/link\/[0-9a-f]{24}$/) as string,
      },
      expect.objectContaining({ contact: '+351912345678', contactType: 'PHONE' }),
    ]);
  });

  it('takes all four types, in order, and sends one message a contact', async () => {
    const { credentials, subjects } = await asked({
      contacts: ['ben@example.com', '+351912345679'],
      credentials: [aDocument(aPdf().page().build()), aConsent(), aForm(), aMandate()],
    });
    expect(credentials.map(({ resourceType }) => resourceType)).toEqual(['DOCUMENT', 'CONSENT', 'FORM', 'JSON']);
    const sent = await until(
      () =>
        sql<{ recipient: string; content: Buffer | null }>(
          server.database,
          `SELECT recipient, content FROM notifications WHERE entry_id = ANY($1) AND status = 'SENT' ORDER BY recipient`,
          [subjects.map(({ id }) => id)],
        ),
      ({ length }) => length === 2,
    );
    expect(sent).toEqual([
      { recipient: '+351912345679', content: null },
      { recipient: 'ben@example.com', content: null },
    ]);
  });

  it('asks once what is the same, however its JSON was written, unless duplicates are allowed', async () => {
    const [field] = aConsent().data;
    const same = {
      data: [{ value: field.value, type: field.type, label: field.label }],
      name: 'Privacy',
      type: 'consent',
    };
    const credentials = [aConsent(), same, aConsent('Privacy', 'I agree to more.')];
    expect((await asked({ credentials })).credentials).toHaveLength(2);
    expect((await asked({ credentials, allowDuplicates: true })).credentials).toHaveLength(3);
  });

  it('puts a placement where a person sees it, and on the document that stays when its own was dropped', async () => {
    const pdf = aPdf()
      .page({ mediaBox: [0, 0, 400, 200], rotate: 90 })
      .build(); // shown 200 wide, 400 high
    const place = { contact: 'ana@example.com', pageIndex: 0, x: 10, y: 50, width: 50, height: 10 };
    const { credentials } = await asked({
      credentials: [aDocument(pdf), aDocument(pdf)],
      signaturePlacements: [
        { ...place, inlineCredentialIndex: 1 },
        { ...place, inlineCredentialIndex: 0, unit: 'POINT', type: 'DATE' },
      ],
    });
    expect(credentials).toHaveLength(1);
    const rows = await sql(
      server.database,
      'SELECT type, page_index, x, y, width, height FROM placements WHERE credential_id = $1 ORDER BY type',
      [credentials[0].id],
    );
    expect(rows).toEqual([
      { type: 'DATE', page_index: 0, x: 10, y: 50, width: 50, height: 10 },
      { type: 'SIGNATURE', page_index: 0, x: 20, y: 200, width: 100, height: 40 },
    ]);
  });

  it('fixes the digest of what will be shown', async () => {
    const { credentials } = await asked({ credentials: [aMandate()], language: 'pt-PT' });
    const [row] = await sql<{ digest: Buffer }>(server.database, 'SELECT digest FROM credentials WHERE id = $1', [
      credentials[0].id,
    ]);
    const shown = {
      v: 1,
      type: 'JSON',
      name: 'Hotel payments',
      description: null,
      data: [
        { label: 'Maximum', type: 'number', value: 250, hidden: false },
        { label: 'Policy', type: 'string', value: 'v7', hidden: true },
      ],
      scope: 'payments.hotel',
      validFrom: null,
      validUntil: null,
      required: true,
      language: 'PRT',
      resourceVersionId: null,
    };
    expect(row.digest.toString('hex')).toBe(createHash('sha256').update(canonicalize(shown)!).digest('hex'));
  });

  it('keeps codes and links from whoever should not know them', async () => {
    const secretive = await server.organization({ codeDelivery: 'SEND' });
    const sent = (await secretive.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201))
      .body as Created;
    expect(Object.keys(sent.subjects[0])).toEqual(['contact', 'did', 'contactType', 'id']);
    const deliversItself = await server.organization({ codeDelivery: 'RETURN', codeLength: 8 });
    const returned = (
      await deliversItself.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201)
    ).body as Created;
    expect(returned.subjects[0].code).toMatch(/^\d{8}$/);
    expect(await sql(server.database, 'SELECT id FROM notifications WHERE request_id = $1', [returned.id])).toEqual([]);
  });

  it('accepts and ignores what other versions of the API send', async () => {
    const [field] = aConsent().data;
    const credential = {
      ...aConsent(),
      data: [{ ...field, hash: 'x' }],
      placements: [],
      tags: ['a'],
      content: 1,
      price: 2,
    };
    await asked({ credentials: [credential], pubKey: 'k', authorizedDIDs: ['did:x'], agentId: 'a' });
  });
});

describe('the call of the reference page', () => {
  it('answers the one document of its example for two subjects, without a key, from this machine', async () => {
    await seedDemo(server.database.url);
    const additions = [PlaygroundModule.with({ directory: server.mailbox, stop: () => Promise.resolve() })];
    const playground = await startServer({ database: server.database, playground: true, additions });
    const response = await request(playground.url)
      .post('/v1/request')
      .set('Content-Type', 'application/json')
      .send({
        contacts: ['user@example.com', '+351912345678'],
        securityLevel: 'CONTACT',
        groupIds: ['507f1f77bcf86cd799439011'],
        resourcesIds: ['507f1f77bcf86cd799439012'],
      })
      .expect(201);
    const { credentials, subjects } = response.body as Created;
    expect(credentials).toEqual([
      expect.objectContaining({
        resourceType: 'DOCUMENT',
        status: 'PENDING',
        name: 'Identity Document',
        internalId: 'internal-12345',
      }),
    ]);
    expect(subjects.map(({ contact }) => contact)).toEqual(['user@example.com', '+351912345678']);
    await request(playground.url).post('/v1/request').set('X-Forwarded-For', '1.2.3.4').send({}).expect(401);
    await playground.stop();
  });
});
