import { idsOf, kindOf, type Kind } from '../support/api-ids';
import {
  document,
  isPublic,
  jsonBodyOf,
  nameOf,
  operations,
  parametersOf,
  takes,
  type Callable,
  type Schema,
} from '../support/openapi-document';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/**
 * Every property of every body that the document lists, at any depth, and every parameter of a query: null and each type
 * that it is not. What the call itself says is the first example of the document, which is right.
 */
let server: TestServer;
let caller: TestOrganization;
let ids: Record<Kind, string>;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  caller = await server.organization();
  ids = await idsOf(server, caller);
});
afterAll(() => server.stop());

type Path = (string | number)[];
interface Place {
  path: Path;
  schema: Schema;
  required: boolean;
}

const WRONG: [type: string, value: unknown][] = [
  ['string', 'x'],
  ['string', '6'],
  ['number', 1.5],
  ['boolean', true],
  ['object', { a: 1 }],
  ['array', [{}]],
];

/** It answers for any bytes: nothing is read out of them. */
const ANY_BODY = 'POST /v1/debug/signature';
const withBodies = operations.filter((one) => jsonBodyOf(one) && !isPublic(one) && one.name !== ANY_BODY);

it.each(withBodies.map((one) => [one.name, one] as const))('%s', async (_, one) => {
  const example = exampleOf(one);
  const wrong: string[] = [];
  const kind = Array.isArray(example) ? 'array' : 'object';
  for (const body of ['null', ...WRONG.filter(([type]) => type !== kind).map(([, value]) => JSON.stringify(value))]) {
    const { status, text } = await send(one, body);
    if (status !== 400) wrong.push(`a body of ${body}: ${status} ${text}`);
  }
  for (const place of placesIn(resolved(jsonBodyOf(one)!.schema))) {
    const types = typesOf(place.schema);
    for (const value of WRONG.filter(([type]) => types.size > 0 && !types.has(type)).map(([, value]) => value)) {
      const { status, text } = await send(one, withValue(example, place.path, value));
      if (status < 400 || status >= 500)
        wrong.push(`${place.path.join('.')} = ${JSON.stringify(value)}: ${status} ${text}`);
    }
    const [given, absent] = [withValue(example, place.path, null), withValue(example, place.path, undefined)];
    const [withNull, without] = [await send(one, given), await send(one, absent)];
    const isRefused = withNull.status >= 400 && withNull.status < 500;
    const isRight = place.required || !nullIsAbsence(one, types) ? isRefused : withNull.status === without.status;
    if (!isRight)
      wrong.push(`${place.path.join('.')} = null: ${withNull.status} ${withNull.text}, absent: ${without.status}`);
  }
  expect(wrong).toEqual([]);
});

/** Where a body changes what is there, null could mean to clear it: it is refused where the document does not say so. */
const nullIsAbsence = ({ name }: Callable, types: Set<string>): boolean =>
  !['PATCH /v1/me/settings', 'PATCH /v1/webhooks/{id}'].includes(name) || types.has('null');

it('queries answer every parameter in every form without a fault', async () => {
  const wrong: string[] = [];
  for (const one of operations.filter(({ name }) => name.startsWith('GET '))) {
    for (const { name } of parametersOf(one, 'query')) {
      for (const query of [
        `${name}=`,
        `${name}`,
        `${name}=a&${name}=b`,
        `${name}[]=a`,
        `${name}[0]=a`,
        `${name}[x]=1`,
      ]) {
        const { status, text } = await caller.call('get', `${pathOf(one)}?${query}`);
        if (status >= 500) wrong.push(`${one.name}?${query}: ${status} ${text}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

const STANDING = new Set(['POST /v1/request inline']);

async function send(one: Callable, body: unknown): Promise<{ status: number; text: string }> {
  const headers = takes(one, 'If-Match') ? { 'If-Match': '*' } : undefined;
  const answer = await caller.call(one.method, pathOf(one), body, { version: 2, headers });
  const items = one.name === 'POST /v1/user' ? (answer.body as { status: number }[] | { status: number }) : [];
  // Each item of an import has a status of its own, and no other spoils it.
  const [{ status }] = [...(Array.isArray(items) ? items : []), { status: answer.status }];
  return { status, text: answer.text.slice(0, 200) };
}

const pathOf = (one: Callable): string =>
  parametersOf(one, 'path').reduce((path, { name, in: place }) => {
    const kind = kindOf(one, { name, in: place });
    return path.replace(`{${name}}`, kind ? encodeURIComponent(ids[kind]) : name);
  }, one.path);

/** Right as it stands in any organization, where the document has such a one. */
function exampleOf(one: Callable): unknown {
  const { examples = {}, schema } = jsonBodyOf(one)!;
  const [name = Object.keys(examples)[0]] = Object.keys(examples).filter((name) => STANDING.has(`${one.name} ${name}`));
  return examples[name]?.value ?? madeFrom(resolved(schema));
}

const resolved = (schema: Schema): Schema =>
  schema.$ref ? resolved(document.components.schemas[nameOf(schema)]) : schema;

/** The examples of the properties together. */
function madeFrom(given: Schema): unknown {
  const schema = resolved(given);
  if (schema.example !== undefined) return schema.example;
  if (schema.oneOf ?? schema.anyOf) return madeFrom((schema.oneOf ?? schema.anyOf)![0]);
  if (schema.type === 'array') return [madeFrom(schema.items!)];
  const made = Object.entries(schema.properties ?? {}).map(([name, part]) => [name, madeFrom(part)]);
  return Object.fromEntries(made.filter(([, value]) => value !== undefined));
}

function placesIn(schema: Schema, path: Path = [], depth = 0): Place[] {
  if (depth > 3) return [];
  const own = resolved(schema);
  if (own.type === 'array' && own.items) return placesIn(own.items, [...path, 0], depth + 1);
  for (const one of own.oneOf ?? own.anyOf ?? []) {
    const inside = placesIn(one, path, depth + 1);
    if (inside.length > 0) return inside;
  }
  return Object.entries(own.properties ?? {}).flatMap(([name, part]) => [
    { path: [...path, name], schema: resolved(part), required: (own.required ?? []).includes(name) },
    ...placesIn(part, [...path, name], depth + 1),
  ]);
}

function typesOf(given: Schema): Set<string> {
  const schema = resolved(given);
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  const types = choices ? choices.flatMap((one) => [...typesOf(one)]) : [schema.type ?? []].flat();
  return new Set(types.map((type) => (type === 'integer' ? 'number' : type)));
}

/** A copy with the value at the path; what is missing on the way is made. */
function withValue(whole: unknown, [name, ...rest]: Path, value: unknown): unknown {
  const empty = typeof name === 'number' ? [] : {};
  const holder = (typeof whole === 'object' && whole !== null ? structuredClone(whole) : empty) as Record<
    string,
    unknown
  >;
  holder[name] = rest.length === 0 ? value : withValue(holder[name], rest, value);
  return holder;
}
