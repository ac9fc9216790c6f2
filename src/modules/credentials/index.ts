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
export { MandatesService } from './mandates/mandates.service';
export { credentialView, type CredentialBrief, type CredentialView } from './credential-view';
export { CredentialBriefDto, CredentialDetailDto } from './dto/credential-view.dto';
export { ReadCredentials } from './read-credentials';
export { FollowDecisions, type Following } from './follow-decisions';
export { ReadProofs } from './sealing/read-proofs';
export { SealingHealth } from './sealing/sealing-health';
