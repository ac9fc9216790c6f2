import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { newId } from '../../src/platform/ids';
import { aConsent, aDocument, sql, type Created } from './asking';
import { Catalogue } from './catalogue';
import type { Callable } from './openapi-document';
import { pdfs } from './pdfs';
import type { TestOrganization, TestServer } from './server';

/** What an id in a path or a query names. */
export type Kind = (typeof KINDS)[number][2];

/** Which parameter of which operations names what; the first line that fits counts. A new route needs a line here. */
const KINDS = [
  [/ \/v1\/api-keys\/\{id\}/, 'id', 'key'],
  [/ \/v1\/webhooks\/\{id\}/, 'id', 'webhook'],
  [/ \/v1\/webhooks\/\{id\}/, 'deliveryId', 'delivery'],
  [/ \/v1\/request\/(resend\/)?\{id\}/, 'id', 'request'],
  [/ \/v1\/request\/\{id\}\/subject\//, 'entryId', 'entry'],
  [/ \/v1\/resource\/group\/\{id\}/, 'id', 'group'],
  [/ \/v1\/resource\/download\//, 'credentialId', 'credential of a document'],
  [/ \/v1\/resource\/download\//, 'sha256', 'sha256 of a document'],
  [/ \/v1\/resource\/content\/\{id\}/, 'id', 'document'],
  [/ \/v1\/resource\/\{id\}/, 'id', 'resource'],
  [/ \/v1\/credential\/(revoke\/|vp\/|evidence\/)?\{id\}/, 'id', 'credential'],
  [/ \/v1\/via\/mandates\/\{id\}/, 'id', 'mandate'],
  [/ \/v1\/via\/dids\/\{did\}/, 'did', 'did'],
  [/ \/v1\/via\/status\/\{listId\}/, 'listId', 'status list'],
  [/^GET \/v1\/request$/, 'cursor', 'request'],
  [/^GET \/v1\/resource$/, 'internalId', 'internalId of a resource'],
  [/^/, 'contact', 'contact'],
  [/^/, 'subjectContact', 'contact'],
  [/^/, 'did', 'subject'],
  [/^/, 'subjectDid', 'subject'],
  [/^/, 'subjectId', 'subject'],
  [/^/, 'internalId', 'internalId'],
  [/^/, 'credentialInternalId', 'internalId'],
  [/^/, 'subjectInternalId', 'internalId'],
] as const;

/** Parameters of queries that name nothing of anybody; agents there are none yet. */
const NO_ID =
  /^(page(Index|Size)|search|cursor|after|limit|wait|active|types|status|securityLevel|date(From|To)|agent(Id|Did)|version|scope|toolName|includePdf|includeFuture|preview)$/;

/** Null where a parameter names nothing. Throws where nobody has said what it names. */
export function kindOf({ name: operation }: Callable, parameter: { name: string; in: string }): Kind | null {
  const line = KINDS.find(([operations, name]) => name === parameter.name && operations.test(operation));
  if (line) return line[2];
  if (parameter.in === 'query' && NO_ID.test(parameter.name)) return null;
  throw new Error(
    `${operation} has the ${parameter.in} parameter "${parameter.name}": say in test/support/api-ids.ts what it names (KINDS), ` +
      'how a test makes one (ids), or that it names nothing (NO_ID)',
  );
}

/** One of each kind, all of one organization. Nobody has decided anything; the entry and the credentials belong to the request. */
export async function idsOf(server: TestServer, organization: TestOrganization): Promise<Record<Kind, string>> {
  const internalId = `own-${randomBytes(6).toString('hex')}`;
  const contact = `${internalId}@example.com`;
  // A call before may have asked for more of every caller than the calls below bring.
  const lenient = { minSignatureVersion: 1, finalSignatureVersion: 1 };
  await organization.call('patch', '/v1/me/settings', lenient, { version: 2 }).expect(200);
  await organization.call('post', '/v1/user', [{ contact, internalId }]).expect(200);
  const pdf = pdfs.weighing(2000); // of random bytes: nobody else has it
  const credentials = [{ ...aConsent(), scope: 'payments.hotel', internalId }, aDocument(pdf)];
  const request = (await organization.asks({ contacts: [contact], internalId, credentials }).expect(201))
    .body as Created;
  const catalogue = new Catalogue(server, organization);
  const resource = await catalogue.consent('Privacy', { internalId });
  const document = await catalogue.document(pdfs.a4());
  const group = await catalogue.group('Group', resource);
  const key = await organization.call('post', '/v1/api-keys', { name: 'another' }, { version: 2 }).expect(201);
  return {
    key: (key.body as { id: string }).id,
    ...(await aWebhook(organization)),
    request: request.id,
    entry: request.subjects[0].id,
    credential: request.credentials[0].id,
    'credential of a document': request.credentials[1].id,
    'sha256 of a document': sha256Of(pdf),
    resource: resource.id,
    document: document.id,
    group: group.id,
    mandate: await aMandate(server, request.credentials[0].id),
    did: organization.entity.did,
    'status list': await aStatusList(server, organization),
    subject: request.subjects[0].did,
    contact,
    internalId,
    'internalId of a resource': internalId,
  };
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** An endpoint that nothing is sent to, and what was to be sent to it. */
async function aWebhook(organization: TestOrganization): Promise<{ webhook: string; delivery: string }> {
  const { body } = await organization.call('get', '/v1/webhooks').expect(200);
  const [first] = body as { id: string }[];
  const wish = { name: 'Test', url: 'https://hooks.invalid/placet', events: ['test'] };
  const webhook = first ?? ((await organization.call('post', '/v1/webhooks', wish).expect(201)).body as { id: string });
  const sent = await organization.call('post', `/v1/webhooks/${webhook.id}/test`).expect(202);
  return { webhook: webhook.id, delivery: (sent.body as { id: string }).id };
}

/** Mandates come of decisions; this one is written as the owner of the schema would, because nobody has decided. */
async function aMandate({ database }: TestServer, credential: string): Promise<string> {
  const id = `mdt_${randomUUID()}`;
  await sql(
    database,
    `INSERT INTO mandates (id, org_id, credential_id, subject_id, scope, constraints, valid_from, kyc_required, created_at)
     SELECT $1, c.org_id, c.id, s.subject_id, c.scope, '{}', now(), false, now()
     FROM credentials c JOIN request_subjects s ON s.request_id = c.request_id WHERE c.id = $2`,
    [id, credential],
  );
  return id;
}

/** A list in which nothing is revoked. */
async function aStatusList({ database }: TestServer, { id: org }: TestOrganization): Promise<string> {
  const id = newId();
  await sql(database, 'INSERT INTO status_lists (id, org_id, created_at) VALUES ($1, $2, now())', [id, org]);
  return id;
}

/** An id of this kind that nobody has. */
export function nobodys(kind: Kind): string {
  if (kind === 'mandate') return `mdt_${randomUUID()}`;
  if (kind === 'did' || kind === 'subject') return `did:via:humanos:user-${randomBytes(12).toString('hex')}`;
  if (kind === 'sha256 of a document') return randomBytes(32).toString('hex');
  if (kind === 'contact') return `own-${randomBytes(6).toString('hex')}@example.com`;
  return kind.startsWith('internalId') ? `own-${randomBytes(6).toString('hex')}` : randomBytes(12).toString('hex');
}
