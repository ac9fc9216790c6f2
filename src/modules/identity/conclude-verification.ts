import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import { Envelopes } from '../../platform/secrets';
import { EvidenceService } from '../evidence';
import { SubjectsService } from '../subjects';
import { ExpectedDocument } from './expected-document';
import { identityFact } from './identity-facts';
import { KeptVerifications, personOf, type KeptVerification } from './kept-verification';
import { PlatformIdentities } from './platform-identities';
import type { FailureReason, ProviderOutcome, ToldFacts } from './provider';
import { isPlatformLevel } from './security-level';
import type { PersonAtEntry, Verification } from './verification';
import { documentEnd, sameIdentity, validUntil, type VerifiedIdentity } from './verified-identity';
import { Verifications, type Conclusion } from './verifications';

/** How long a provider may take that does not know at once. */
const WAITING_MS = 7 * 86_400_000;

/** An attempt, with what was kept of it, and what its provider has found out. */
export interface Found {
  verification: Verification;
  kept: KeptVerification;
  outcome: ProviderOutcome | { status: 'UNAVAILABLE' };
}

/** What a provider has found out becomes the end of an attempt, or its waiting: with the rules that no provider knows. */
@Injectable()
export class ConcludeVerification {
  constructor(
    private readonly verifications: Verifications,
    private readonly keptVerifications: KeptVerifications,
    private readonly platform: PlatformIdentities,
    private readonly expected: ExpectedDocument,
    private readonly subjects: SubjectsService,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
  ) {}

  /** `seenFrom` goes into the evidence: address and browser of whoever came back. */
  async execute(tx: Transaction, org: PersonAtEntry['org'], found: Found, seenFrom: object, at: Date): Promise<void> {
    const { verification, kept, outcome } = found;
    const person = personOf(org, verification, kept);
    if (outcome.status === 'UNAVAILABLE') return this.wait(tx, person, found, at, null);
    if (outcome.status === 'PENDING') return this.wait(tx, person, found, at, outcome.kept);
    const end = await this.endOf(tx, person, outcome, at);
    const content = end.identity && this.seal(verification.id, end.identity);
    if (!(await this.verifications.conclude(tx, org, verification.id, { ...end, content }, at))) return;
    this.note(tx, person, verification, end, at);
    const kind = end.status === 'VERIFIED' ? 'identity.verified' : 'identity.failed';
    const { status, reason, facts, validUntil: until } = end;
    const told = {
      ...seenFrom,
      status,
      ...(reason && { reason }),
      ...facts,
      ...(until && { validUntil: until.toISOString() }),
    };
    this.evidence.append(tx, org, [identityFact(kind, person, verification, told, at)], this.envelopes.sealer());
  }

  /** What the rules make of the provider's word. */
  private async endOf(
    tx: Transaction,
    person: PersonAtEntry,
    outcome: Exclude<ProviderOutcome, { status: 'PENDING' }>,
    at: Date,
  ): Promise<Conclusion & { identity: VerifiedIdentity | null }> {
    const nothing = { facts: {}, content: null, identity: null, validUntil: null };
    if (outcome.status === 'EXPIRED') return { ...nothing, status: 'EXPIRED', reason: 'timeout' };
    if (outcome.status === 'FAILED') return { ...nothing, status: 'FAILED', reason: outcome.reason };
    const { identity } = outcome;
    const known = isPlatformLevel(person.level) ? await this.platform.find(tx, person) : null;
    const refused = this.whyRefused(person, identity, known?.identity ?? null, at);
    const facts: ToldFacts = {
      ...outcome.facts,
      ...(identity.countryAlpha3 && { documentCountry: identity.countryAlpha3 }),
      ...(identity.documentType && { documentType: identity.documentType }),
      ...(person.level === 'HUMANOS_REVALIDATION' && known === null && { nothingToMatch: true as const }),
    };
    if (refused) return { ...nothing, facts, status: 'FAILED', reason: refused };
    return { ...nothing, facts, identity, status: 'VERIFIED', reason: null, validUntil: validUntil(identity, at) };
  }

  private whyRefused(
    { org, level, expectedDocument }: PersonAtEntry,
    identity: VerifiedIdentity,
    known: VerifiedIdentity | null,
    at: Date,
  ): FailureReason | null {
    const end = documentEnd(identity);
    if (end && end <= at) return 'document_expired';
    if (!this.expected.isMet(org, expectedDocument, identity)) return 'document_mismatch';
    if (level !== 'HUMANOS_REVALIDATION' || known === null) return null;
    const compared = sameIdentity(known, identity);
    return compared === 'same' ? null : compared;
  }

  /** What others read of it: the platform by the contact, the organization by the person. */
  private note(
    tx: Transaction,
    person: PersonAtEntry,
    { provider, providerKind }: Verification,
    { status, facts, identity, validUntil: until }: Conclusion & { identity: VerifiedIdentity | null },
    at: Date,
  ): void {
    const byPlatform = isPlatformLevel(person.level);
    this.subjects.identified(tx, person.org, person.subjectId, { kyc: status, until, byPlatform });
    if (status !== 'VERIFIED' || !byPlatform) return;
    this.platform.keep(tx, person, {
      ...{ identity: identity!, provider, providerKind, facts, verifiedAt: at, validUntil: until! },
    });
  }

  private async wait(
    tx: Transaction,
    { org, subjectId }: PersonAtEntry,
    { verification, kept }: Found,
    at: Date,
    next: object | null,
  ): Promise<void> {
    const until = next ? new Date(at.getTime() + WAITING_MS) : verification.expiresAt;
    const sealed = next && this.keptVerifications.seal(verification.id, { ...kept, provider: next, address: null });
    const reason = next ? null : ('provider_unavailable' as const);
    if (await this.verifications.wait(tx, org, verification.id, { reason, kept: sealed, until }))
      this.subjects.identified(tx, org, subjectId, { kyc: 'PENDING', until, byPlatform: false });
  }

  private seal(id: string, identity: VerifiedIdentity): Buffer {
    return this.envelopes.sealer().seal({ purpose: 'verification.identity', row: id }, JSON.stringify(identity));
  }
}
