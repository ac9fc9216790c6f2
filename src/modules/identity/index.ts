export { IdentityModule } from './identity.module';
export { IdentityProviders } from './identity-providers';
export { IdentityService } from './identity.service';
export { isWalkable, type IdentityStep, type LastAttempt, type OfferedProvider } from './identity-step';
export type { MaskedIdentity } from './on-file';
export type { PassedField } from './pass-on';
export {
  ProviderUnavailable,
  type IdentityProvider,
  type ProviderOutcome,
  type StartedVerification,
  type VerificationWish,
} from './provider';
export {
  isPlatformLevel,
  levelMet,
  SECURITY_LEVELS,
  type Assurance,
  type IdentityLevel,
  type SecurityLevel,
} from './security-level';
export type { StartOutcome } from './start-verification';
export { stateIn, type ReturnOutcome } from './take-return';
export type { PersonAtEntry, ReasonForPerson } from './verification';
export { IDENTITY_FIELDS, type IdentityField, type VerifiedIdentity } from './verified-identity';
