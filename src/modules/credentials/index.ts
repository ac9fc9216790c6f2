export { AskedCredentials, documentOf, type AskedCredential, type AskedPlace } from './asked-credentials';
export { CredentialsModule } from './credentials.module';
export { CredentialsService, type NewCredential, type NewPlacement } from './credentials.service';
export { contentDigest } from './content-digest';
export * from './credential-status';
export {
  DecisionsService,
  type ContactProof,
  type DecidedMark,
  type NewDecision,
  type NewDecisions,
  type StoredDecision,
} from './decisions.service';
