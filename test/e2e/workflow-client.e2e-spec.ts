import { aConsent, aForm, type Created } from '../support/asking';
import { operations } from '../support/openapi-document';
import { startServer, type TestServer } from '../support/server';
import { WorkflowClient, type Values } from '../support/workflow-client';

let server: TestServer;
let client: WorkflowClient;
let created: Created;
beforeAll(async () => {
  server = await startServer();
  client = new WorkflowClient(server.url, await server.organization());
});
afterAll(() => server.stop());

const BODY = { contacts: ['ana@example.com'], name: 'Trip', internalId: 'wf-1', credentials: [aConsent(), aForm()] };
const data = (body: unknown) => (body as { data: { id: string }[] }).data.map(({ id }) => id);

/** In order; a step is made as soon as the document has what it needs. */
const STEPS: { title: string; needs: string; make: () => Promise<void> }[] = [
  {
    title: 'creates',
    needs: 'POST /v1/request',
    async make() {
      const answer = await client.call('POST', '/v1/request', {}, BODY);
      expect(answer.status).toBe(201);
      created = answer.body as Created;
    },
  },
  {
    title: 'reads twice in the same second, with the same signature',
    needs: 'GET /v1/me',
    async make() {
      for (const path of ['/v1/me', '/v1/me']) expect((await client.call('GET', path)).status).toBe(200);
    },
  },
  {
    title: 'lists with numbers as text',
    needs: 'GET /v1/api-keys',
    async make() {
      const answer = await client.call('GET', '/v1/api-keys', { pageIndex: 0, pageSize: 5, search: 'test' });
      expect(answer).toMatchObject({ status: 200, body: { totalPages: 1 } });
    },
  },
  {
    title: 'finds by lists and older names',
    needs: 'GET /v1/request',
    async make() {
      const own = { subjectContact: 'ana@example.com', securityLevel: ['CONTACT', 'HUMANOS_KYC'], pageSize: 5 };
      expect(data((await client.call('GET', '/v1/request', own)).body)).toEqual([created.id]);
      const others: Values[] = [{ subjectDid: created.subjects[0].did }, { internalId: 'wf-1' }, { active: true }];
      for (const filter of others)
        expect(data((await client.call('GET', '/v1/request', filter)).body)).toEqual([created.id]);
      expect(data((await client.call('GET', '/v1/request', { securityLevel: ['HUMANOS_KYC'] })).body)).toEqual([]);
    },
  },
  {
    title: 'follows',
    needs: 'GET /v1/request/{id}',
    async make() {
      const answer = await client.call('GET', `/v1/request/${created.id}`);
      expect(answer).toMatchObject({ status: 200, body: { id: created.id, status: 'PENDING' } });
    },
  },
  {
    title: 'asks for a code again by the id of the entry, with an empty body',
    needs: 'PATCH /v1/request/resend/{id}',
    async make() {
      const answer = await client.call('PATCH', `/v1/request/resend/${created.subjects[0].id}`);
      expect(answer).toMatchObject({ status: 429, body: { code: 'resend_too_soon' } }); // the creation sent one
    },
  },
  {
    title: 'lists what can be asked, of some types',
    needs: 'GET /v1/resource',
    async make() {
      const answer = await client.call('GET', '/v1/resource', { types: ['CONSENT', 'FORM'], active: true });
      expect(answer).toMatchObject({ status: 200, body: { data: [], totalPages: 0 } });
    },
  },
  {
    title: 'cancels, with an empty body',
    needs: 'DELETE /v1/request/{id}',
    async make() {
      expect(await client.call('DELETE', `/v1/request/${created.id}`)).toEqual({ status: 200, body: true });
    },
  },
];

describe('A client as workflow automations have it', () => {
  const steps = STEPS.filter(({ needs }) => operations.some(({ name }) => name === needs));
  it.each(steps.map(({ title, make }) => [title, make] as const))('%s', (_title, make) => make());
});
