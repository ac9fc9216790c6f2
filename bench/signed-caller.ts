import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { MintedApiKey } from '../src/modules/auth';
import type { Shape } from './shape';

let counter = 0;

/** The body of a create: consents inline, contacts that nobody had before. */
export function bodyOf({ contacts, credentials }: Shape): object {
  counter += 1;
  return {
    contacts: Array.from({ length: contacts }, (_, i) => `person-${process.pid}-${counter}-${i}@example.com`),
    name: 'Bench',
    credentials: Array.from({ length: credentials }, (_, i) => ({
      type: 'CONSENT',
      name: `Consent ${i}`,
      data: [{ label: 'text', type: 'string', value: `I agree to number ${i} of this request.` }],
    })),
  };
}

/** Calls the server as a client would: one signed HTTP call at a time on a kept-alive connection a lane. */
export class SignedCaller {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly url: string,
    private readonly key: MintedApiKey,
  ) {}

  create(shape: Shape): Promise<void> {
    return this.post('/v1/request', bodyOf(shape));
  }

  post(path: string, content: object, expected = 201): Promise<void> {
    return this.call('POST', path, JSON.stringify(content), expected);
  }

  get(path: string): Promise<void> {
    return this.call('GET', path, '', 200);
  }

  private async call(method: string, path: string, body: string, expected: number): Promise<void> {
    const timestamp = String(Date.now());
    const signed = body === '' ? timestamp : `${timestamp}.${body}`;
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      Authorization: `Bearer ${this.key.key}`,
      'X-Timestamp': timestamp,
      'X-Signature': createHmac('sha256', this.key.signatureSecret).update(signed).digest('hex'),
    };
    await new Promise<void>((resolve, reject) => {
      const call = request(this.url + path, { method, agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          if (response.statusCode === expected) resolve();
          else reject(new Error(`${response.statusCode}: ${Buffer.concat(chunks).toString().slice(0, 300)}`));
        });
      });
      call.once('error', reject);
      call.end(body);
    });
  }
}
