import { Injectable } from '@nestjs/common';
import type { OrganizationId } from '../../platform/http';
import { equalInConstantTime, MatchKeys } from '../../platform/secrets';
import { documentNumber, type VerifiedIdentity } from './verified-identity';

/** The document that an organization expects of somebody: kept as a keyed hash of its number, so that nobody reads it. */
@Injectable()
export class ExpectedDocument {
  constructor(private readonly matchKeys: MatchKeys) {}

  /** What is stored of a number. */
  hash(org: OrganizationId, docId: string): Buffer {
    return this.keys(org, docId)[0];
  }

  /** Whether this is the document; true where none is expected. Its number counts with and without check digits. */
  isMet(org: OrganizationId, expected: Buffer | null, { docId, fullDocId }: Partial<VerifiedIdentity>): boolean {
    if (expected === null) return true;
    const numbers = [docId, fullDocId].filter((number) => number !== undefined);
    return numbers.some((number) => this.keys(org, number).some((key) => equalInConstantTime(key, expected)));
  }

  private keys(org: OrganizationId, docId: string): Buffer[] {
    return this.matchKeys.of('expected-document', org, documentNumber(docId));
  }
}
