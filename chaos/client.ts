import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { MintedApiKey } from '../src/modules/auth';
import type { Random } from './random';

/** What a client was promised: the answer to its key, byte for byte. */
export interface Acknowledged {
  id: string;
  text: string;
  contacts: string[];
}

interface Heard {
  status: number;
  text: string;
}

/** What the clients have seen between them. */
export class Ledger {
  readonly tried = new Set<string>();
  readonly acknowledged = new Map<string, Acknowledged>();
  readonly violations: string[] = [];
  /** The last call that was answered 201: when it began and ended, by `performance.now()`. */
  lastSuccess = { began: 0, ended: 0 };
}

const CREDENTIALS = ['Privacy', 'Terms'].map((name) => ({
  type: 'CONSENT',
  name,
  data: [{ label: 'text', type: 'string', value: `${name}: I agree.` }],
}));
/** Unavailable, or the same call still running: what the API tells clients to try again. */
const AGAIN = [503, 409];

/** Creates one request after another, each under a key of its own, and insists on each until it is acknowledged. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly url: string,
    private readonly key: MintedApiKey,
    private readonly random: Random,
    private readonly ledger: Ledger,
  ) {}

  async work(until: number, atLast: number): Promise<void> {
    while (performance.now() < until) {
      const key = randomUUID();
      this.ledger.tried.add(key);
      const contacts = [0, 1].map((index) => `${key}-${index}@example.com`);
      const body = JSON.stringify({ contacts, internalId: key, name: 'Chaos', credentials: CREDENTIALS });
      const calls = this.random.chance(0.3) ? 2 : 1; // a client whose own proxy repeats calls
      await Promise.all(Array.from({ length: calls }, () => this.insist(key, body, contacts, atLast)));
      if (this.random.chance(0.2)) await this.insist(key, body, contacts, atLast);
    }
    this.agent.destroy();
  }

  private async insist(key: string, body: string, contacts: string[], atLast: number): Promise<void> {
    while (performance.now() < atLast) {
      const began = performance.now();
      const { status, text } = await this.post(key, body).catch(() => ({ status: 0, text: '' }));
      if (status === 201) {
        this.ledger.lastSuccess = { began, ended: performance.now() };
        return this.keep(key, text, contacts);
      }
      if (status !== 0 && !AGAIN.includes(status))
        this.ledger.violations.push(`${key}: answered ${status}: ${text.slice(0, 200)}`);
      await pause(this.random.between(50, 200));
    }
  }

  private keep(key: string, text: string, contacts: string[]): void {
    const known = this.ledger.acknowledged.get(key);
    if (known && known.text !== text) this.ledger.violations.push(`${key}: two answers: ${known.text} and ${text}`);
    this.ledger.acknowledged.set(key, { id: (JSON.parse(text) as { id: string }).id, text, contacts });
  }

  private post(idempotencyKey: string, body: string): Promise<Heard> {
    const timestamp = String(Date.now());
    const signature = createHmac('sha256', this.key.signatureSecret).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      Authorization: `Bearer ${this.key.key}`,
      'X-Timestamp': timestamp,
      'X-Signature': signature,
      'Idempotency-Key': idempotencyKey,
    };
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', agent: this.agent, headers, timeout: 20_000 };
      const call = request(`${this.url}/v1/request`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      call.on('timeout', () => call.destroy(new Error('No answer in 20 s')));
      call.on('error', reject);
      call.end(body);
    });
  }
}
