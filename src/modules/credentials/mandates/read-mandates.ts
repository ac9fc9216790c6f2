import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { Problem, type CallingOrganization, type OrganizationId } from '../../../platform/http';
import { MandateProofs } from '../sealing/mandate-proofs';
import type { ListedMandate, MandateDto } from './dto/mandate.dto';
import { mandateColumns, type Mandate, type MandateWithRules } from './mandate';
import type { VcVersion } from './mandate-vc';
import { listedMandate, mandateView } from './mandate-view';
import { ASKED_DATA } from '../in-order';

/** What a list of mandates may be narrowed to. */
export interface MandateFilter {
  scope?: string;
  toolName?: string;
  did?: string;
  /** True: those that hold only later, too. */
  includeFuture: boolean;
}

/** A list is one array: as many as a caller can use at once. */
export const MOST_MANDATES = 1000;

const FIND = statement(
  'mandates.find',
  `SELECT ${mandateColumns('$3::timestamptz')}, m.credential_id AS "credentialId", ${ASKED_DATA} AS data
   FROM mandates m JOIN subjects s ON s.org_id IS NOT DISTINCT FROM m.org_id AND s.id = m.subject_id JOIN credentials c ON c.id = m.credential_id
   LEFT JOIN resource_versions v ON v.org_id IS NOT DISTINCT FROM m.org_id AND v.id = c.resource_version_id
   WHERE m.org_id IS NOT DISTINCT FROM $1 AND m.id = $2`,
);
/** A tool is meant by the whole scope or by its last word, in any case: `payments.hotel` covers the tool `hotel`. */
const LIST = statement(
  'mandates.list',
  `SELECT ${mandateColumns('$5::timestamptz')} FROM mandates m JOIN subjects s ON s.org_id IS NOT DISTINCT FROM m.org_id AND s.id = m.subject_id
   WHERE m.org_id = $1 AND ($2::text IS NULL OR m.scope = $2)
     AND ($3::text IS NULL OR lower(m.scope) = lower($3) OR lower(split_part(m.scope, '.', -1)) = lower($3))
     AND ($4::text IS NULL OR s.did = $4) AND (m.valid_from <= $5 OR $7)
   ORDER BY (m.revoked_at IS NULL AND (m.valid_until IS NULL OR m.valid_until > $5)) DESC, m.created_at DESC, m.id
   LIMIT $6`,
);

/** The reading side of mandates, as of now. */
@Injectable()
export class ReadMandates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proofs: MandateProofs,
    private readonly clock: Clock,
  ) {}

  async one({ id: org }: CallingOrganization, id: string): Promise<MandateDto> {
    return mandateView(await this.find(org, id), this.clock.now());
  }

  /** At most MOST_MANDATES: the active ones first, then the newest; without those that allow nothing yet, unless asked for. */
  async list({ id: org }: CallingOrganization, filter: MandateFilter): Promise<ListedMandate[]> {
    const now = this.clock.now();
    const filters = [filter.scope, filter.toolName, filter.did].map((given) => given ?? null);
    const mandates = await this.unitOfWork.read(org, (tx) =>
      tx.query<Mandate & object>(LIST, [org, ...filters, now, MOST_MANDATES, filter.includeFuture]),
    );
    return mandates.map((mandate) => listedMandate(mandate, now));
  }

  async vc(caller: CallingOrganization, id: string, version: VcVersion): Promise<object> {
    return this.proofs.execute(caller, await this.find(caller.id, id), version);
  }

  private async find(org: OrganizationId, id: string): Promise<MandateWithRules> {
    const values = [org, id, this.clock.now()];
    const [mandate] = await this.unitOfWork.read(org, (tx) => tx.query<MandateWithRules & object>(FIND, values));
    if (!mandate) throw new Problem('not_found', 'Mandate not found');
    return mandate;
  }
}
