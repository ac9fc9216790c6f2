import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import { ExpectedDocument } from './expected-document';
import { OnFile } from './on-file';
import { PlatformIdentities } from './platform-identities';
import { assuranceFor, isPlatformLevel, type Assurance, type KnownOfPerson } from './security-level';
import { assuranceOf, type PersonAtEntry, type Verification } from './verification';
import { Verifications } from './verifications';

/** Whether somebody meets the level of an entry, and by what. */
@Injectable()
export class ReadKnown {
  constructor(
    private readonly verifications: Verifications,
    private readonly platform: PlatformIdentities,
    private readonly onFile: OnFile,
    private readonly expected: ExpectedDocument,
  ) {}

  async assurance(tx: Transaction, person: PersonAtEntry, at: Date): Promise<Assurance | null> {
    return this.assuranceBy(tx, person, await this.verifications.ofEntry(tx, person), at);
  }

  async assuranceBy(tx: Transaction, person: PersonAtEntry, made: Verification[], at: Date): Promise<Assurance | null> {
    const verified = made.find(({ status, providerKind }) => status === 'VERIFIED' && providerKind !== 'ON_FILE');
    const confirmed = await this.onFile.confirmed(tx, person, made);
    const known: KnownOfPerson = {
      onFile: confirmed && assuranceOf(confirmed),
      verification: verified ? { ...assuranceOf(verified), forPlatform: isPlatformLevel(verified.level) } : null,
      platform: person.level === 'HUMANOS_KYC' ? await this.platformAssurance(tx, person) : null,
    };
    return assuranceFor(person.level, known, at);
  }

  private async platformAssurance(tx: Transaction, person: PersonAtEntry): Promise<Assurance | null> {
    const known = await this.platform.find(tx, person);
    if (!known || !this.expected.isMet(person.org, person.expectedDocument, known.identity)) return null;
    const { identity: _identity, ...told } = known;
    return { basis: 'PLATFORM', ...told };
  }
}
