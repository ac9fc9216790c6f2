import { readFileSync } from 'node:fs';
import request from 'supertest';
import { undeclared } from '../support/answers';
import { inTurn, stepsOf } from '../support/journey';
import { document, jsonBodyOf, nameOf, operations, partsOf, type ObjectSchema } from '../support/openapi-document';
import { startPlayground, type TestPlayground } from '../support/playground';

let server: TestPlayground;
beforeAll(async () => {
  server = await startPlayground();
});
afterAll(() => server.stop());

const { schemas } = document.components;
const theCreate = operations.find(({ name }) => name === 'POST /v1/request')!;

/** Sends what the document shows, without a key: as somebody would who tries the playground. */
const send = (body: object) => request(server.url).post('/v1/request').send(body);

describe('What the document shows', () => {
  const journey = inTurn(operations).map((one) => [one.name, one] as const);
  it.each(journey)('runs, signed as the page signs: %s', async (_name, one) => {
    const demo = server.demo();
    for (const { title, url, body, type, status } of await stepsOf(one, server, demo)) {
      const options = { version: 2, headers: { 'Content-Type': type } } as const;
      const answer = await demo.call(one.method, url, body, options);
      expect([title, answer.status, answer.text.slice(0, answer.status === status ? 0 : 500)]).toEqual([
        title,
        status,
        '',
      ]);
      expect([title, undeclared(one, answer)]).toEqual([title, []]);
    }
  });

  it('runs: the body of docs/calling.md', async () => {
    const [, body] = /```json\n(\{\n {2}"contacts"[^]*?)```/.exec(readFileSync('docs/calling.md', 'utf8'))!;
    await send(JSON.parse(body) as object).expect(201);
  });

  const withoutKey = operations.filter(({ name }) => name !== 'POST /v1/debug/signature' /* needs a known key */);
  it.each(withoutKey.map((one) => [one.name, one] as const))('runs without a key: %s', async (_name, one) => {
    const demo = server.demo();
    for (const { title, url, body, type, status } of await stepsOf(one, server, demo)) {
      const call = request(server.url)[one.method](url);
      const answer = await (body === undefined ? call : call.set('Content-Type', type).send(body));
      expect([title, answer.status, answer.text.slice(0, answer.status === status ? 0 : 500)]).toEqual([
        title,
        status,
        '',
      ]);
    }
  });

  const asked = partsOf(nameOf(jsonBodyOf(theCreate)!.schema));

  it.each([...asked])('runs: the examples of all fields of %s, together', (name) =>
    send(host(name, exampleOf(schemas[name], WITHOUT[name]))).expect(201),
  );

  const each = [...asked].flatMap((name) => Object.keys(schemas[name].properties).map((field) => [name, field]));
  it.each(each)('runs: the example of %s.%s, beside what is required', (name, field) => {
    const { properties, required = [] } = schemas[name];
    const others = Object.keys(properties).filter((other) => other !== field && !required.includes(other));
    return send(host(name, exampleOf(schemas[name], others), field)).expect(201);
  });
});

/** Of two fields that exclude each other, the one that stays away when all are sent. A currency needs a budget, a document a level. */
const WITHOUT: Record<string, string[]> = {
  SignaturePlacementItemDto: ['inlineCredentialIndex'],
  DataFieldDto: ['currency'],
  CreateRequestDto: ['expectedDocIds'],
};

const exampleOf = ({ properties }: ObjectSchema, without: string[] = []): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !without.includes(name))
      .map(([name, { example }]) => [name, example]),
  );

/** A whole call around the example of one schema. */
function host(schema: string, example: Record<string, unknown>, field = ''): object {
  const identity = '507f1f77bcf86cd799439012';
  const contacts = ['user@example.com'];
  const level = { securityLevel: 'HUMANOS_KYC' };
  if (schema === 'CreateRequestDto')
    return { contacts, resourcesIds: [identity], ...example, ...(field === 'expectedDocIds' && level) };
  if (schema === 'ExpectedDocument') return { contacts, resourcesIds: [identity], ...level, expectedDocIds: [example] };
  if (schema === 'CredentialDto') return { contacts, credentials: [example] };
  if (schema === 'DataFieldDto' && field === 'currency') {
    const budget = { ...example, type: 'number', value: 100, rule: 'BUDGET' };
    return { contacts, credentials: [{ type: 'JSON', name: 'A mandate', scope: 'payments', data: [budget] }] };
  }
  if (schema === 'DataFieldDto') return { contacts, credentials: [{ type: 'FORM', name: 'A form', data: [example] }] };
  if (schema !== 'SignaturePlacementItemDto') throw new Error(`Say how an example of ${schema} is sent`);
  const { credentials } = jsonBodyOf(theCreate)!.examples!.document.value;
  if (field === 'inlineCredentialIndex')
    return { contacts, credentials, signaturePlacements: [{ ...example, pageIndex: 0 }] };
  return { contacts, resourcesIds: [identity], signaturePlacements: [{ resourceId: identity, ...example }] };
}
