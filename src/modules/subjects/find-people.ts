import { Injectable } from '@nestjs/common';
import { statement, type Statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';

/** What is known of a person: each clue is a list, of which any one will do. Who is meant must meet all clues. */
export interface PersonClues {
  contacts: string[][];
  dids: string[][];
  internalIds: string[][];
  ids: string[][];
}

const BY: Record<keyof PersonClues, Statement> = {
  contacts: statement(
    'people.by-contact',
    'SELECT subject_id AS id FROM contacts WHERE org_id = $1 AND value = ANY($2::text[])',
  ),
  dids: statement(
    'people.by-did',
    'SELECT id FROM subjects WHERE org_id IS NOT DISTINCT FROM $1 AND did = ANY($2::text[])',
  ),
  internalIds: statement(
    'people.by-internal-id',
    'SELECT id FROM subjects WHERE org_id = $1 AND internal_id = ANY($2::text[])',
  ),
  ids: statement('people.by-id', 'SELECT id FROM subjects WHERE org_id = $1 AND id = ANY($2::text[])'),
};

/** Who is meant. */
@Injectable()
export class FindPeople {
  /** The ids of everybody who meets all clues; null when there is no clue. */
  async execute(tx: Transaction, org: OrganizationId, clues: PersonClues): Promise<string[] | null> {
    const kinds = Object.keys(BY) as (keyof PersonClues)[];
    const asked = kinds.flatMap((kind) => clues[kind].map((clue) => tx.query<{ id: string }>(BY[kind], [org, clue])));
    if (asked.length === 0) return null;
    const [first, ...others] = (await Promise.all(asked)).map((rows) => rows.map(({ id }) => id));
    return [...new Set(first)].filter((id) => others.every((ids) => ids.includes(id)));
  }

  async withInternalId(tx: Transaction, org: OrganizationId, anyOf: string[]): Promise<string[]> {
    return (await tx.query<{ id: string }>(BY.internalIds, [org, anyOf])).map(({ id }) => id);
  }
}
