import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the pages of a document must stay as others signed them, its evidence is a document of its own: which one. */
export class EvidenceDocuments1769313000000 implements MigrationInterface {
  name = 'EvidenceDocuments1769313000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sealings ADD COLUMN evidence_sha256 bytea,
        ADD CONSTRAINT sealings_evidence_fkey FOREIGN KEY (org_id, evidence_sha256) REFERENCES documents,
        ADD CONSTRAINT sealings_evidence_check CHECK (evidence_sha256 IS NULL OR document_sha256 IS NOT NULL);
      CREATE INDEX sealings_evidence_idx ON sealings (org_id, evidence_sha256);
      CREATE INDEX sealings_sealed_evidence_idx ON sealings (evidence_sha256) WHERE evidence_sha256 IS NOT NULL;
      GRANT SELECT (evidence_sha256) ON sealings TO placet_system;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sealings DROP COLUMN evidence_sha256');
  }
}
