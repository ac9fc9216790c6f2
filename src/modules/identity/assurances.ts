import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import { SubjectsService } from '../subjects';
import type { Assurance } from './security-level';
import type { PersonAtEntry } from './verification';
import { Verifications } from './verifications';

const INSERT = statement(
  'assurances.insert',
  `INSERT INTO assurances (entry_id, org_id, level, basis, provider, provider_kind, facts, verified_at, valid_until)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** How entries met their level when they were answered: what is sealed with the answers. */
@Injectable()
export class Assurances {
  constructor(
    private readonly subjects: SubjectsService,
    private readonly verifications: Verifications,
  ) {}

  /** In the transaction of the answer. What the person did not agree to pass on is forgotten by it. */
  record(tx: Transaction, person: PersonAtEntry, assurance: Assurance): void {
    const { basis, provider, providerKind, facts, verifiedAt, validUntil } = assurance;
    const values = [basis, provider, providerKind, JSON.stringify(facts), verifiedAt, validUntil];
    tx.send(INSERT, [person.entryId, person.org, person.level, ...values]);
    if (basis === 'PLATFORM') {
      const known = { kyc: 'VERIFIED' as const, until: validUntil, byPlatform: true };
      this.subjects.identified(tx, person.org, person.subjectId, known);
    }
    this.verifications.forget(tx, person.org, person.entryId);
  }
}
