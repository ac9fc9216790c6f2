import type { Type } from '@nestjs/common';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';

/** A call that this server makes to others. */
export interface DeclaredWebhook {
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  /** What is told; a class that describes it. */
  payload: Type;
  /** Headers of the call, each with what it holds and an example. */
  headers: Record<string, { description: string; example: string }>;
}

const declared = new Map<string, DeclaredWebhook>();

/** Adds a call to the section `webhooks` of the document. Modules declare theirs when they are loaded. */
export const declareWebhook = (name: string, webhook: DeclaredWebhook): void => void declared.set(name, webhook);

/** The classes that the section refers to. */
export const webhookPayloads = (): Type[] => [...declared.values()].map(({ payload }) => payload);

/** The section `webhooks` (OpenAPI 3.1, 4.8.1). */
export const describedWebhooks = (): OpenAPIObject['webhooks'] =>
  Object.fromEntries([...declared].map(([name, webhook]) => [name, { post: operationOf(webhook) }]));

const operationOf = ({ operationId, tag, summary, description, payload, headers }: DeclaredWebhook) => ({
  ...{ operationId, tags: [tag], summary, description, security: [] },
  parameters: Object.entries(headers).map(([name, header]) => ({
    ...{ name, in: 'header' as const, required: true, description: header.description },
    schema: { type: 'string' as const, maxLength: 500, example: header.example },
  })),
  requestBody: {
    required: true,
    description: 'The event; encrypted on the wire, unless the endpoint wants it in the clear.',
    content: { 'application/json': { schema: { $ref: getSchemaPath(payload) } } },
  },
  responses: {
    '2XX': { description: 'Received. The body does not matter.' },
    '410': { description: 'Gone for good: the endpoint is turned off.' },
    '4XX': {
      description: 'Not received: it is sent again later, ten times in three days. `Retry-After` is waited for.',
    },
    '5XX': {
      description: 'Not received: it is sent again later, ten times in three days. `Retry-After` is waited for.',
    },
  },
});
