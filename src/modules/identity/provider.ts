import type { VerifiedIdentity } from './verified-identity';

/** How a provider identifies people. ON_FILE is none: the person confirmed what the organization has on file. */
export type ProviderKind = 'ON_FILE' | 'SCRIPTED' | 'OIDC' | 'WALLET' | 'REVIEW';

/** What may be told of a verification: how sure it is, and nothing that names a person. */
export interface ToldFacts {
  /** Who vouches: the provider's own name for itself. */
  issuer?: string;
  /** Word for word as the provider says it: only the provider's own documents say what it means. */
  acr?: string;
  trustFramework?: string;
  assuranceLevel?: string;
  /** When the provider says that it identified the person, ISO 8601. */
  assertedAt?: string;
  /** ISO 3166-1 alpha-3. */
  documentCountry?: string;
  documentType?: string;
  /** HUMANOS_REVALIDATION: nothing was known before, so there was nothing to match. */
  nothingToMatch?: true;
}

/**
 * Why a verification came to nothing. The organization is told; the person is told only what helps to go on
 * (`reasonForPerson`).
 */
export type FailureReason =
  /** The person stopped it at the provider, or said that the identity on file is somebody else's. */
  | 'denied'
  | 'not_me'
  /** The provider could not confirm who it is. */
  | 'not_confirmed'
  /** The provider was less sure than it has to be. */
  | 'assurance_too_low'
  /** The provider's answer lacks a name or a day of birth. */
  | 'incomplete'
  /** The provider's answer is forged, for somebody else, or not what was agreed. */
  | 'invalid_answer'
  /** Name or day of birth differ from what was known before. */
  | 'mismatch'
  /** Name and day of birth are those of before, the document is another one. */
  | 'document_renewed'
  /** It is not the document that the organization expects. */
  | 'document_mismatch'
  | 'document_expired'
  /** The provider did not answer: nothing is decided by that, and it can be tried again. */
  | 'provider_unavailable'
  /** Not finished in time, or a newer attempt took its place. */
  | 'timeout'
  | 'superseded';

/** What a provider has found out. */
export type ProviderOutcome =
  | { status: 'VERIFIED'; identity: VerifiedIdentity; facts: ToldFacts }
  | { status: 'FAILED'; reason: FailureReason }
  /** Not yet: ask again with `check`. */
  | { status: 'PENDING'; kept: object }
  | { status: 'EXPIRED' };

/** What a provider is asked to verify. */
export interface VerificationWish {
  /** Random, one-time: comes back with the person, in the query parameter `state`. */
  state: string;
  /** Where the person comes back to: the provider's own path, without a query. */
  returnUrl: string;
  contact: string;
  /** BCP 47. */
  language: string;
  /** The person has to show the document again, now. */
  again: boolean;
  /** A document number is needed. */
  document: boolean;
}

/** Where the person goes, and what the provider needs when they come back: kept sealed. */
export interface StartedVerification {
  address: string;
  kept: object;
}

/**
 * A service that finds out who a person is. Nothing here touches our database. Methods reject with `ProviderUnavailable` when the
 * provider does not answer; any other error is a fault of ours.
 */
export interface IdentityProvider {
  /** Lower-case letters, digits and hyphens: part of an address. */
  readonly id: string;
  readonly kind: Exclude<ProviderKind, 'ON_FILE'>;
  /** As people know it. */
  readonly name: string;
  /** PLATFORM: the server's administrator answers for it, so it serves every level. ORGANIZATION: that organization's only. */
  readonly answersFor: 'PLATFORM' | 'ORGANIZATION';
  /** Whether it tells the number of a document. */
  readonly givesDocumentNumber: boolean;
  start(wish: VerificationWish): Promise<StartedVerification>;
  /** The person came back with these query parameters. */
  finish(returned: URLSearchParams, wish: VerificationWish, kept: object): Promise<ProviderOutcome>;
  /** Asks again after PENDING. Absent where a provider always knows at once. */
  check?(kept: object): Promise<ProviderOutcome>;
}

/** The provider cannot be reached, or answers nonsense, slowly or not at all: later is early enough. */
export class ProviderUnavailable extends Error {}
