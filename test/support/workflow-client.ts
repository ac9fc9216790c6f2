import { createHmac } from 'node:crypto';
import type { TestOrganization } from './server';

/** What a query asks for. */
export type Values = Record<string, string | number | boolean | string[]>;

/**
 * A client of this API as a node of a workflow automation has it: its clock counts whole seconds, it declares JSON on every
 * call, also where there is no body, writes lists as `name[]=`, and uses the older names of parameters. It signs with
 * version 1 over the text of the body alone.
 */
export class WorkflowClient {
  constructor(
    private readonly url: string,
    private readonly organization: TestOrganization,
  ) {}

  async call(
    method: string,
    path: string,
    query: Values = {},
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    const { key, signatureSecret } = this.organization.key;
    const text = body === undefined ? '' : JSON.stringify(body);
    const timestamp = String(Math.floor(Date.now() / 1000) * 1000);
    const signed = text === '' ? timestamp : `${timestamp}.${text}`;
    const answer = await fetch(`${this.url}${path}${written(query)}`, {
      method,
      body: text === '' ? undefined : text,
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${key}`,
        'X-Timestamp': timestamp,
        'X-Signature': createHmac('sha256', signatureSecret).update(signed).digest('hex'),
      },
    });
    return { status: answer.status, body: await answer.json() };
  }
}

function written(query: Values): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [`${name}[]`, one]) : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
