export { CredentialsModule } from './credentials.module';
export { CredentialsService, type NewCredential, type NewPlacement } from './credentials.service';
export { contentDigest } from './content-digest';
export * from './credential-status';
