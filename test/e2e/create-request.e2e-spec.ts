import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;

beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

const consent = { type: 'CONSENT', name: 'Privacy', data: [{ label: 'text', type: 'string', value: 'I agree.' }] };

describe('POST /v1/request', () => {
  it('answers what is asked and whom', async () => {
    const answer = await organization
      .asks({ contacts: ['Ana@Example.com', '+351 912 345 678'], credentials: [consent] })
      .expect(201);
    expect(answer.body.credentials).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        resourceType: 'CONSENT',
        status: 'PENDING',
        name: 'Privacy',
        internalId: null,
      },
    ]);
    const { subjects } = answer.body as { subjects: { contact: string }[] };
    expect(subjects.map(({ contact }) => contact)).toEqual(['ana@example.com', '+351912345678']);
  });
});
