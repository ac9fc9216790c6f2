import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import { IdentityProviders } from './identity-providers';
import { KeptVerifications } from './kept-verification';
import { OnFile, type MaskedIdentity } from './on-file';
import { PassOn, type PassedField } from './pass-on';
import type { ProviderKind } from './provider';
import { ReadKnown } from './read-known';
import type { Assurance } from './security-level';
import { MOST_FAILED } from './start-verification';
import { reasonForPerson, statusAt, type PersonAtEntry, type ReasonForPerson, type Verification } from './verification';
import { Verifications } from './verifications';

/** A provider as a person chooses it. */
export interface OfferedProvider {
  id: string;
  name: string;
  kind: ProviderKind;
}

/** The last attempt with a provider, as far as the person needs to know. */
export type LastAttempt =
  /** `address`: where to go on; null once the person has been there, and the provider takes its time. */
  { status: 'PENDING'; provider: string; address: string | null } | { status: 'OVER'; reason: ReasonForPerson };

/** What a person sees of being identified for one entry. */
export interface IdentityStep {
  met: Assurance | null;
  /** The identity on file, to be confirmed. */
  onFile: MaskedIdentity | null;
  /** None: there is no other way here. */
  providers: OfferedProvider[];
  last: LastAttempt | null;
  /** No attempt is left. */
  tooMany: boolean;
  /** A particular document is expected. */
  expectsDocument: boolean;
  /** What the person may pass on to the organization, and of which attempt. */
  passOn: { id: string; fields: PassedField[] } | null;
}

/** Whether the person can do something about it here. */
export const isWalkable = ({ met, onFile, providers, tooMany }: IdentityStep): boolean =>
  met !== null || onFile !== null || (providers.length > 0 && !tooMany);

@Injectable()
export class ReadIdentityStep {
  constructor(
    private readonly verifications: Verifications,
    private readonly known: ReadKnown,
    private readonly onFile: OnFile,
    private readonly providers: IdentityProviders,
    private readonly kept: KeptVerifications,
    private readonly passing: PassOn,
  ) {}

  async execute(tx: Transaction, person: PersonAtEntry, at: Date): Promise<IdentityStep> {
    const made = await this.verifications.ofEntry(tx, person);
    const met = await this.known.assuranceBy(tx, person, made, at);
    const withProviders = made.filter(({ providerKind }) => providerKind !== 'ON_FILE');
    const failed = withProviders.filter(({ status, reason }) => status === 'FAILED' && reason !== 'denied');
    const verified = withProviders.find(({ status }) => status === 'VERIFIED');
    const fields = this.passing.asked(verified ?? null);
    const expectsDocument = person.expectedDocument !== null;
    return {
      met,
      onFile: met ? null : await this.onFile.toConfirm(tx, person, made),
      providers: this.providers
        .serving(person.level, expectsDocument)
        .map(({ id, name, kind }) => ({ id, name, kind })),
      last: withProviders.length > 0 ? this.lastAttempt(withProviders[0], at) : null,
      tooMany: failed.length >= MOST_FAILED,
      expectsDocument,
      passOn: fields && verified ? { id: verified.id, fields } : null,
    };
  }

  private lastAttempt(verification: Verification, at: Date): LastAttempt | null {
    const { id, provider, kept, reason } = verification;
    const status = statusAt(verification, at);
    if (status === 'VERIFIED') return null;
    if (status !== 'PENDING' || reason !== null || !kept)
      return { status: 'OVER', reason: reasonForPerson(status, reason) };
    const { address } = this.kept.open(id, kept);
    const waiting = verification.returnedAt !== null;
    return {
      status: 'PENDING',
      provider: this.providers.named(provider)?.name ?? provider,
      address: waiting ? null : address,
    };
  }
}
