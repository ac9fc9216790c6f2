import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, type Transaction } from '../../platform/database';
import { Problem, type Answer, type OrganizationId, type Principal } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { EvidenceService, type Fact } from '../evidence';
import type { Contact } from './contact';
import type { AddContactDto } from './dto/add-contact.dto';
import { findSubject, readContact, readSubjectName, type KnownSubject } from './subject-name';
import { SubjectsService } from './subjects.service';
import { userView } from './user-view';

/** A contact that another call is inserting at this moment is waited for, and seen by the next statement only. */
const ADD = statement(
  'subjects.add-contact',
  `WITH added AS (
     INSERT INTO contacts (org_id, value, type, subject_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org_id, value) DO NOTHING RETURNING subject_id
   )
   SELECT added.subject_id AS owner, $5 AS did, true AS added FROM added
   UNION ALL
   SELECT c.subject_id, s.did, false FROM contacts c JOIN subjects s ON s.id = c.subject_id
   WHERE c.org_id = $1 AND c.value = $2`,
);

interface Owned {
  owner: string;
  did: string;
  added: boolean;
}

/** POST /v1/user/contact: the same person is reached by one contact more, and keeps the DID. */
@Injectable()
export class AddContact {
  constructor(
    private readonly writes: WritesOnce,
    private readonly subjects: SubjectsService,
    private readonly evidence: EvidenceService,
    private readonly clock: Clock,
  ) {}

  execute(caller: Principal, dto: AddContactDto, attempt: WriteAttempt): Promise<Answer> {
    const { id: org, defaultCountry } = caller.organization;
    const name = readSubjectName(dto, defaultCountry);
    const contact = readContact('newContact', dto.newContact, defaultCountry);
    return this.writes.run(org, attempt, async (tx, sealer) => {
      const subject = await findSubject(tx, org, name);
      const { owner, did, added } = await this.add(tx, org, subject, contact);
      if (owner !== subject.subjectId) throw taken(contact, did);
      if (added) this.evidence.append(tx, org, [contactAdded(caller, subject, contact, this.clock.now())], sealer);
      const contacts = await this.subjects.contactsOf(tx, org, subject.subjectId);
      const body = userView(subject, contacts, this.clock.now());
      return { id: subject.subjectId, status: 200, body };
    });
  }

  private async add(tx: Transaction, org: OrganizationId, subject: KnownSubject, contact: Contact): Promise<Owned> {
    for (let round = 1; round <= 2; round++) {
      const values = [org, contact.value, contact.type, subject.subjectId, subject.did];
      const [owned] = await tx.query<Owned & object>(ADD, values);
      if (owned) return owned;
    }
    throw new Error('A contact is neither known nor new');
  }
}

function taken({ value }: Contact, did: string): Problem {
  const message = `newContact ${value} belongs to another user, ${did}. A contact belongs to one user.`;
  return new Problem('contact_taken', message, { errors: [{ field: 'newContact', message }] });
}

/** Who said that this contact is the same person's: from now on a decision through it counts as theirs. */
const contactAdded = (
  { organization, keyId, proof }: Principal,
  { subjectId, did }: KnownSubject,
  contact: Contact,
  occurredAt: Date,
): Fact => ({
  kind: 'contact.added',
  subjectId,
  occurredAt,
  details: {
    organization: organization.did,
    apiKeyId: keyId,
    calledBy: proof.method,
    did,
    contact: contact.value,
    type: contact.type,
  },
});
