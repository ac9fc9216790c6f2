import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As much of the OpenAPI document as tests look at. */
export interface ApiDocument {
  info: { description: string };
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, ObjectSchema>;
    examples: Record<string, Example>;
    securitySchemes: Record<string, unknown>;
  };
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  example?: unknown;
  schema: Schema;
}

/** As much of JSON Schema as the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  example?: unknown;
  description?: string;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags: string[];
  security?: object[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; examples?: Record<string, Example> }> };
  responses: Record<
    string,
    { content?: Record<string, { schema: { $ref: string }; examples?: Record<string, Reference> }>; headers?: object }
  >;
}

/** One thing that can be called, under the name that tests and tables know it by: `POST /v1/request`. */
export interface Callable {
  name: string;
  method: Method;
  path: string;
  operation: Operation;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface ObjectSchema {
  description?: string;
  properties: Record<string, Schema>;
  required?: string[];
}

interface Example {
  summary: string;
  value: Record<string, unknown>;
}

interface Reference {
  $ref: string;
}

/** The committed document, which a test compares with what the server answers. */
export const COMMITTED = readFileSync(join(__dirname, '../../openapi.json'), 'utf8');
/** With the answers and headers that operations share where they are referred to, so that a test reads an operation whole. */
export const document = resolved(JSON.parse(COMMITTED)) as ApiDocument;

function resolved(whole: object): object {
  const { components } = whole as { components: Record<'headers' | 'responses', Record<string, object>> };
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== 'object' || part === null) return part;
    const [, kind, name] = /^#\/components\/(headers|responses)\/(.+)$/.exec((part as Reference).$ref ?? '') ?? [];
    if (kind) return visit(components[kind as 'headers'][name]);
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
  };
  return visit(whole) as object;
}

export const operations: Callable[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method as Method,
    path,
    operation: { ...operation, parameters: operation.parameters ?? [] },
  })),
);

export const isPublic = ({ operation: { security } }: Callable): boolean => !security || security.length === 0;
export const takes = ({ operation }: Callable, header: string): boolean =>
  operation.parameters.some(({ name, in: place }) => place === 'header' && name === header);
export const parametersOf = ({ operation }: Callable, place: Parameter['in']): Parameter[] =>
  operation.parameters.filter((parameter) => parameter.in === place);
/** The body that an operation takes as JSON, if it does. */
export const jsonBodyOf = ({ operation }: Callable) => operation.requestBody?.content['application/json'];

export const nameOf = ({ $ref = '' }: { $ref?: string }): string => $ref.slice($ref.lastIndexOf('/') + 1);

/** The schemas that a schema is made of, itself included, by name. */
export function partsOf(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = JSON.stringify(document.components.schemas[name]);
  for (const [, part] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) partsOf(part, known);
  return known;
}
