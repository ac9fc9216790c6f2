import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { limitsIn, type ResourceType, type StoredField } from '../../resources';
import { constraintsOf } from './constraints';
import { unitsOf } from './spending/counters';
import { ASKED_DATA } from '../in-order';

/** Somebody who accepted a credential. */
export interface Acceptance {
  credentialId: string;
  subjectId: string;
}

/** Who accepted what, once the credentials are approved. */
export interface Grant {
  acceptances: Acceptance[];
  /** Whether the request asked for more than the contact. */
  kycRequired: boolean;
  at: Date;
}

export interface Revocation {
  credentialIds: string[];
  /** Only this person's; without it, everybody's. */
  subjectId?: string;
  reason: string | null;
  at: Date;
}

const GRANTABLE = statement(
  'mandates.grantable',
  `SELECT c.id, c.type, c.scope, ${ASKED_DATA} AS data, c.valid_from, c.valid_until
   FROM credentials c LEFT JOIN resource_versions v ON v.org_id IS NOT DISTINCT FROM c.org_id AND v.id = c.resource_version_id
   WHERE c.org_id IS NOT DISTINCT FROM $1 AND c.id = ANY($2::text[]) AND c.status = 'APPROVED' AND c.scope IS NOT NULL`,
);
const GRANT = statement(
  'mandates.grant',
  `INSERT INTO mandates (id, org_id, credential_id, subject_id, scope, constraints, constraints_in_order, valid_from, valid_until,
     limit_window, kyc_required, created_at)
   SELECT id, $1, credential_id, subject_id, scope, constraints::jsonb, constraints, valid_from, valid_until, limit_window, $10, $11
   FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::json[], $7::timestamptz[], $8::timestamptz[], $9::text[])
     AS t (id, credential_id, subject_id, scope, constraints, valid_from, valid_until, limit_window)
   ON CONFLICT (credential_id, subject_id) DO NOTHING`,
);
/** Of those that were granted now: the others have theirs. */
const LIMIT = statement(
  'mandates.limit',
  `INSERT INTO mandate_limits (mandate_id, org_id, unit, most, window_started_at)
   SELECT m.id, m.org_id, t.unit, t.most, m.valid_from
   FROM unnest($2::text[], $3::text[], $4::bigint[]) AS t (mandate_id, unit, most)
   JOIN mandates m ON m.org_id IS NOT DISTINCT FROM $1 AND m.id = t.mandate_id`,
);
const REVOKE = statement(
  'mandates.revoke',
  `UPDATE mandates SET revoked_at = $4, revoked_reason = $5
   WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = ANY($2::text[]) AND ($3::text IS NULL OR subject_id = $3) AND revoked_at IS NULL
   RETURNING id`,
);
interface Grantable {
  id: string;
  type: ResourceType;
  scope: string;
  data: StoredField[];
  valid_from: Date | null;
  valid_until: Date | null;
}

/** Standing authority: given by accepting an approved credential with a scope, until it is revoked or its time is over. */
@Injectable()
export class MandatesService {
  /**
   * One mandate for each acceptance of a credential that is APPROVED in this transaction and has a scope; the others are
   * passed over, and so is what was granted before. Three statements at most, whatever their number.
   */
  async grant(tx: Transaction, org: OrganizationId, { acceptances, kycRequired, at }: Grant): Promise<void> {
    const ids = [...new Set(acceptances.map(({ credentialId }) => credentialId))];
    const found = await tx.query<Grantable & object>(GRANTABLE, [org, ids]);
    const grantable = new Map(found.map((credential) => [credential.id, credential]));
    const rows = acceptances.flatMap(({ credentialId, subjectId }) => {
      const credential = grantable.get(credentialId);
      if (!credential) return [];
      const limits = credential.type === 'JSON' ? limitsIn(credential.data) : null;
      return [{ id: `mdt_${randomUUID()}`, subjectId, credential, limits }];
    });
    tx.send(GRANT, [
      org,
      rows.map(({ id }) => id),
      rows.map(({ credential }) => credential.id),
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ credential }) => credential.scope),
      rows.map(({ credential }) => JSON.stringify(constraintsOf(credential.type, credential.data))),
      rows.map(({ credential }) => credential.valid_from ?? at),
      rows.map(({ credential }) => credential.valid_until),
      rows.map(({ limits }) => limits?.window ?? null),
      kycRequired,
      at,
    ]);
    const units = rows.flatMap(({ id, limits }) => unitsOf(limits).map((limit) => ({ id, ...limit })));
    if (units.length === 0) return;
    tx.send(LIMIT, [
      org,
      units.map(({ id }) => id),
      units.map(({ unit }) => unit),
      units.map(({ most }) => String(most)),
    ]);
  }

  /** Ends mandates for good; those that ended before keep their reason. Answers the ids of those that end now. */
  async revoke(
    tx: Transaction,
    org: OrganizationId,
    { credentialIds, subjectId, reason, at }: Revocation,
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(REVOKE, [org, credentialIds, subjectId ?? null, at, reason]);
    return rows.map(({ id }) => id);
  }
}
