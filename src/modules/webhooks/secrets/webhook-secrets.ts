import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';

/** What receivers check and decrypt with. Shown once, when it is made. */
export interface WebhookSecrets {
  /** Signs `x-signature` as it is written here, and `webhook-signature` by the bytes behind `whsec_` (Standard Webhooks). */
  signatureSecret: string;
  /** Base64 of 32 bytes. */
  encryptionSecret: string;
  encryptionSalt: string;
}

/** The set in force and, for a day after it was replaced, the one before. */
export interface SecretsInForce {
  current: WebhookSecrets;
  previous: WebhookSecrets | null;
}

/** How long the set before still counts. */
export const OVERLAP_HOURS = 24;

const MAKE = statement(
  'webhooks.make-secrets',
  `INSERT INTO webhook_secrets (org_id, secrets, made_at) VALUES ($1, $2, $3) ON CONFLICT (org_id) DO NOTHING RETURNING org_id`,
);
const LOCK = statement('webhooks.lock-secrets', 'SELECT FROM webhook_secrets WHERE org_id = $1 FOR UPDATE');
const ROTATE = statement(
  'webhooks.rotate-secrets',
  `INSERT INTO webhook_secrets (org_id, secrets, made_at) VALUES ($1, $2, $3)
   ON CONFLICT (org_id) DO UPDATE SET previous = webhook_secrets.secrets, previous_until = $4, secrets = excluded.secrets,
     made_at = excluded.made_at`,
);
const READ = statement(
  'webhooks.read-secrets',
  `SELECT secrets, CASE WHEN previous_until > $2 THEN previous END AS previous FROM webhook_secrets WHERE org_id = $1`,
);

/** The one set of webhook secrets that an organization has for all its endpoints. */
@Injectable()
export class WebhookSecretsStore {
  constructor(private readonly envelopes: Envelopes) {}

  /** Makes the set when there is none yet and answers it then, null otherwise. Until the end of the transaction nobody else does. */
  async ensure(tx: Transaction, org: OrganizationId, at: Date): Promise<WebhookSecrets | null> {
    const secrets = newSecrets();
    const made = await tx.query(MAKE, [org, this.seal(org, secrets), at]);
    await tx.query(LOCK, [org]);
    return made.length > 0 ? secrets : null;
  }

  /** A new set; the one before counts until `previousUntil`. */
  async rotate(tx: Transaction, org: OrganizationId, at: Date): Promise<WebhookSecrets & { previousUntil: Date }> {
    const secrets = newSecrets();
    const previousUntil = new Date(at.getTime() + OVERLAP_HOURS * 3_600_000);
    await tx.query(ROTATE, [org, this.seal(org, secrets), at, previousUntil]);
    return { ...secrets, previousUntil };
  }

  async inForce(tx: Transaction, org: OrganizationId, at: Date): Promise<SecretsInForce> {
    const secrets = await this.find(tx, org, at);
    if (!secrets) throw new Error(`Organization ${org} has no webhook secrets`);
    return secrets;
  }

  /** Null before there is an endpoint. */
  async find(tx: Transaction, org: OrganizationId, at: Date): Promise<SecretsInForce | null> {
    const [row] = await tx.query<{ secrets: Buffer; previous: Buffer | null }>(READ, [org, at]);
    if (!row) return null;
    return { current: this.open(org, row.secrets), previous: row.previous && this.open(org, row.previous) };
  }

  private seal(org: OrganizationId, secrets: WebhookSecrets): Buffer {
    return this.envelopes.sealer().seal({ purpose: 'webhook.secrets', row: org }, JSON.stringify(secrets));
  }

  private open(org: OrganizationId, sealed: Buffer): WebhookSecrets {
    const text = this.envelopes.open({ purpose: 'webhook.secrets', row: org }, sealed).toString('utf8');
    return JSON.parse(text) as WebhookSecrets;
  }
}

const newSecrets = (): WebhookSecrets => ({
  signatureSecret: `whsec_${randomBytes(32).toString('base64')}`,
  encryptionSecret: randomBytes(32).toString('base64'),
  encryptionSalt: randomBytes(16).toString('hex'),
});
