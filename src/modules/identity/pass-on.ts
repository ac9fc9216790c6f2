import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import { Envelopes } from '../../platform/secrets';
import { EvidenceService } from '../evidence';
import { Identities, type Identity } from '../subjects';
import { identityFact } from './identity-facts';
import type { PersonAtEntry, Verification } from './verification';
import { IDENTITY_FIELDS, type IdentityField, type VerifiedIdentity } from './verified-identity';
import { Verifications } from './verifications';

/** One thing that would be passed on, as the person is shown it. */
export interface PassedField {
  field: IdentityField;
  value: string;
}

/** An identity reaches the organization only if the person agrees, having seen what is passed on and to whom. */
@Injectable()
export class PassOn {
  constructor(
    private readonly verifications: Verifications,
    private readonly identities: Identities,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
  ) {}

  /** What the person is asked about; null where there is nothing to ask. */
  asked(verification: Verification | null): PassedField[] | null {
    if (!verification?.content || verification.passedOn !== null) return null;
    const identity = this.read(verification);
    return IDENTITY_FIELDS.flatMap((field) => (identity[field] ? [{ field, value: identity[field] }] : []));
  }

  async answer(
    tx: Transaction,
    person: PersonAtEntry,
    { id, agreed }: { id: string; agreed: boolean },
    seenFrom: object,
    at: Date,
  ): Promise<void> {
    const made = await this.verifications.ofEntry(tx, person);
    const verification = made.find((each) => each.id === id);
    const fields = verification && this.asked(verification);
    if (!fields || !(await this.verifications.answerPassingOn(tx, person.org, id, agreed)) || !agreed) return;
    const identity = this.read(verification);
    const filed = isWhole(identity) && (await this.identities.file(tx, person.org, person.subjectId, identity, at));
    const told = { ...seenFrom, fields: fields.map(({ field }) => field), filed };
    const fact = identityFact('identity.passed_on', person, verification, told, at);
    this.evidence.append(tx, person.org, [fact], this.envelopes.sealer());
  }

  private read({ id, content }: Verification): VerifiedIdentity {
    const text = this.envelopes.open({ purpose: 'verification.identity', row: id }, content!).toString('utf8');
    return JSON.parse(text) as VerifiedIdentity;
  }
}

/** What is put on file has a document: identities are told apart by it. */
const isWhole = (identity: VerifiedIdentity): identity is Identity =>
  identity.docId !== undefined && identity.countryAlpha3 !== undefined;
