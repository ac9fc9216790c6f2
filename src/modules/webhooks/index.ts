export { encryptionKey, signature } from './deliveries/signed-message';
export { StandingEndpoint } from './endpoints/standing-endpoint';
export type { WebhookSecrets } from './secrets/webhook-secrets';
export { WebhooksModule } from './webhooks.module';
