import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { Principal } from '../../platform/http';
import type { Sealer } from '../../platform/secrets';
import { EvidenceService, type Fact } from '../evidence';
import { Identities } from './identities';
import type { ReadItem } from './read-items';
import { SubjectsService, type Person } from './subjects.service';

/** The call that an import is: evidence names it. */
export interface ImportCall {
  id: string;
  caller: Principal;
  at: Date;
}

/** Rows go in by match key, so that two imports seldom wait for each other in a circle. */
const FILE = statement(
  'subjects.file',
  `WITH named AS (
     UPDATE subjects s SET internal_id = n.internal_id FROM unnest($2::text[], $3::text[]) AS n (subject_id, internal_id)
     WHERE s.org_id IS NOT DISTINCT FROM $1 AND s.id = n.subject_id AND s.internal_id IS DISTINCT FROM n.internal_id
   )
   INSERT INTO identities (subject_id, org_id, match_key, content, filed_at)
   SELECT subject_id, $1, match_key, content, $7 FROM unnest($4::text[], $5::bytea[], $6::bytea[]) AS i (subject_id, match_key, content)
   ORDER BY match_key`,
);

/** Writes the items of an import that are taken: people, internal ids, identities, evidence. */
@Injectable()
export class FileItems {
  constructor(
    private readonly subjects: SubjectsService,
    private readonly identities: Identities,
    private readonly evidence: EvidenceService,
  ) {}

  /** Who is behind each contact. */
  async execute(tx: Transaction, call: ImportCall, items: ReadItem[], sealer: Sealer): Promise<Map<string, Person>> {
    const org = call.caller.organization.id;
    const contacts = items.map(({ contact }) => contact);
    const people = await this.subjects.reach(tx, org, contacts);
    const rows = items.map((item) => ({ ...item, ...people.get(item.contact.value)! }));
    const named = rows.filter(({ internalId }) => internalId !== null);
    const filed = rows.flatMap(({ identity, subjectId, ...row }) =>
      identity ? [{ ...row, subjectId, identity, ...this.identities.seal(org, subjectId, identity) }] : [],
    );
    tx.send(FILE, [
      org,
      named.map(({ subjectId }) => subjectId),
      named.map(({ internalId }) => internalId),
      filed.map(({ subjectId }) => subjectId),
      filed.map(({ matchKey }) => matchKey),
      filed.map(({ content }) => content),
      call.at,
    ]);
    this.evidence.append(
      tx,
      org,
      filed.map((row) => identityFiled(call, row)),
      sealer,
    );
    return people;
  }
}

/** Who put it on file and which fields it has. What they say lies in one place only, where it can be erased. */
const identityFiled = (
  { id, caller, at }: ImportCall,
  { subjectId, did, identity }: Person & { identity: object },
): Fact => ({
  kind: 'identity.filed',
  subjectId,
  occurredAt: at,
  details: {
    organization: caller.organization.did,
    apiKeyId: caller.keyId,
    calledBy: caller.proof.method,
    importId: id,
    did,
    fields: Object.keys(identity).sort(),
  },
});
