import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import { KeysService } from '../keys';
import type { Contact } from './contact';
import { Identities } from './identities';
import type { Kyc } from './identity-status';
import { KNOWN_SUBJECT_COLUMNS, type KnownSubject } from './subject-name';

/** One way to reach a person. */
export interface KnownContact extends Contact {
  /** When the person proved it by a one-time code; null until then. */
  verifiedAt: Date | null;
}

/** How far the identification of a person has come. */
export interface Identification {
  kyc: Kyc;
  /** Until when that holds: a verification, or the time to finish one. */
  until: Date | null;
  /** By a provider of this platform, for a level of it. */
  byPlatform: boolean;
}

/** A person as a request needs to know them. */
export interface Person {
  subjectId: string;
  did: string;
}

/**
 * New contacts become new people; known ones answer who they are. Contact and person are written in one statement: their
 * foreign key is checked at its end. Rows go in by contact, so that two creates cannot wait for each other in a circle.
 */
const REACH = statement(
  'subjects.reach',
  `WITH wanted AS (
     SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS t (value, type, subject_id, did)
   ), fresh AS (
     INSERT INTO contacts (org_id, value, type, subject_id)
     SELECT $1, value, type, subject_id FROM wanted ORDER BY value
     ON CONFLICT (org_id, value) DO NOTHING
     RETURNING value, subject_id
   ), made AS (
     INSERT INTO subjects (id, org_id, did)
     SELECT w.subject_id, $1, w.did FROM wanted w JOIN fresh f USING (subject_id) RETURNING id
   )
   SELECT w.value, w.subject_id, w.did FROM wanted w JOIN fresh f USING (subject_id)
   UNION ALL
   SELECT w.value, known.subject_id, known.did FROM wanted w CROSS JOIN LATERAL (
     SELECT s.id AS subject_id, s.did FROM contacts c JOIN subjects s ON s.id = c.subject_id
     WHERE c.org_id = $1 AND c.value = w.value LIMIT 1
   ) known`,
);

const VERIFY_CONTACT = statement(
  'subjects.verify-contact',
  'UPDATE contacts SET verified_at = coalesce(verified_at, $3) WHERE org_id = $1 AND value = $2',
);
const CONTACTS = statement(
  'subjects.contacts',
  `SELECT value, type, verified_at AS "verifiedAt" FROM contacts
   WHERE org_id = $1 AND subject_id = $2 ORDER BY created_at, value`,
);
const IDENTIFIED = statement(
  'subjects.identified',
  `UPDATE subjects SET kyc = $3, kyc_until = $4,
     verified_until = CASE WHEN $3 = 'VERIFIED' THEN greatest(verified_until, $4) ELSE verified_until END,
     platform_until = CASE WHEN $3 = 'VERIFIED' AND $5 THEN greatest(platform_until, $4) ELSE platform_until END
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2`,
);
const BY_IDS = statement(
  'subjects.by-ids',
  `SELECT ${KNOWN_SUBJECT_COLUMNS} FROM subjects s WHERE s.org_id = $1 AND s.id = ANY($2::text[])`,
);

interface ReachedRow {
  value: string;
  subject_id: string;
  did: string;
}

/** People and how they are reached. */
@Injectable()
export class SubjectsService {
  constructor(
    private readonly keys: KeysService,
    private readonly identities: Identities,
  ) {}

  /** Who is behind each contact, by its value; people who are not known yet are made. */
  async reach(tx: Transaction, org: OrganizationId, contacts: Contact[]): Promise<Map<string, Person>> {
    const people = new Map<string, Person>();
    let missing = contacts;
    // A contact that another create is inserting at this moment is neither ours nor visible to the first statement;
    // it was waited for, so the second one sees it.
    for (let round = 1; missing.length > 0 && round <= 2; round++) {
      for (const row of await tx.query<ReachedRow & object>(REACH, this.parameters(org, missing))) {
        people.set(row.value, { subjectId: row.subject_id, did: row.did });
      }
      missing = contacts.filter(({ value }) => !people.has(value));
    }
    if (missing.length > 0) throw new Error('A contact is neither known nor new');
    return people;
  }

  /** Somebody entered a code that we had sent there. */
  verifyContact(tx: Transaction, org: OrganizationId, contact: string, at: Date): void {
    tx.send(VERIFY_CONTACT, [org, contact, at]);
  }

  /** How a person is reached, oldest first. */
  contactsOf(tx: Transaction, org: OrganizationId, subjectId: string): Promise<KnownContact[]> {
    return tx.query<KnownContact & object>(CONTACTS, [org, subjectId]);
  }

  /** Notes how far the identification of a person has come, for whoever the organization asks about them. */
  identified(
    tx: Transaction,
    org: OrganizationId,
    subjectId: string,
    { kyc, until, byPlatform }: Identification,
  ): void {
    tx.send(IDENTIFIED, [org, subjectId, kyc, until, byPlatform]);
  }

  /** The name in the identity on file; null without one. */
  async fullName(tx: Transaction, org: OrganizationId, subjectId: string): Promise<string | null> {
    return (await this.identities.of(tx, org, subjectId))?.fullName ?? null;
  }

  /** People by their ids; who is unknown, or another organization's, is not among them. */
  async bySubjectIds(tx: Transaction, org: OrganizationId, subjectIds: string[]): Promise<Map<string, KnownSubject>> {
    const rows = await tx.query<KnownSubject & object>(BY_IDS, [org, subjectIds]);
    return new Map(rows.map((subject) => [subject.subjectId, subject]));
  }

  private parameters(org: OrganizationId, contacts: Contact[]): unknown[] {
    const ids = contacts.map(() => newId());
    return [
      org,
      contacts.map(({ value }) => value),
      contacts.map(({ type }) => type),
      ids,
      ids.map((id) => this.keys.mintDid('user', id)),
    ];
  }
}
