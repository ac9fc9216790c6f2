import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import type { Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { Sealer } from '../../platform/secrets';
import { Assurances } from './assurances';
import { ExpectedDocument } from './expected-document';
import { IdentityProviders } from './identity-providers';
import { ReadIdentityStep, type IdentityStep } from './identity-step';
import { OnFile } from './on-file';
import { PassOn } from './pass-on';
import { ReadKnown } from './read-known';
import { SECURITY_LEVELS, type Assurance, type SecurityLevel } from './security-level';
import { StartVerification, type PreparedVerification, type StartOutcome } from './start-verification';
import { TakeReturn, type ReturnedPerson, type ReturnOutcome } from './take-return';
import type { PersonAtEntry } from './verification';

/** Identification: for the request that asks at a level, and for the page at which a person is identified. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly settings: Settings,
    private readonly providers: IdentityProviders,
    private readonly expected: ExpectedDocument,
    private readonly known: ReadKnown,
    private readonly readStep: ReadIdentityStep,
    private readonly starting: StartVerification,
    private readonly returning: TakeReturn,
    private readonly onFile: OnFile,
    private readonly passing: PassOn,
    private readonly assurances: Assurances,
  ) {}

  /** The levels that something configured can serve; in the playground all of them. */
  servableLevels(): SecurityLevel[] {
    const served = (level: SecurityLevel) =>
      level === 'CONTACT' || level === 'ORGANIZATION_KYC' || this.providers.serving(level, false).length > 0;
    return SECURITY_LEVELS.filter((level) => this.settings.playground || served(level));
  }

  /** Whether a level can be met by one particular document. Identities on file have a number. */
  servesDocument(level: SecurityLevel): boolean {
    return level === 'ORGANIZATION_KYC' || this.providers.serving(level, true).length > 0;
  }

  /** What is stored of the number of a document that is expected. */
  expectedDocument(org: OrganizationId, docId: string): Buffer {
    return this.expected.hash(org, docId);
  }

  /** What meets the level of an entry; null while nothing does. */
  assurance(tx: Transaction, person: PersonAtEntry, at: Date): Promise<Assurance | null> {
    return this.known.assurance(tx, person, at);
  }

  /** Writes down how the level was met, in the transaction of the answer. */
  record(tx: Transaction, person: PersonAtEntry, assurance: Assurance): void {
    this.assurances.record(tx, person, assurance);
  }

  step(tx: Transaction, person: PersonAtEntry, at: Date): Promise<IdentityStep> {
    return this.readStep.execute(tx, person, at);
  }

  /** Whether the person may be sent to a provider once more. */
  mayBegin(tx: Transaction, person: PersonAtEntry, at: Date): Promise<boolean> {
    return this.starting.isAllowed(tx, person, at);
  }

  /** Asks a provider to begin, outside any transaction. */
  prepare(
    person: PersonAtEntry,
    wish: { provider: string; language: string; returnTo: string },
  ): Promise<PreparedVerification | Extract<StartOutcome, { started: false }>> {
    return this.starting.prepare(person, wish);
  }

  begin(
    tx: Transaction,
    person: PersonAtEntry,
    prepared: PreparedVerification,
    at: Date,
    sealer: Sealer,
  ): Promise<StartOutcome> {
    return this.starting.open(tx, person, prepared, at, sealer);
  }

  /** Somebody came back from a provider. */
  returned(person: ReturnedPerson): Promise<ReturnOutcome> {
    return this.returning.execute(person);
  }

  /** Asks the provider of the last attempt again, where it did not know before. */
  lookAgain(person: PersonAtEntry, seenFrom: object): Promise<void> {
    return this.returning.again(person, seenFrom);
  }

  /** Whether the person is who the organization has on file. */
  confirm(tx: Transaction, person: PersonAtEntry, isMe: boolean, seenFrom: object, at: Date): Promise<void> {
    return this.onFile.answer(tx, person, isMe, seenFrom, at);
  }

  /** Whether the organization may know who the person of an attempt is. */
  passOn(
    tx: Transaction,
    person: PersonAtEntry,
    answer: { id: string; agreed: boolean },
    seenFrom: object,
    at: Date,
  ): Promise<void> {
    return this.passing.answer(tx, person, answer, seenFrom, at);
  }
}
