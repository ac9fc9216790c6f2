import { randomBytes } from 'node:crypto';
import { Envelopes } from '../../src/platform/secrets';
import { dump, rowCounts, sql, type Refused } from '../support/asking';
import { anIdentity, type Feedback, type User } from '../support/people';
import { startServer, TEST_MASTER_KEY, type TestOrganization, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization({ defaultCountry: 'PT' });
});
afterAll(() => server.stop());

const imports = async (items: unknown, by = organization): Promise<Feedback[]> =>
  (await by.call('post', '/v1/user', items).expect(200)).body as Feedback[];
const user = async (contact: string): Promise<User> =>
  (await organization.call('get', `/v1/user?contact=${encodeURIComponent(contact)}`).expect(200)).body as User;
const statuses = (feedback: Feedback[]) => feedback.map(({ status }) => status);

describe('An import of a hundred', () => {
  const shared = anIdentity();
  const others = Array.from({ length: 75 }, (_, i) => ({
    contact: `mass-${i}@example.com`,
    identity: anIdentity(),
    internalId: `mass-${i}`,
  }));
  const prepared = [
    { contact: 'known@example.com' },
    { contact: 'filed@example.com', identity: shared, internalId: 'filed-1' },
  ];
  const faulty: [unknown, number, RegExp][] = [
    [{ contact: 'new@example.com' }, 200, /^User created$/],
    [{ contact: 'Known@Example.com ', identity: anIdentity(), internalId: 'k-1' }, 200, /^User known, identity put/],
    [{ contact: '912 345 678', identity: anIdentity() }, 200, /created/],
    [{ contact: 'nobody' }, 400, /^contact is neither an e-mail address nor a phone number/],
    [{ internalId: 'x' }, 400, /contact must be a string/],
    ['text', 400, /must be an object/],
    [{ contact: 'odd@example.com', nickname: 'Odd' }, 400, /nickname is not a known field/],
    [{ contact: 'long@example.com', internalId: 'x'.repeat(201) }, 400, /internalId must be shorter/],
    [{ contact: 'nameless@example.com', identity: anIdentity({ fullName: ' ' }) }, 401, /identity.fullName/],
    [
      { contact: 'unborn@example.com', identity: anIdentity({ birth: '2999-01-01' }) },
      401,
      /birth must lie in the past/,
    ],
    [{ contact: 'leap@example.com', identity: anIdentity({ birth: '2023-02-30' }) }, 401, /a day that exists/],
    [{ contact: 'us@example.com', identity: anIdentity({ birth: '04/23/1990' }) }, 401, /a date like 1990-04-23/],
    [{ contact: 'doc@example.com', identity: anIdentity({ docId: '1'.repeat(51) }) }, 401, /identity.docId/],
    [{ contact: 'full@example.com', identity: anIdentity({ fullDocId: 'ZZ1' }) }, 401, /must start with docId/],
    [{ contact: 'list@example.com', identity: [] }, 401, /identity must be an object/],
    [{ contact: 'photo@example.com', identity: anIdentity({ photo: 'x'.repeat(2001) }) }, 401, /identity.photo/],
    [{ contact: 'extra@example.com', identity: anIdentity({ shoe: '38' }) }, 401, /identity.shoe is not a known field/],
    [{ contact: 'land@example.com', identity: anIdentity({ countryAlpha3: 'PT' }) }, 402, /alpha-3 code, e.g. PRT/],
    [{ contact: 'landless@example.com', identity: anIdentity({ countryAlpha3: undefined }) }, 402, /alpha-3/],
    [{ contact: 'NEW@example.com' }, 407, /new@example.com stands at index 0/],
    [{ contact: '+351912345678' }, 407, /stands at index 2/],
    [{ contact: 'second@example.com', identity: others[0].identity }, 408, /stands at index 2[0-9] of this call/],
    [
      { contact: 'thief@example.com', identity: { ...shared, docId: ` ${shared.docId.toLowerCase()} ` } },
      409,
      /POST \/v1\/user\/contact/,
    ],
    [{ contact: 'clone@example.com', internalId: 'filed-1' }, 409, /internalId filed-1 belongs to another user/],
    [{ contact: 'filed@example.com', identity: anIdentity() }, 410, /has an identity on file already/],
  ];
  let feedback: Feedback[];
  let statements: string[];

  beforeAll(async () => {
    expect(statuses(await imports(prepared))).toEqual([200, 200]);
    const items = [...faulty.slice(0, 21).map(([item]) => item), ...others, ...faulty.slice(21).map(([item]) => item)];
    expect(items).toHaveLength(100);
    statements = await statementsOf(async () => {
      feedback = await imports(items);
    });
    feedback = [...feedback.slice(0, 21), ...feedback.slice(96), ...feedback.slice(21, 96)];
  });

  it.each(faulty.map(([item, status], index) => [JSON.stringify(item).slice(0, 90), status, index] as const))(
    'answers %s with %i',
    (_, status, index) => {
      expect(feedback[index]).toMatchObject({ status, message: expect.stringMatching(faulty[index][2]) as string });
      expect(feedback[index].data === null).toBe(status !== 200);
    },
  );

  it('takes all the others, each with a DID of its own', () => {
    const taken = feedback.slice(faulty.length);
    expect(new Set(statuses(taken))).toEqual(new Set([200]));
    expect(new Set(taken.map(({ data }) => data!.did.did)).size).toBe(75);
    const { data } = taken[0];
    expect(data).toEqual({
      contact: 'mass-0@example.com',
      internalId: 'mass-0',
      did: { id: data!.did.id, did: `did:via:humanos:user-${data!.did.id}`, active: true, revoked: false },
    });
  });

  it('leaves nobody behind for an item that was refused', async () => {
    const refused = ['thief', 'clone', 'second', 'land', 'us', 'odd'].map((name) => `${name}@example.com`);
    const found = await sql(server.database, 'SELECT FROM contacts WHERE value = ANY($1)', [refused]);
    expect(found).toEqual([]);
    expect((await user('filed@example.com')).identity).toMatchObject({ docId: shared.docId });
  });

  it('needs as many statements as an import of one', async () => {
    const one = await statementsOf(() => imports([{ contact: 'alone@example.com', identity: anIdentity() }]));
    expect(statements).toEqual(one);
    expect(statements.length).toBeLessThanOrEqual(15);
  });

  it('holds no identity in clear text, anywhere', async () => {
    const stolen = await dump(server.database);
    for (const secret of ['Ana Maria Silva', '1990-04-23', shared.docId, others[7].identity.docId]) {
      expect([secret, stolen.includes(secret)]).toEqual([secret, false]);
    }
  });
});

