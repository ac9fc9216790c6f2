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

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags: string[];
  security?: object[];
  parameters: { name: string; description?: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: { $ref: string }; examples: Record<string, Example> }> };
  responses: Record<
    string,
    { content: Record<string, { schema: { $ref: string }; examples?: Record<string, Reference> }> }
  >;
}

export interface ObjectSchema {
  description?: string;
  properties: Record<string, { description?: string; example?: unknown }>;
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
export const document = JSON.parse(COMMITTED) as ApiDocument;

export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
);

export const nameOf = ({ $ref }: Reference): string => $ref.slice($ref.lastIndexOf('/') + 1);

/** The schemas that a schema is made of, itself included, by name. */
export function partsOf(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = JSON.stringify(document.components.schemas[name]);
  for (const [, part] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) partsOf(part, known);
  return known;
}
