import { idsOf, kindOf, type Kind } from './api-ids';
import { decidedIds } from './decided';
import { jsonBodyOf, parametersOf, type Callable, type Parameter } from './openapi-document';
import { pdfs } from './pdfs';
import type { TestOrganization, TestServer } from './server';

/**
 * Where an example is not answered with success in the playground: with what, and why. By operation, or by operation and
 * name of the example.
 */
const ANSWERED: Record<string, { status: number; why: string }> = {
  'POST /v1/request/{id}/subject/{entryId}/code': { status: 409, why: 'the demo sends its codes itself' },
  'PATCH /v1/request/resend/{id}': { status: 429, why: 'the message of the creation counts' },
  'POST /v1/via/mandates/{id}/refund': { status: 409, why: 'nothing was authorized or spent under the new mandate' },
  'POST /v1/credential/verify beyond': { status: 403, why: 'more is done than was approved' },
  'POST /v1/credential/verify changed': { status: 403, why: 'the proof does not fit any more' },
};

/** What these are about comes of a decision. */
const ABOUT_DECIDED = new Set([
  'GET /v1/credential/evidence/{id}',
  'GET /v1/resource/download/{credentialId}',
  'POST /v1/credential/vp/{id}',
  'DELETE /v1/credential/revoke/{id}',
  'GET /v1/via/mandates/{id}',
  'GET /v1/via/mandates/{id}/vc',
  'GET /v1/via/status/{listId}',
]);

/** Query parameters that need another one beside them. */
const BESIDE: Record<string, string[]> = { dateTo: ['dateFrom'] };
/** Lists of filters take nothing; these operations need one of their parameters. */
const NEEDS_ONE = ['GET /v1/user'];
/** Query parameters whose example exists only once a call has made it. */
const MADE_FIRST = new Set([
  ...['contact', 'did', 'internalId', 'cursor', 'sha256'],
  ...['subjectContact', 'subjectDid', 'subjectInternalId'],
]);
/** What the playground has from the start, under the ids that the document shows. */
const ON_THE_SHELF = new Set<Kind | null>(['resource', 'group']);

/** One call of what the document shows. */
export interface Step {
  title: string;
  url: string;
  /** As it is sent, or nothing. */
  body?: string | Buffer;
  type: string;
  /** The status it must be answered with. */
  status: number;
}

/** The order in which a reader tries things: makes, looks, changes, ends. */
const TURNS = ['post', 'get', 'put', 'patch', 'delete'];
export const inTurn = (callables: Callable[]): Callable[] =>
  [...callables].sort((one, other) => TURNS.indexOf(one.method) - TURNS.indexOf(other.method));

/** The calls that an operation shows: one for each example of its body, or for each parameter of its query. */
export async function stepsOf(callable: Callable, server: TestServer, organization: TestOrganization): Promise<Step[]> {
  const ids = await idsOf(server, organization);
  if (ABOUT_DECIDED.has(callable.name)) Object.assign(ids, await decidedIds(server, organization));
  const url = fill(callable, ids);
  const status = ANSWERED[callable.name]?.status ?? successOf(callable);
  const bodies = bodiesOf(callable);
  if (bodies.length > 0) {
    return bodies.map(({ name, ...step }) => ({
      ...step,
      url,
      status: ANSWERED[`${callable.name} ${name}`]?.status ?? status,
    }));
  }
  const queries = parametersOf(callable, 'query').map((parameter) => ({
    title: `?${parameter.name}`,
    url: `${url}?${queryOf(callable, parameter, ids)}`,
    type: 'application/json',
    status,
  }));
  if (NEEDS_ONE.includes(callable.name)) return queries;
  return [{ title: 'as it stands', url, type: 'application/json', status }, ...queries];
}

/** The bodies that an operation shows, as they are sent. A file has no example: any will do. */
export function bodiesOf(callable: Callable): (Pick<Step, 'title' | 'body' | 'type'> & { name: string })[] {
  if (callable.operation.requestBody?.content['application/pdf'])
    return [{ name: 'file', title: 'a file', body: pdfs.letter(), type: 'application/pdf' }];
  return Object.entries(jsonBodyOf(callable)?.examples ?? {}).map(([name, { summary, value }]) => ({
    name,
    title: summary,
    body: JSON.stringify(value),
    type: 'application/json',
  }));
}

export const successOf = ({ operation }: Callable): number =>
  Number(Object.keys(operation.responses).find((status) => status.startsWith('2')));

/** The path with ids in it: those the document shows where the playground has them, fresh ones elsewhere. */
function fill(callable: Callable, ids: Record<Kind, string>): string {
  const isReading = callable.method === 'get';
  return parametersOf(callable, 'path').reduce((path, parameter) => {
    const kind = kindOf(callable, parameter)!;
    const id = isReading && ON_THE_SHELF.has(kind) ? String(exampleOf(parameter)) : ids[kind];
    return path.replace(`{${parameter.name}}`, encodeURIComponent(id));
  }, callable.path);
}

function queryOf(callable: Callable, parameter: Parameter, ids: Record<Kind, string>): string {
  const beside = (BESIDE[parameter.name] ?? []).map((name) =>
    parametersOf(callable, 'query').find((other) => other.name === name)!,
  );
  return new URLSearchParams(
    [...beside, parameter].map((one) => {
      const kind = MADE_FIRST.has(one.name) ? kindOf(callable, one) : null;
      return [one.name, kind ? ids[kind] : [exampleOf(one)].flat().map(String).join(',')];
    }),
  ).toString();
}

export const exampleOf = ({ example, schema }: Parameter): unknown => example ?? schema.example;
