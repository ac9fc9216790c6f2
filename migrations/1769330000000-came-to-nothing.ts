import type { MigrationInterface, QueryRunner } from 'typeorm';

const cameToNothing = `
  -- A credential is in the queue from its first decision on, due when it can no longer be answered: what ends undecided is proved
  -- as well. What was decided before this and came to nothing is proved now, and nobody is written to about it.
  INSERT INTO sealings (credential_id, org_id, next_attempt_at, created_at)
  SELECT c.id, c.org_id, CASE WHEN c.status = 'PENDING' THEN c.answerable_until ELSE now() END, now()
  FROM credentials c
  WHERE c.decided_at IS NULL AND EXISTS (SELECT FROM decisions d WHERE d.credential_id = c.id)
  ON CONFLICT (credential_id) DO NOTHING;

  -- When the end that this contact was written to about last came, of whatever it accepted. Ends of before are not told.
  ALTER TABLE request_subjects ADD COLUMN told_of_end_at timestamptz;
  UPDATE request_subjects e SET told_of_end_at = now()
  WHERE EXISTS (SELECT FROM decisions d JOIN sealings s ON s.credential_id = d.credential_id
    WHERE d.entry_id = e.id AND s.status = 'PENDING' AND s.next_attempt_at <= now());

  -- CAME_TO_NOTHING carries no code.
  ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
  ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('INVITATION', 'NEW_CODE', 'CAME_TO_NOTHING'));
  ALTER TABLE notifications ALTER COLUMN code_expires_at DROP NOT NULL;
  ALTER TABLE notifications ADD CONSTRAINT notifications_code_check CHECK ((code_expires_at IS NULL) = (kind = 'CAME_TO_NOTHING'));
`;

/** What people decided and what then came to nothing is proved, and they are told. */
export class CameToNothing1769330000000 implements MigrationInterface {
  name = 'CameToNothing1769330000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(cameToNothing);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM sealings s USING credentials c
      WHERE c.id = s.credential_id AND s.status = 'PENDING' AND c.decided_at IS NULL;
      ALTER TABLE request_subjects DROP COLUMN told_of_end_at;
      DELETE FROM notifications WHERE kind = 'CAME_TO_NOTHING';
      ALTER TABLE notifications DROP CONSTRAINT notifications_code_check;
      ALTER TABLE notifications ALTER COLUMN code_expires_at SET NOT NULL;
      ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
      ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('INVITATION', 'NEW_CODE'))`);
  }
}
