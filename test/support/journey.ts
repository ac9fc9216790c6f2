import { idsOf, kindOf, type Kind } from './api-ids';
import { jsonBodyOf, parametersOf, type Callable, type Parameter } from './openapi-document';
import type { TestOrganization, TestServer } from './server';

/** Where an example cannot succeed in the playground as it stands: what it is answered with, and why. */
const ANSWERED: Record<string, { status: number; why: string }> = {
  'GET /v1/resource/download/{credentialId}': { status: 409, why: 'nobody has decided yet' },
  'POST /v1/request/{id}/subject/{entryId}/code': { status: 409, why: 'the demo sends its codes itself' },
  'PATCH /v1/request/resend/{id}': { status: 429, why: 'the message of the creation counts' },
  'GET /v1/via/mandates/{id}/vc': { status: 409, why: 'a mandate written by a test is not sealed' },
  'POST /v1/credential/vp/{id}': { status: 409, why: 'nobody has decided yet' },
  'DELETE /v1/credential/revoke/{id}': { status: 409, why: 'nobody has decided yet' },
};

/** Query parameters that need another one beside them. */
const BESIDE: Record<string, string[]> = { dateTo: ['dateFrom'] };
/** Lists of filters take nothing; these operations need one of their parameters. */
const NEEDS_ONE = ['GET /v1/user'];
/** Query parameters whose example exists only once a call has made it. */
const MADE_FIRST = new Set(['contact', 'did', 'internalId', 'subjectContact', 'subjectDid', 'subjectInternalId']);
/** What the playground has from the start, under the ids that the document shows. */
const ON_THE_SHELF = new Set<Kind | null>(['resource', 'group']);

/** One call of what the document shows. */
export interface Step {
  title: string;
  url: string;
  /** JSON as it is sent, or nothing. */
  body?: string;
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
  const url = fill(callable, ids);
  const status = ANSWERED[callable.name]?.status ?? successOf(callable);
  const bodies = Object.values(jsonBodyOf(callable)?.examples ?? {});
  if (bodies.length > 0) {
    return bodies.map(({ summary, value }) => ({ title: summary, url, body: JSON.stringify(value), status }));
  }
  const queries = parametersOf(callable, 'query').map((parameter) => ({
    title: `?${parameter.name}`,
    url: `${url}?${queryOf(callable, parameter, ids)}`,
    status,
  }));
  return NEEDS_ONE.includes(callable.name) ? queries : [{ title: 'as it stands', url, status }, ...queries];
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
