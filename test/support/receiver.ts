import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Secrets {
  signatureSecret: string;
  encryptionSecret: string;
  encryptionSalt: string;
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks on loopback that answers as it is told and keeps what it got. */
export class Receiver {
  readonly received: Received[] = [];
  /** How it answers; 204 unless a test says otherwise. */
  answer: (response: ServerResponse, received: Received) => void = (response) => response.writeHead(204).end();
  readonly url: string;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    port: number,
  ) {
    this.url = `http://127.0.0.1:${port}/hook`;
  }

  static async open(): Promise<Receiver> {
    const parts: { receiver?: Receiver } = {};
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const received = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
        parts.receiver!.received.push(received);
        parts.receiver!.answer(response, received);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    parts.receiver = new Receiver(server, (server.address() as AddressInfo).port);
    return parts.receiver;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  /** The ids of what arrived, in order. */
  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }
}

/** What a receiver reads, checked and decrypted as the existing receivers do it: the body written anew, and both signatures. */
export function read({ headers, body }: Received, secrets: Secrets): Record<string, unknown> {
  const written = JSON.stringify(JSON.parse(body));
  const timestamp = String(headers['x-timestamp']);
  const expected = createHmac('sha256', secrets.signatureSecret).update(`${timestamp}.${written}`).digest('hex');
  if (headers['x-signature'] !== expected) throw new Error('x-signature does not match');
  new Webhook(secrets.signatureSecret).verify(body, headers as Record<string, string>);
  const { iv, data, tag } = JSON.parse(body) as { iv: string; data: string; tag: string };
  const secret = Buffer.from(secrets.encryptionSecret, 'base64');
  const key = pbkdf2Sync(secret, secrets.encryptionSalt, 10_000, 32, 'sha256');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  const text = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
  return JSON.parse(text) as Record<string, unknown>;
}