describe('An import', () => {
  it('refuses what is no list of 1 to 100', async () => {
    const before = await rowCounts(server.database);
    for (const body of [{ contact: 'ana@example.com' }, [], Array(101).fill({ contact: 'ana@example.com' })]) {
      const { body: refused } = (await organization.call('post', '/v1/user', body).expect(400)) as { body: Refused };
      expect(refused).toMatchObject({
        code: 'validation_failed',
        detail: 'The body must be an array of 1 to 100 users',
      });
    }
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('has one effect and one answer under one key', async () => {
    const keyed = { headers: { 'Idempotency-Key': 'import-1' } };
    const items = [{ contact: 'once@example.com', identity: anIdentity() }];
    const first = await organization.call('post', '/v1/user', items, keyed).expect(200);
    const again = await organization
      .call('post', '/v1/user', items, { ...keyed, timestamp: Date.now() + 5 })
      .expect(200);
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    await organization.call('post', '/v1/user', [{ contact: 'other@example.com' }], keyed).expect(422);
  });

  it('replaces the internal id, and leaves what it does not name', async () => {
    await imports([{ contact: 'moved@example.com', internalId: 'before' }]);
    const [{ data }] = await imports([{ contact: 'moved@example.com' }]);
    expect(data!.internalId).toBe('before');
    await imports([{ contact: 'moved@example.com', internalId: 'after' }]);
    expect(await user('moved@example.com')).toMatchObject({ internalId: 'after' });
    await organization.call('get', '/v1/user?internalId=before').expect(404);
  });

  it('leaves evidence of each identity: who filed which fields, never what they say', async () => {
    const identity = anIdentity({ gender: 'F' });
    const [{ data }] = await imports([{ contact: 'proof@example.com', identity }]);
    const rows = await sql<{ id: string; content: Buffer }>(
      server.database,
      `SELECT e.id, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id
       WHERE e.kind = 'identity.filed' AND e.subject_id = $1`,
      [data!.did.id],
    );
    expect(rows).toHaveLength(1);
    const place = { purpose: 'evidence.details', row: rows[0].id } as const;
    const details = server.app.get(Envelopes).open(place, rows[0].content).toString('utf8');
    expect(JSON.parse(details)).toMatchObject({
      organization: organization.entity.did,
      apiKeyId: organization.key.id,
      did: data!.did.did,
      fields: ['birth', 'countryAlpha3', 'docId', 'fullName', 'gender'],
    });
    expect(details).not.toContain(identity.docId);
  });

  it('knows nothing of another organization: the same people, ids and identities are new there', async () => {
    const theirs = await server.organization();
    const identity = anIdentity();
    const item = { contact: 'both@example.com', internalId: 'both-1', identity };
    const [[mine], [other]] = [await imports([item]), await imports([item], theirs)];
    expect([mine.status, other.status, other.message]).toEqual([200, 200, 'User created, identity put on file']);
    expect(other.data!.did.did).not.toBe(mine.data!.did.did);
    const keys = await sql<{ match_key: Buffer }>(
      server.database,
      'SELECT match_key FROM identities WHERE subject_id = ANY($1)',
      [[mine.data!.did.id, other.data!.did.id]],
    );
    expect(keys[0].match_key.equals(keys[1].match_key)).toBe(false);
  });

  it('knows an identity again, and reads it, after the master key has rotated', async () => {
    const identity = anIdentity();
    await imports([{ contact: 'old-key@example.com', identity }]);
    const MASTER_KEY = `${randomBytes(32).toString('base64')},${TEST_MASTER_KEY}`;
    const rotated = await startServer({ database: server.database, environment: { DELIVERY: 'off', MASTER_KEY } });
    const there = organization.at(rotated);
    expect(statuses(await imports([{ contact: 'new-key@example.com', identity }], there))).toEqual([409]);
    const { body } = await there.call('get', '/v1/user?contact=old-key@example.com').expect(200);
    expect((body as User).identity).toEqual(identity);
    await rotated.stop();
  });
});
