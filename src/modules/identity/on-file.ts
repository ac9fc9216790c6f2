import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import { newId } from '../../platform/ids';
import { Envelopes } from '../../platform/secrets';
import { EvidenceService } from '../evidence';
import { Identities, type Identity } from '../subjects';
import { ExpectedDocument } from './expected-document';
import { identityFact } from './identity-facts';
import type { FailureReason } from './provider';
import { ON_FILE, type PersonAtEntry, type Verification } from './verification';
import { documentEnd, validUntil } from './verified-identity';
import { Verifications } from './verifications';

/** The identity that an organization has on file, as somebody recognises it who knows it, and nobody else reads it. */
export interface MaskedIdentity {
  fullName: string;
  /** The year of birth. */
  born: string;
  document: string;
  countryAlpha3: string;
}

/** The first letter of each part of a text, and the rest hidden; the dots say nothing of how much they hide. */
const masked = (text: string): string =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => `${[...part][0]}•••`)
    .join(' ');

/** What people confirm of themselves: that they are who their organization says. */
@Injectable()
export class OnFile {
  constructor(
    private readonly identities: Identities,
    private readonly verifications: Verifications,
    private readonly expected: ExpectedDocument,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
  ) {}

  /** What can be confirmed at the entry; null where nothing is on file, or the person has answered for it already. */
  async toConfirm(tx: Transaction, person: PersonAtEntry, made: Verification[]): Promise<MaskedIdentity | null> {
    if (person.level !== 'ORGANIZATION_KYC') return null;
    const key = await this.identities.keyOf(tx, person.org, person.subjectId);
    if (!key || made.some(({ identityKey }) => identityKey?.equals(key))) return null;
    const identity = await this.identities.of(tx, person.org, person.subjectId);
    return identity && maskedIdentity(identity);
  }

  /** The confirmation of the entry, as long as the identity on file is the one that was confirmed. */
  async confirmed(tx: Transaction, person: PersonAtEntry, made: Verification[]): Promise<Verification | null> {
    const found = made.find(({ providerKind, status }) => providerKind === 'ON_FILE' && status === 'VERIFIED');
    if (!found) return null;
    const key = await this.identities.keyOf(tx, person.org, person.subjectId);
    return key && found.identityKey?.equals(key) ? found : null;
  }

  /** The person says whether it is them. Nothing happens where there is nothing to confirm. */
  async answer(tx: Transaction, person: PersonAtEntry, isMe: boolean, seenFrom: object, at: Date): Promise<void> {
    await this.verifications.hold(tx, person); // a double click waits, and finds the answer
    const made = await this.verifications.ofEntry(tx, person);
    if (!(await this.toConfirm(tx, person, made))) return;
    const identity = (await this.identities.of(tx, person.org, person.subjectId))!;
    const key = await this.identities.keyOf(tx, person.org, person.subjectId);
    const reason = isMe ? this.whyRefused(person, identity, at) : 'not_me';
    const [id, until] = [newId(), validUntil(identity, at)];
    const facts = {
      documentCountry: identity.countryAlpha3,
      ...(identity.documentType && { documentType: identity.documentType }),
    };
    this.verifications.insert(tx, person, {
      ...{ id, provider: ON_FILE, providerKind: 'ON_FILE' as const, facts, identityKey: key! },
      ...(reason ? { status: 'FAILED' as const, reason } : { status: 'VERIFIED' as const, validUntil: until }),
      ...{ startedAt: at, expiresAt: at, finishedAt: at },
    });
    const told = { ...seenFrom, status: reason ? 'FAILED' : 'VERIFIED', ...(reason && { reason }), ...facts };
    const kind = reason ? 'identity.failed' : 'identity.verified';
    const about = { id, provider: ON_FILE, providerKind: 'ON_FILE' as const };
    this.evidence.append(tx, person.org, [identityFact(kind, person, about, told, at)], this.envelopes.sealer());
  }

  private whyRefused({ org, expectedDocument }: PersonAtEntry, identity: Identity, at: Date): FailureReason | null {
    const end = documentEnd(identity);
    if (end && end <= at) return 'document_expired';
    return this.expected.isMet(org, expectedDocument, identity) ? null : 'document_mismatch';
  }
}

const maskedIdentity = ({ fullName, birth, docId, countryAlpha3 }: Identity): MaskedIdentity => ({
  fullName: masked(fullName),
  born: birth.slice(0, 4),
  document: `•••${docId.slice(-3).slice(-Math.ceil(docId.length / 2))}`,
  countryAlpha3,
});
