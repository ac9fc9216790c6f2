import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { newId } from '../../../platform/ids';
import { ENDPOINT_EVENTS } from '../events/event-types';
import { WebhookSecretsStore, type SecretsInForce } from '../secrets/webhook-secrets';
import { Endpoints } from './endpoints';

/** An endpoint that the server itself keeps for an organization: in the playground, for the page that shows what arrives. */
@Injectable()
export class StandingEndpoint {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: Endpoints,
    private readonly secrets: WebhookSecretsStore,
    private readonly clock: Clock,
  ) {}

  /** Makes it, or leads the one of this name to `url`. It wants every event. */
  async ensure(org: OrganizationId, name: string, url: string): Promise<void> {
    await this.unitOfWork.run(org, async (tx) => {
      const at = this.clock.now();
      await this.secrets.ensure(tx, org, at);
      const known = (await this.endpoints.all(tx, org)).find((endpoint) => endpoint.name === name);
      const terms = { name, url, events: [...ENDPOINT_EVENTS], active: true, encrypted: true };
      if (!known) await this.endpoints.insert(tx, org, newId(), terms, at);
      else if (known.url !== url || !known.active) await this.endpoints.update(tx, org, known.id, terms, at);
    });
  }

  /** Null before there is an endpoint. */
  secretsOf(org: OrganizationId): Promise<SecretsInForce | null> {
    return this.unitOfWork.read(org, (tx) => this.secrets.find(tx, org, this.clock.now()));
  }
}
