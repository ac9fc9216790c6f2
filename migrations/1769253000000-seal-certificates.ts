import type { MigrationInterface, QueryRunner } from 'typeorm';

const certificates = `
  -- Every certificate that a document was sealed under. They are the server's and no organization's, and published for
  -- everybody: there is no row to hide, so there is no wall.
  CREATE TABLE seal_certificates (
    -- SHA-256 of the certificate.
    fingerprint bytea CONSTRAINT seal_certificates_pkey PRIMARY KEY,
    -- DER.
    certificate bytea NOT NULL CONSTRAINT seal_certificates_fingerprint_check CHECK (sha256(certificate) = fingerprint),
    -- DER of those who vouch for it, its issuer first.
    chain bytea[] NOT NULL,
    -- From when on somebody else may have had the key.
    compromised_at timestamptz
  );
  -- A sealed document names its certificate: it cannot be written without.
  ALTER TABLE sealings ADD COLUMN seal_fingerprint bytea
    CONSTRAINT sealings_seal_fingerprint_fkey REFERENCES seal_certificates;
  -- Not valid for what was sealed before this: its certificate is in the document only.
  ALTER TABLE sealings ADD CONSTRAINT sealings_seal_fingerprint_check
    CHECK ((document_sha256 IS NULL) = (seal_fingerprint IS NULL)) NOT VALID;
  CREATE INDEX sealings_certificate_idx ON sealings (seal_fingerprint, sealed_at);
  CREATE INDEX sealings_sealed_document_idx ON sealings (document_sha256);
`;

/** Which file was sealed, when and for whom: whoever holds the file may ask. What the credential says stays unseen. */
const grants = `
  GRANT SELECT, INSERT ON seal_certificates TO placet_app;
  GRANT SELECT, UPDATE (compromised_at) ON seal_certificates TO placet_system;
  GRANT SELECT (document_sha256, seal_fingerprint, sealed_at) ON sealings TO placet_system;
`;

/** The certificates that documents were sealed under, so that they stay known when another one has taken their place. */
export class SealCertificates1769253000000 implements MigrationInterface {
  name = 'SealCertificates1769253000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [certificates, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE SELECT (document_sha256, seal_fingerprint, sealed_at) ON sealings FROM placet_system;
      DROP INDEX sealings_sealed_document_idx;
      ALTER TABLE sealings DROP COLUMN seal_fingerprint;
      DROP TABLE seal_certificates`);
  }
}
