import { Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { createDecipheriv, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Callers } from '../../modules/auth';
import { encryptionKey, signature, StandingEndpoint, type WebhookSecrets } from '../../modules/webhooks';
import { Clock } from '../../platform/clock';
import { DEMO_SLUG } from '../seeds/demo-catalogue';

export const INBOX = '/playground/webhooks';
const MOST_KEPT = 100;

/** A webhook as it arrived, and what was in it. */
export interface ArrivedWebhook {
  id: string;
  at: Date;
  event: string;
  /** How often it arrived. */
  times: number;
  payload: object;
}

/** The playground's own receiver: checks and decrypts as any receiver would, and keeps the newest in memory. */
@Injectable()
export class Inbox implements OnApplicationBootstrap {
  private readonly logger = new Logger('playground');
  private readonly arrived = new Map<string, ArrivedWebhook>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly endpoint: StandingEndpoint,
    private readonly callers: Callers,
    private readonly clock: Clock,
  ) {}

  /** The port is known when the server listens. */
  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.once('listening', () => {
      const { port } = server.address() as AddressInfo;
      void this.register(`http://127.0.0.1:${port}${INBOX}`);
    });
  }

  /** Newest first. */
  get newest(): ArrivedWebhook[] {
    return [...this.arrived.values()].reverse();
  }

  /** The secrets of the demo organization; null when there is none. */
  async secrets(): Promise<WebhookSecrets | null> {
    const demo = await this.callers.organization(DEMO_SLUG);
    return (demo && (await this.endpoint.secretsOf(demo.id))?.current) ?? null;
  }

  /** False when it is not ours. */
  async take(headers: IncomingHttpHeaders, body: string): Promise<boolean> {
    const secrets = await this.secrets();
    if (!secrets || !isSigned(headers, body, secrets)) return false;
    const payload = await opened(body, secrets);
    const id = String(headers['webhook-id']);
    const times = (this.arrived.get(id)?.times ?? 0) + 1;
    const { eventType } = payload as { eventType: string };
    this.arrived.delete(id);
    this.arrived.set(id, { id, at: this.clock.now(), event: eventType, times, payload });
    if (this.arrived.size > MOST_KEPT) this.arrived.delete(this.arrived.keys().next().value!);
    return true;
  }

  private async register(url: string): Promise<void> {
    try {
      const demo = await this.callers.organization(DEMO_SLUG);
      if (demo) await this.endpoint.ensure(demo.id, 'Playground', url);
    } catch (error) {
      this.logger.warn(`The page of webhooks will stay empty: ${(error as Error).message}`);
    }
  }
}

function isSigned(headers: IncomingHttpHeaders, body: string, { signatureSecret }: WebhookSecrets): boolean {
  const expected = Buffer.from(signature(signatureSecret, Number(headers['x-timestamp']), body));
  const given = Buffer.from(String(headers['x-signature']));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function opened(body: string, secrets: WebhookSecrets): Promise<object> {
  const { iv, data, tag } = JSON.parse(body) as { iv: string; data: string; tag: string };
  const decipher = createDecipheriv('aes-256-gcm', await encryptionKey(secrets), Buffer.from(iv, 'base64'));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  const text = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
  return JSON.parse(text) as object;
}
