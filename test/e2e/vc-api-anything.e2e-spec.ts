import fc from 'fast-check';
import request from 'supertest';
import type { JsonObject } from '../../src/modules/keys';
import { startPlayground, type TestPlayground } from '../support/playground';
import { aCredential, aPresentation, issuedIn, V2, vcApiOf } from '../support/vc-api';

/** `FUZZ_CALLS=5000 npx jest test/e2e/vc-api-anything` for a long run. */
const CALLS_EACH = Number(process.env.FUZZ_CALLS ?? 150);

let playground: TestPlayground;
let genuine: JsonObject;
beforeAll(async () => {
  playground = await startPlayground({ VC_API: 'on' });
  genuine = issuedIn(await vcApiOf(playground).issue(aCredential()).expect(201));
});
afterAll(() => playground.stop());

const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('__proto__', 'constructor', V2, 'did:key:z6Mk#z6Mk', 'urn:uuid:1', '', null, [], {}, 1e300, [[]]),
  fc.constantFrom(
    { '@id': '@type' },
    { '@import': V2 },
    { '@vocab': 'urn:x:' },
    { '@context': null },
    { '@graph': [{}] },
  ),
);
const NAMES = [
  ...['@context', 'id', 'type', 'issuer', 'holder', 'name', 'credentialSubject', 'validFrom', 'validUntil'],
  ...['credentialStatus', 'credentialSchema', 'evidence', 'termsOfUse', 'relatedResource', 'refreshService'],
  ...['proof', 'verifiableCredential', 'hasOwnProperty', 'toString', '@graph', '@included', '@type'],
];
const overlay = fc.dictionary(fc.constantFrom(...NAMES), leaf, { maxKeys: 3 });
const entry = fc.record(
  { type: fc.constant('BitstringStatusListEntry'), statusListIndex: leaf, statusSize: leaf, statusMessage: leaf },
  { requiredKeys: ['type'] },
);
const options = fc.oneof(
  fc.constant(undefined),
  leaf,
  fc.record({ checks: leaf, domain: leaf, created: leaf, credentialStatus: leaf }, { requiredKeys: [] }),
);

const bent = (base: () => JsonObject) =>
  fc
    .record({ changes: overlay, proof: overlay, credentialStatus: fc.option(entry) })
    .map(({ changes, proof, credentialStatus }) => ({
      ...{ ...base(), ...(credentialStatus && { credentialStatus }), ...changes },
      ...(base().proof !== undefined && { proof: { ...(base().proof as JsonObject), ...proof } }),
    }));

const CALLS: [path: string, field: string, document: fc.Arbitrary<unknown>][] = [
  ['credentials/issue', 'credential', bent(() => aCredential())],
  ['credentials/verify', 'verifiableCredential', bent(() => genuine)],
  ['presentations/verify', 'verifiablePresentation', bent(() => aPresentation({ verifiableCredential: [genuine] }))],
];

describe('Anything at all', () => {
  it.each(CALLS)(
    'is answered by %s with 200, 201 or a 400 that says why',
    async (path, field, document) => {
      const body = fc.record(
        { [field]: fc.oneof({ weight: 5, arbitrary: document }, leaf), options },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(body, async (odd) => {
          const answer = await request(playground.url).post(`/vc-api/${path}`).send(odd);
          expect([200, 201, 400]).toContain(answer.status);
          const { errors, problemDetails } = answer.body as { errors?: unknown[]; problemDetails?: unknown[] };
          if (answer.status === 400) expect((errors ?? problemDetails)!.length).toBeGreaterThan(0);
        }),
        { numRuns: CALLS_EACH, seed: 20261201 },
      );
    },
    600_000,
  );
});
