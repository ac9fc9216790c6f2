import { randomBytes, randomUUID } from 'node:crypto';
import { aConsent, sql, type Created } from './asking';
import { Catalogue } from './catalogue';
import type { Callable } from './openapi-document';
import type { TestOrganization, TestServer } from './server';

/** What an id in a path or a query names. */
export type Kind = (typeof KINDS)[number][2];

/** Which parameter of which operations names what; the first line that fits counts. A new route needs a line here. */
const KINDS = [
  [/ \/v1\/api-keys\/\{id\}/, 'id', 'key'],
  [/ \/v1\/request\/(resend\/)?\{id\}/, 'id', 'request'],
  [/ \/v1\/request\/\{id\}\/subject\//, 'entryId', 'entry'],
  [/ \/v1\/resource\/group\/\{id\}/, 'id', 'group'],
  [/ \/v1\/resource\/download\//, 'credentialId', 'credential'],
  [/ \/v1\/resource\/(content\/)?\{id\}/, 'id', 'resource'],
  [/ \/v1\/credential\/(revoke\/|vp\/)?\{id\}/, 'id', 'credential'],
  [/ \/v1\/via\/mandates\/\{id\}/, 'id', 'mandate'],
  [/ \/v1\/via\/dids\/\{did\}/, 'did', 'did'],
  [/^GET \/v1\/resource$/, 'internalId', 'internalId of a resource'],
  [/ \/v1\/request$/, 'internalId', 'internalId'],
  [/^/, 'contact', 'contact'],
  [/^/, 'subjectContact', 'contact'],
  [/^/, 'did', 'subject'],
  [/^/, 'subjectDid', 'subject'],
  [/^/, 'subjectId', 'subject'],
  [/^/, 'internalId', 'internalId'],
  [/^/, 'subjectInternalId', 'internalId'],
] as const;

/** Parameters of queries that name nothing of anybody. */
const NO_ID =
  /^(page(Index|Size)|search|cursor|active|types|status|securityLevel|date(From|To)|version|scope|toolName|includePdf|preview)$/;

/** Null where a parameter names nothing. Throws where nobody has said what it names. */
export function kindOf({ name: operation }: Callable, parameter: { name: string; in: string }): Kind | null {
  if (parameter.in === 'query' && NO_ID.test(parameter.name)) return null;
  const line = KINDS.find(([operations, name]) => name === parameter.name && operations.test(operation));
  if (line) return line[2];
  throw new Error(
    `${operation} has the ${parameter.in} parameter "${parameter.name}": say in test/support/api-ids.ts what it names (KINDS), ` +
      'how a test makes one (ids), or that it names nothing (NO_ID)',
  );
}

/** One of each kind, all of one organization; the entry, the credential and the mandate belong to the request. */
export async function idsOf(server: TestServer, organization: TestOrganization): Promise<Record<Kind, string>> {
  const internalId = `own-${randomBytes(6).toString('hex')}`;
  const contact = `${internalId}@example.com`;
  const body = { contacts: [contact], internalId, credentials: [{ ...aConsent(), scope: 'payments.hotel' }] };
  const request = (await organization.asks(body).expect(201)).body as Created;
  const catalogue = new Catalogue(server, organization);
  const resource = await catalogue.consent('Privacy', { internalId });
  const group = await catalogue.group('Group', resource);
  const key = await organization.call('post', '/v1/api-keys', { name: 'another' }, { version: 2 }).expect(201);
  return {
    key: (key.body as { id: string }).id,
    request: request.id,
    entry: request.subjects[0].id,
    credential: request.credentials[0].id,
    resource: resource.id,
    group: group.id,
    mandate: await aMandate(server, request.credentials[0].id),
    did: organization.entity.did,
    subject: request.subjects[0].did,
    contact,
    internalId,
    'internalId of a resource': internalId,
  };
}

/** Mandates come of decisions, which no call can make: written as the owner of the schema would. */
async function aMandate({ database }: TestServer, credential: string): Promise<string> {
  const id = `mdt_${randomUUID()}`;
  const [{ exists }] = await sql<{ exists: boolean }>(database, `SELECT to_regclass('mandates') IS NOT NULL AS exists`);
  if (!exists) return id;
  await sql(
    database,
    `INSERT INTO mandates (id, org_id, credential_id, subject_id, scope, constraints, valid_from, kyc_required, created_at)
     SELECT $1, c.org_id, c.id, s.subject_id, c.scope, '{}', now(), false, now()
     FROM credentials c JOIN request_subjects s ON s.request_id = c.request_id WHERE c.id = $2`,
    [id, credential],
  );
  return id;
}

/** An id of this kind that nobody has. */
export function nobodys(kind: Kind): string {
  if (kind === 'mandate') return `mdt_${randomUUID()}`;
  if (kind === 'did' || kind === 'subject') return `did:via:humanos:user-${randomBytes(12).toString('hex')}`;
  if (kind === 'contact') return `own-${randomBytes(6).toString('hex')}@example.com`;
  return kind.startsWith('internalId') ? `own-${randomBytes(6).toString('hex')}` : randomBytes(12).toString('hex');
}
