import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CorpusServerCard } from './corpus-server';

/** An answer that is no success. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Calls the API as an integration would: signed, and again after `Retry-After` when the server is busy. */
export class ApiClient {
  constructor(private readonly server: CorpusServerCard) {}

  /** The answer's body. Throws Refused when it is no success. */
  async call<Answer>(method: 'GET' | 'POST', path: string, content?: object): Promise<Answer> {
    const body = content && JSON.stringify(content);
    for (;;) {
      const response = await fetch(this.server.url + path, { method, body, headers: this.headers(body) });
      const answer = (await response.json()) as Answer & Problem;
      if (response.ok) return answer;
      if (response.status !== 503) throw refusal(response.status, answer);
      await pause(Number(response.headers.get('Retry-After') ?? 1) * 1000);
    }
  }

  private headers(body?: string): Record<string, string> {
    const { key, signatureSecret } = this.server.key;
    const timestamp = String(Date.now());
    const signed = body === undefined ? timestamp : `${timestamp}.${body}`;
    return {
      Authorization: `Bearer ${key}`,
      'X-Timestamp': timestamp,
      'X-Signature': createHmac('sha256', signatureSecret).update(signed).digest('hex'),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    };
  }
}

interface Problem {
  code?: string;
  detail?: string;
  errors?: { message: string }[];
}

const refusal = (status: number, { code = '', detail, errors }: Problem): Refused =>
  new Refused(status, code, errors?.[0]?.message ?? detail ?? `status ${status}`);
