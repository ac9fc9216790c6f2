import type { Response } from 'supertest';
import { idsOf, kindOf, nobodys, type Kind } from '../support/api-ids';
import { bodiesOf, exampleOf } from '../support/journey';
import { isPublic, operations, parametersOf, type Callable, type Parameter } from '../support/openapi-document';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** Every operation and every id in its path or query, as the document lists them: a new route is tried without a word. */
const CASES = operations
  .filter((one) => !isPublic(one)) // what everybody may read is answered alike by its nature
  .flatMap((one) =>
    [...parametersOf(one, 'path'), ...parametersOf(one, 'query')]
      .map((parameter) => ({ one, parameter, kind: kindOf(one, parameter) }))
      .filter((found): found is Case => found.kind !== null),
  );

interface Case {
  one: Callable;
  parameter: Parameter;
  kind: Kind;
}

let server: TestServer;
let mine: TestOrganization;
let theirs: Record<Kind, string>;
beforeAll(async () => {
  server = await startServer();
  mine = await server.organization();
  theirs = await idsOf(server, await server.organization());
});
afterAll(() => server.stop());

describe('An id of another organization is answered like one that nobody has', () => {
  it('is tried', () => expect(CASES.length).toBeGreaterThan(1));

  it.each(CASES.map((one) => [`${one.one.name} ${one.parameter.in} ${one.parameter.name}`, one] as const))(
    '%s',
    async (_name, { one, parameter, kind }) => {
      const own = await idsOf(server, mine);
      const nobody = nobodys(kind);
      const random = await call(one, own, parameter, nobody);
      const foreign = await call(one, own, parameter, theirs[kind]);
      expect(told(foreign, theirs[kind])).toEqual(told(random, nobody));
      expect(foreign.status).toBeLessThan(500);
      if (parameter.in === 'query') return;
      expect(foreign.status).toBe(404);
      // Else the id might be refused for another reason, and the comparison would say nothing.
      const found = await call(one, own, parameter, own[kind]);
      expect([found.status === 404, found.text]).toEqual([false, found.text]);
    },
  );
});

/** The operation with one parameter as given, and everything else that it needs as the caller's own. */
function call(one: Callable, own: Record<Kind, string>, chosen: Parameter, id: string): Promise<Response> {
  const valueOf = (parameter: Parameter): string => {
    if (parameter.name === chosen.name && parameter.in === chosen.in) return id;
    const kind = kindOf(one, parameter);
    return kind ? own[kind] : String(exampleOf(parameter));
  };
  const path = parametersOf(one, 'path').reduce(
    (url, parameter) => url.replace(`{${parameter.name}}`, encodeURIComponent(valueOf(parameter))),
    one.path,
  );
  const asked = parametersOf(one, 'query').filter(({ name, required }) => required || name === chosen.name);
  const query = new URLSearchParams(asked.map((parameter) => [parameter.name, valueOf(parameter)])).toString();
  const [{ body, type } = { body: undefined, type: 'application/json' }] = bodiesOf(one);
  const options = { version: 2, headers: { 'Content-Type': type } } as const;
  return Promise.resolve(mine.call(one.method, query ? `${path}?${query}` : path, body, options));
}

/** All that an answer tells, but the id that was asked for, the moment and the name of the call. */
function told({ status, headers, text }: Response, id: string): object {
  const plain = (content: string) =>
    content
      .replaceAll(encodeURIComponent(id), '<id>')
      .replaceAll(id, '<id>')
      .replace(/"requestId":"[^"]*"/, '"requestId":"<call>"')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<date>');
  const { date: _date, 'x-request-id': _call, ...others } = headers as Record<string, string>;
  const kept = Object.entries(others).filter(([name]) => !name.startsWith('ratelimit-'));
  return { status, text: plain(text), headers: kept.map(([name, value]) => [name, plain(value)]) };
}
