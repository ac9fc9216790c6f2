import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';

/** A document that was not sealed because of what came out, one that was and should not have been, or one that was not renewed. */
export interface TroubledSealing {
  credentialId: string;
  /** UNRENEWED: the certificate of its timestamp ends, and no later one was to be had. */
  status: 'REFUSED' | 'BROKEN' | 'UNRENEWED';
  reason: string;
  since: Date;
}

/** How many there are of each kind. */
export interface TroubleCounts {
  refused: number;
  broken: number;
  unrenewed: number;
}

const COUNT = statement(
  'sealings.troubled',
  `SELECT (SELECT count(*)::int FROM sealings WHERE status = 'REFUSED') AS refused,
     (SELECT count(*)::int FROM broken_seals) AS broken,
     (SELECT count(*)::int FROM seal_renewals WHERE error IS NOT NULL) AS unrenewed`,
);
const LIST = statement(
  'sealings.list-troubled',
  `SELECT credential_id AS "credentialId", 'REFUSED' AS status, error AS reason, refused_at AS since
   FROM sealings WHERE org_id = $1 AND status = 'REFUSED'
   UNION ALL SELECT credential_id, 'BROKEN', reason, found_at FROM broken_seals WHERE org_id = $1
   UNION ALL SELECT credential_id, 'UNRENEWED', error, failed_at FROM seal_renewals WHERE org_id = $1 AND error IS NOT NULL
   ORDER BY since, "credentialId"`,
);
const RETRY = statement(
  'sealings.retry',
  `UPDATE sealings SET status = 'PENDING', refused_at = NULL, attempts = 0, next_attempt_at = $2
   WHERE org_id = $1 AND status = 'REFUSED' AND ($3::text IS NULL OR credential_id = $3)
   RETURNING credential_id AS id`,
);

/** Sealings that wait for an administrator. */
@Injectable()
export class RefusedSealings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Of all organizations. */
  async count(): Promise<TroubleCounts> {
    const [counts] = await this.unitOfWork.runAsSystem('sealings.troubled', (tx) =>
      tx.query<TroubleCounts & object>(COUNT, []),
    );
    return counts;
  }

  list(org: OrganizationId): Promise<TroubledSealing[]> {
    return this.unitOfWork.read(org, (tx) => tx.query<TroubledSealing & object>(LIST, [org]));
  }

  /** Has them sealed again; without a credential all that were refused. Answers which ones. */
  async retry(org: OrganizationId, credentialId?: string): Promise<string[]> {
    const rows = await this.unitOfWork.run(org, (tx) =>
      tx.query<{ id: string }>(RETRY, [org, this.clock.now(), credentialId ?? null]),
    );
    return rows.map(({ id }) => id);
  }
}
