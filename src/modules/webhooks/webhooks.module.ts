import { Module } from '@nestjs/common';
import { CredentialsModule } from '../credentials';
import { EvidenceModule } from '../evidence';
import { OrganizationsModule } from '../organizations';
import './declare-payloads';
import { DeliveriesController } from './deliveries.controller';
import { EndpointHealth } from './deliveries/endpoint-health';
import { PruneDeliveries } from './deliveries/prune-deliveries';
import { QueueEvents } from './deliveries/queue-events';
import { ReadDeliveries } from './deliveries/read-deliveries';
import { RecordAttempts } from './deliveries/record-attempts';
import { SendAgain } from './deliveries/send-again';
import { SendDelivery } from './deliveries/send-delivery';
import { WebhookDelivery } from './deliveries/webhook-delivery';
import { WebhookQueue } from './deliveries/webhook-queue';
import { Endpoints } from './endpoints/endpoints';
import { KeepEndpoints } from './endpoints/keep-endpoints';
import { Receivers } from './endpoints/receivers';
import { StandingEndpoint } from './endpoints/standing-endpoint';
import { EventsController } from './events.controller';
import { ReadFacts } from './events/read-facts';
import { TellEvents } from './events/tell-events';
import { ReadEvents } from './feed/read-events';
import { WebhookSecretsStore } from './secrets/webhook-secrets';
import { WebhooksController } from './webhooks.controller';

@Module({
  imports: [CredentialsModule, EvidenceModule, OrganizationsModule],
  controllers: [WebhooksController, DeliveriesController, EventsController],
  providers: [
    ...[Endpoints, KeepEndpoints, StandingEndpoint, Receivers, WebhookSecretsStore],
    ...[ReadFacts, TellEvents, ReadEvents],
    ...[QueueEvents, SendDelivery, RecordAttempts, EndpointHealth, WebhookQueue, WebhookDelivery],
    ...[ReadDeliveries, SendAgain, PruneDeliveries],
  ],
  exports: [StandingEndpoint],
})
export class WebhooksModule {}
