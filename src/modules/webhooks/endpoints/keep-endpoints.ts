import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork, type Transaction } from '../../../platform/database';
import { Answer, Problem, type OrganizationId, type Principal } from '../../../platform/http';
import { newId } from '../../../platform/ids';
import { Envelopes } from '../../../platform/secrets';
import { WritesOnce, type WriteAttempt } from '../../../platform/writes';
import { EvidenceService, type EvidenceKind } from '../../evidence';
import { cancelWaiting } from '../deliveries/cancel-waiting';
import { webhookView, type MadeWebhookView, type NewWebhookDto, type WebhookChangeDto } from '../dto/webhook.dto';
import { WebhookSecretsStore } from '../secrets/webhook-secrets';
import { Endpoints } from './endpoints';
import { Receivers } from './receivers';

/** So many endpoints an organization may have: each is written for at every event. */
export const MOST_ENDPOINTS = 20;

const NOT_TO_BE_KEPT = { 'Cache-Control': 'no-store' };

/** Makes, changes and removes endpoints. Who did it is in the evidence. */
@Injectable()
export class KeepEndpoints {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writesOnce: WritesOnce,
    private readonly endpoints: Endpoints,
    private readonly receivers: Receivers,
    private readonly secrets: WebhookSecretsStore,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  /** The answer holds the organization's secrets where there were none before. */
  async create(caller: Principal, dto: NewWebhookDto, attempt: WriteAttempt): Promise<Answer> {
    await this.requireReceiver(dto.url);
    const org = caller.organization.id;
    return this.writesOnce.run(org, attempt, async (tx) => {
      const at = this.clock.now();
      const made = await this.secrets.ensure(tx, org, at);
      if ((await this.endpoints.all(tx, org)).length >= MOST_ENDPOINTS) throw tooMany();
      const id = newId();
      const { name, url, events } = dto;
      const terms = { name, url, events, active: dto.active ?? true, encrypted: dto.encrypted ?? true };
      const endpoint = await this.endpoints.insert(tx, org, id, terms, at);
      this.log(tx, caller, 'webhook.made', id, terms, at);
      if (made) this.log(tx, caller, 'webhook.secrets_made', org, { replaced: false }, at);
      const body = { ...webhookView(endpoint), ...made } satisfies MadeWebhookView;
      return { id, status: 201, body, headers: { Location: `/v1/webhooks/${id}`, ...(made && NOT_TO_BE_KEPT) } };
    });
  }

  async change(caller: Principal, id: string, dto: WebhookChangeDto, attempt: WriteAttempt): Promise<Answer> {
    if (dto.url !== undefined) await this.requireReceiver(dto.url);
    const org = caller.organization.id;
    return this.writesOnce.run(org, attempt, async (tx) => {
      const at = this.clock.now();
      const endpoint = await this.endpoints.update(tx, org, id, dto, at);
      if (!endpoint.active) cancelWaiting(tx, org, [id]);
      this.log(tx, caller, 'webhook.changed', id, { ...dto }, at);
      return { id, status: 200, body: webhookView(endpoint) };
    });
  }

  /** No attempt starts after this; what waits is canceled. The log stays. */
  async delete(caller: Principal, id: string): Promise<Answer> {
    const org = caller.organization.id;
    await this.unitOfWork.run(org, async (tx) => {
      const at = this.clock.now();
      await this.endpoints.delete(tx, org, id, at);
      cancelWaiting(tx, org, [id]);
      this.log(tx, caller, 'webhook.removed', id, {}, at);
    });
    return new Answer(200, 'true'); // Nest would send a bare boolean as text
  }

  rotateSecrets(caller: Principal, attempt: WriteAttempt): Promise<Answer> {
    const org = caller.organization.id;
    return this.writesOnce.run(org, attempt, async (tx) => {
      const at = this.clock.now();
      const body = await this.secrets.rotate(tx, org, at);
      this.log(
        tx,
        caller,
        'webhook.secrets_made',
        org,
        { replaced: true, previousUntil: body.previousUntil.toISOString() },
        at,
      );
      return { id: org, status: 200, body, headers: NOT_TO_BE_KEPT };
    });
  }

  private async requireReceiver(url: string): Promise<void> {
    const message = await this.receivers.whyRefused(url);
    if (message) throw Problem.invalid([{ field: 'url', message }]);
  }

  private log(tx: Transaction, caller: Principal, kind: EvidenceKind, subjectId: string, more: object, at: Date): void {
    const org: OrganizationId = caller.organization.id;
    const details = { apiKeyId: caller.keyId, calledBy: caller.proof.method, ...more };
    this.evidence.append(tx, org, [{ kind, subjectId, occurredAt: at, details }], this.envelopes.sealer());
  }
}

const tooMany = (): Problem =>
  new Problem('too_many_webhooks', `An organization has at most ${MOST_ENDPOINTS} webhooks: remove one first`);
