export { likenessOf, NotAContact, normaliseContact, type Contact } from './contact';
export { FindPeople, type PersonClues } from './find-people';
export { hiddenContact } from './hidden-contact';
export type { KnownSubject } from './subject-name';
export { Identities } from './identities';
export type { Identity } from './identity';
export {
  IDENTITY_STATUSES,
  KYC,
  STANDING,
  toldStanding,
  type IdentityStanding,
  type IdentityStatus,
  type Kyc,
} from './identity-status';
export { SubjectsModule } from './subjects.module';
export { SubjectsService, type Identification, type KnownContact, type Person } from './subjects.service';
