import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { Standing } from './decide-items';
import { Identities } from './identities';
import type { ReadItem } from './read-items';

/** One statement for all items; each look-up is by its index. */
const LOOK = statement(
  'subjects.standings',
  `SELECT c.subject_id AS "subjectId",
     coalesce((SELECT true FROM identities own WHERE own.org_id IS NOT DISTINCT FROM $1 AND own.subject_id = c.subject_id), false) AS "hasIdentity",
     (SELECT n.id FROM subjects n WHERE n.org_id = $1 AND n.internal_id = w.internal_id) AS "internalIdOf",
     s.internal_id AS "internalId",
     (SELECT i.subject_id FROM unnest($4::int[], $5::bytea[]) AS k (position, match_key)
        CROSS JOIN LATERAL (
          SELECT subject_id FROM identities WHERE org_id = $1 AND match_key = k.match_key LIMIT 1
        ) i WHERE k.position = w.position LIMIT 1) AS "identityOf"
   FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS w (contact, internal_id, position)
   LEFT JOIN LATERAL (SELECT subject_id FROM contacts WHERE org_id = $1 AND value = w.contact LIMIT 1) c ON true
   LEFT JOIN LATERAL (SELECT internal_id FROM subjects WHERE org_id = $1 AND id = c.subject_id LIMIT 1) s ON true
   ORDER BY w.position`,
);

/** Where the items of an import stand against what is known, in their order. */
@Injectable()
export class Standings {
  constructor(private readonly identities: Identities) {}

  of(tx: Transaction, org: OrganizationId, items: ReadItem[]): Promise<Standing[]> {
    const keys = items.flatMap(({ identity }, index) =>
      identity === null ? [] : this.identities.keysOf(org, identity).map((key) => ({ position: index + 1, key })),
    );
    return tx.query<Standing & object>(LOOK, [
      org,
      items.map(({ contact }) => contact.value),
      items.map(({ internalId }) => internalId),
      keys.map(({ position }) => position),
      keys.map(({ key }) => key),
    ]);
  }
}
