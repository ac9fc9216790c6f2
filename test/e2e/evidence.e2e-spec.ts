import { createHash } from 'node:crypto';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent, aDocument, aForm, aMandate, sql, type Created } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { TestClock } from '../support/clock';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock(new Date('2026-11-23T09:00:00.000Z'));
let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const ask = async (body: object, by = organization): Promise<Created> =>
  (await by.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;
const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** RFC 8785 written anew, so that a test compares two implementations: keys by UTF-16 code units, numbers as JavaScript writes them. */
function jcs(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(Object.is(value, -0) ? 0 : value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${jcs(inner)}`).join(',')}}`;
}

interface Row {
  id: string;
  kind: string;
  subject_id: string;
  occurred_at: Date;
  salt: Buffer;
  digest: Buffer;
  content: Buffer;
}
const evidenceOf = ({ id }: Created, of = organization) =>
  sql<Row>(
    server.database,
    'SELECT e.*, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id WHERE e.subject_id = $1 AND e.org_id = $2',
    [id, of.id],
  );
const opened = ({ id, content }: Row) =>
  server.app.get(Envelopes).open({ purpose: 'evidence.details', row: id }, content).toString('utf8');

describe('The evidence of a request', () => {
  it('is one entry of the moment it was made, sealed, with a salted digest of exactly what is in it', async () => {
    const created = await ask({ credentials: [aConsent()] });
    const rows = await evidenceOf(created);
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ kind: 'request.created', occurred_at: clock.now() });
    expect(row.salt).toHaveLength(16);
    const details = opened(row);
    expect(details).toBe(jcs(JSON.parse(details)));
    expect(row.digest.toString('hex')).toBe(sha256(row.salt, details));
    expect(row.content.toString('latin1')).not.toContain('ana@example.com');
  });

  it('says who asked whom for what, under which terms, and how the codes travelled', async () => {
    const terms = {
      name: 'Trip',
      language: 'PRT',
      securityLevel: 'ORGANIZATION_KYC',
      expiresAt: '2027-01-01T00:00:00Z',
    };
    const secretive = await server.organization({ codeDelivery: 'SEND' });
    const privacy = await new Catalogue(server, secretive).consent();
    const body = {
      contacts: ['ana@example.com', '+351912345678'],
      resourcesIds: [privacy.id],
      credentials: [aMandate()],
    };
    const created = await ask({ ...body, ...terms }, secretive);
    const details = JSON.parse(opened((await evidenceOf(created, secretive))[0])) as Record<string, unknown>;
    const stored = await sql<{ id: string; digest: Buffer }>(
      server.database,
      'SELECT id, digest FROM credentials WHERE request_id = $1 ORDER BY position',
      [created.id],
    );
    expect(details).toEqual({
      organization: secretive.entity.did,
      apiKeyId: secretive.key.id,
      calledBy: 'SIGNATURE',
      name: 'Trip',
      securityLevel: 'ORGANIZATION_KYC',
      codeDelivery: 'SEND',
      language: 'PRT',
      expiresAt: '2027-01-01T00:00:00.000Z',
      subjects: created.subjects.map(({ id, contact, did }) => ({ entryId: id, contact, did })),
      credentials: stored.map(({ id, digest }, index) => ({
        id,
        type: created.credentials[index].resourceType,
        digest: digest.toString('hex'),
        resourceVersionId: index === 0 ? privacy.versionId : null,
      })),
    });
  });

  it('holds no code and no link', async () => {
    const created = await ask({ credentials: [aConsent('No code')] });
    const details = opened((await evidenceOf(created))[0]);
    const [{ code, link }] = created.subjects;
    expect(details).not.toContain(code);
    expect(details).not.toContain(link!.slice(-24));
  });

  it('is salted anew each time: equal asks leave unequal digests', async () => {
    const twice = [
      await ask({ credentials: [aConsent()], name: 'a' }),
      await ask({ credentials: [aConsent()], name: 'b' }),
    ];
    const rows = (await Promise.all(twice.map((created) => evidenceOf(created)))).flat();
    expect(new Set(rows.map(({ salt }) => salt.toString('hex'))).size).toBe(2);
  });
});

describe('The digest of a credential', () => {
  it('is that of everything that will be shown, recomputed from what is stored, for every kind', async () => {
    const shelf = new Catalogue(server, organization);
    const described = {
      description: 'A line',
      scope: 'profile.read',
      required: false,
      validFrom: new Date('2026-12-01'),
    };
    const nda = await shelf.document(pdfs.pages(2), 'NDA', described);
    const odd = {
      numbers: [1e15, 5e-324, 2 ** 53 - 1, 0.1, -0, 333333333.33333329],
      keys: { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, ö: 6 },
    };
    const created = await ask({
      language: 'PRT',
      resourcesIds: [nda.id],
      credentials: [
        aDocument(pdfs.rotated(90)),
        { ...aConsent(), validUntil: '2027-01-01T00:00:00.123Z' },
        aForm(),
        { ...aMandate(), required: false, data: [{ label: 'odd', type: 'object', value: odd, hidden: true }] },
      ],
    });
    const rows = await sql<
      { digest: Buffer; valid_from: Date | null; valid_until: Date | null } & Record<string, unknown>
    >(
      server.database,
      `SELECT c.*, coalesce(c.data, v.data) AS shown FROM credentials c
       LEFT JOIN resource_versions v ON v.id = c.resource_version_id WHERE c.request_id = $1`,
      [created.id],
    );
    expect(rows).toHaveLength(5);
    for (const row of rows) {
      const shown = {
        v: 1,
        type: row.type,
        name: row.name,
        description: row.description,
        data: row.shown,
        scope: row.scope,
        validFrom: row.valid_from?.toISOString() ?? null,
        validUntil: row.valid_until?.toISOString() ?? null,
        required: row.required,
        language: 'PRT',
        resourceVersionId: row.resource_version_id,
      };
      expect([row.name, row.digest.toString('hex')]).toEqual([row.name, sha256(jcs(shown))]);
    }
  });

  it('names a document by hash, size and number of pages', async () => {
    const pdf = pdfs.pages(2);
    const { credentials } = await ask({ credentials: [aDocument(pdf)] });
    const [{ data }] = await sql<{ data: unknown }>(server.database, 'SELECT data FROM credentials WHERE id = $1', [
      credentials[0].id,
    ]);
    expect(data).toEqual([
      { label: 'pdf', type: 'pdf', value: { sha256: sha256(pdf), size: pdf.length, pages: 2 }, hidden: false },
    ]);
    const [{ content }] = await sql<{ content: Buffer }>(
      server.database,
      `SELECT content FROM documents WHERE sha256 = decode($1, 'hex') AND org_id = $2`,
      [sha256(pdf), organization.id],
    );
    expect(content.equals(pdf)).toBe(true);
  });
});
