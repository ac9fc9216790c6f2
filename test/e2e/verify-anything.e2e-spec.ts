import fc from 'fast-check';
import { aMandate } from '../support/asking';
import { NotFetched, OpenInternet } from '../../src/platform/outbound';
import { approved, sealed, type Secured } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let genuine: Secured;

beforeAll(async () => {
  server = await startServer();
  server.app.get(OpenInternet).get = () => Promise.reject(new NotFetched('Nobody is there'));
  organization = await server.organization();
  const { credentials } = await approved(server, organization, { credentials: [aMandate()] });
  genuine = (await sealed(organization, credentials[0].id)).w3cCredential;
});
afterAll(() => server.stop());

describe('Anything at all', () => {
  it('is answered with 200, 403 or a 400 that says why, never with a fault of the server', async () => {
    const leaf = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('__proto__', 'constructor', 'did:web:x.example', `${genuine.issuer}`, '', null, 1e300),
    );
    const names = [...Object.keys(genuine), 'verifiableCredential', 'holder', 'mandate', 'data', 'rule', 'fields'];
    const overlay = fc.dictionary(fc.constantFrom(...names), leaf, { maxKeys: 4 });
    const subject = fc.record({
      data: fc.array(fc.record({ label: leaf, rule: leaf, type: leaf, value: leaf, fields: leaf })),
    });
    const document = fc
      .record({ changes: overlay, proof: overlay, credentialSubject: fc.option(subject) })
      .map((odd) => ({
        ...{ ...genuine, ...odd.changes, proof: { ...genuine.proof, ...odd.proof } },
        ...(odd.credentialSubject && { credentialSubject: odd.credentialSubject }),
      }));
    const body = fc.record(
      { credential: document, presentation: fc.oneof(leaf, document), executionParams: leaf, context: leaf },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (odd) => {
        const { status, body: answer } = await organization.call('post', '/v1/credential/verify', odd);
        expect([400, 403]).toContain((answer as { allowed?: boolean }).allowed === true ? 403 : status);
      }),
      { numRuns: 150, seed: 20261201 },
    );
  });
});
