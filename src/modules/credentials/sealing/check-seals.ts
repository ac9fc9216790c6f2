import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { DocumentGuard, DocumentStore, sentencesOf } from '../../documents';
import { ReadSealingFacts } from './read-sealing-facts';

const SEALED = statement(
  'seals.to-check',
  `SELECT credential_id AS "credentialId", encode(coalesce((
     SELECT sha256 FROM seal_revisions r WHERE r.org_id IS NOT DISTINCT FROM $1 AND r.credential_id = s.credential_id AND part = 'DOCUMENT'
     ORDER BY number DESC LIMIT 1), document_sha256), 'hex') AS sha256 FROM sealings s
   WHERE org_id = $1 AND status = 'SEALED' AND document_sha256 IS NOT NULL AND credential_id > $2
   ORDER BY credential_id LIMIT 100`,
);
const BROKEN = statement(
  'seals.broken',
  `INSERT INTO broken_seals (credential_id, org_id, reason, found_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (credential_id) DO UPDATE SET reason = excluded.reason`,
);
const WHOLE = statement('seals.whole', 'DELETE FROM broken_seals WHERE org_id = $2 AND credential_id = $1');
const LONGEST_REASON = 500;

/** What became of one sealed document that was held against the document that was asked. */
export interface CheckedSeal {
  credentialId: string;
  /** Null: nothing is wrong. */
  broken: string | null;
  /** It could not be compared; nothing was noted. */
  failed?: string;
}

/** Holds every sealed document that is stored against the one that was asked, and keeps which ones are broken. */
@Injectable()
export class CheckSeals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReadSealingFacts,
    private readonly documents: DocumentStore,
    private readonly guard: DocumentGuard,
    private readonly clock: Clock,
  ) {}

  /** One after another. */
  async *execute(org: OrganizationId): AsyncGenerator<CheckedSeal> {
    let last = '';
    for (;;) {
      const page = await this.unitOfWork.read(org, (tx) =>
        tx.query<{ credentialId: string; sha256: string }>(SEALED, [org, last]),
      );
      for (const { credentialId, sha256 } of page) yield await this.check(org, credentialId, sha256);
      if (page.length === 0) return;
      last = page[page.length - 1].credentialId;
    }
  }

  private async check(org: OrganizationId, credentialId: string, sha256: string): Promise<CheckedSeal> {
    try {
      const { document } = await this.facts.execute(org, credentialId);
      const result = await this.unitOfWork.read(org, (tx) => this.documents.find(tx, org, sha256));
      if (!document || !result) throw new Error('Its documents are not stored');
      const marks = document.marks.map(({ image: _, ...mark }) => mark);
      const findings = await this.guard.compare({ original: document.bytes, result, as: 'SEALED_EARLIER', marks });
      const broken = findings.length === 0 ? null : sentencesOf(findings).slice(0, LONGEST_REASON);
      await this.unitOfWork.run(org, async (tx) => {
        if (broken === null) await tx.query(WHOLE, [credentialId, org]);
        else await tx.query(BROKEN, [credentialId, org, broken, this.clock.now()]);
      });
      return { credentialId, broken };
    } catch (error) {
      return { credentialId, broken: null, failed: (error as Error).message };
    }
  }
}
