import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['mandate_limits', 'mandate_operations', 'mandate_steps'];

const limits = `
  -- ISO 8601 duration of one unit: uses and budgets count anew in each, from valid_from on. Null: for the mandate's life.
  ALTER TABLE mandates ADD COLUMN limit_window text
    CONSTRAINT mandates_limit_window_check CHECK (limit_window ~ '^P(T[1-9][0-9]{0,2}[HM]|[1-9][0-9]{0,2}[YMWD])$');

  -- One limit of a mandate and what counts against it: uses, or money of one currency in its smallest unit. Eighteen digits
  -- at most, so that no sum of two overflows.
  CREATE TABLE mandate_limits (
    mandate_id text COLLATE "C" NOT NULL CONSTRAINT mandate_limits_mandate_id_fkey REFERENCES mandates,
    unit text COLLATE "C" NOT NULL CONSTRAINT mandate_limits_unit_check CHECK (unit = 'USES' OR unit ~ '^[A-Z]{3}$'),
    org_id text COLLATE "C" NOT NULL CONSTRAINT mandate_limits_org_id_fkey REFERENCES organizations,
    most bigint NOT NULL CONSTRAINT mandate_limits_most_check CHECK (most > 0 AND most < 1000000000000000000),
    held bigint NOT NULL DEFAULT 0 CONSTRAINT mandate_limits_held_check CHECK (held >= 0),
    spent bigint NOT NULL DEFAULT 0 CONSTRAINT mandate_limits_spent_check CHECK (spent >= 0),
    -- When the window began in which "spent" was spent; what is held counts in every window.
    -- To the millisecond, as the server knows it: windows are compared.
    window_started_at timestamptz(3) NOT NULL,
    CONSTRAINT mandate_limits_pkey PRIMARY KEY (mandate_id, unit),
    CONSTRAINT mandate_limits_never_exceeded CHECK (held + spent <= most)
  );
  CREATE INDEX mandate_limits_org_id_idx ON mandate_limits (org_id);
`;

const operations = `
  -- What is done under a mandate, once however often it is told: first held, or spent at once; then given back, or not.
  CREATE TABLE mandate_operations (
    mandate_id text COLLATE "C" NOT NULL CONSTRAINT mandate_operations_mandate_id_fkey REFERENCES mandates,
    operation_id text COLLATE "C" NOT NULL,
    org_id text COLLATE "C" NOT NULL CONSTRAINT mandate_operations_org_id_fkey REFERENCES organizations,
    state text NOT NULL CONSTRAINT mandate_operations_state_check
      CHECK (state IN ('AUTHORIZED', 'LAPSED', 'RELEASED', 'COMMITTED', 'REFUNDED')),
    currency text COLLATE "C",
    -- In the currency's smallest unit; what is held or spent at present, and what was given back after it was spent.
    amount bigint CONSTRAINT mandate_operations_amount_check CHECK (amount >= 0),
    refunded bigint NOT NULL DEFAULT 0 CONSTRAINT mandate_operations_refunded_check CHECK (refunded >= 0),
    held_until timestamptz,
    -- The window in which it was spent.
    window_started_at timestamptz(3),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT mandate_operations_pkey PRIMARY KEY (mandate_id, operation_id),
    CONSTRAINT mandate_operations_money_check CHECK ((amount IS NULL) = (currency IS NULL)),
    CONSTRAINT mandate_operations_held_check CHECK (state <> 'AUTHORIZED' OR held_until IS NOT NULL),
    CONSTRAINT mandate_operations_spent_check
      CHECK ((state IN ('COMMITTED', 'REFUNDED')) = (window_started_at IS NOT NULL))
  );
  CREATE INDEX mandate_operations_held_idx ON mandate_operations (mandate_id, held_until) WHERE state = 'AUTHORIZED';
  CREATE INDEX mandate_operations_org_id_idx ON mandate_operations (org_id);

  -- What was told of each step, signed: the same step again is answered with the same text.
  CREATE TABLE mandate_steps (
    mandate_id text COLLATE "C" NOT NULL,
    operation_id text COLLATE "C" NOT NULL,
    step text NOT NULL CONSTRAINT mandate_steps_step_check CHECK (step IN ('authorize', 'commit', 'refund')),
    refund_id text COLLATE "C" NOT NULL DEFAULT '',
    org_id text COLLATE "C" NOT NULL CONSTRAINT mandate_steps_org_id_fkey REFERENCES organizations,
    -- Counts the steps of a mandate, without a gap.
    sequence bigint NOT NULL,
    asked jsonb NOT NULL,
    answer text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT mandate_steps_pkey PRIMARY KEY (mandate_id, operation_id, step, refund_id),
    CONSTRAINT mandate_steps_operation_fkey FOREIGN KEY (mandate_id, operation_id) REFERENCES mandate_operations,
    CONSTRAINT mandate_steps_sequence_key UNIQUE (mandate_id, sequence)
  );
  CREATE INDEX mandate_steps_org_id_idx ON mandate_steps (org_id);
  CREATE TRIGGER mandate_steps_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON mandate_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** The database counts by itself: no operation can be written that is not counted, and none that goes beyond a limit. */
const counting = `
  CREATE FUNCTION held_by(operation mandate_operations, unit text) RETURNS bigint IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN operation.state = 'AUTHORIZED' THEN
      CASE WHEN unit = 'USES' THEN 1 WHEN unit = operation.currency THEN operation.amount ELSE 0 END ELSE 0 END $$;
  CREATE FUNCTION spent_by(operation mandate_operations, unit text, in_window timestamptz) RETURNS bigint IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN operation.state = 'COMMITTED' AND operation.window_started_at >= in_window THEN
      CASE WHEN unit = 'USES' THEN 1 WHEN unit = operation.currency THEN operation.amount ELSE 0 END ELSE 0 END $$;
  CREATE FUNCTION count_operation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE mandate_limits l SET
      held = l.held + held_by(NEW, l.unit) - held_by(OLD, l.unit),
      spent = l.spent + spent_by(NEW, l.unit, l.window_started_at) - spent_by(OLD, l.unit, l.window_started_at)
    WHERE l.org_id = NEW.org_id AND l.mandate_id = NEW.mandate_id AND l.unit IN ('USES', NEW.currency);
    RETURN NULL;
  END $$;
  CREATE TRIGGER mandate_operations_are_counted AFTER INSERT OR UPDATE ON mandate_operations
    FOR EACH ROW EXECUTE FUNCTION count_operation();
`;

const wall = tables
  .map(
    (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY ${table}_of_organization ON ${table} USING (org_id = current_setting('app.org_id', true));`,
  )
  .join('\n');

/** What was approved stays: of a limit only what counts against it may change. */
const grants = `
  GRANT SELECT, INSERT, UPDATE (held, spent, window_started_at) ON mandate_limits TO placet_app;
  GRANT SELECT, INSERT, UPDATE ON mandate_operations TO placet_app;
  GRANT SELECT, INSERT ON mandate_steps TO placet_app;
`;

/** Limits of mandates, what is done under them, and what was told of it. */
export class Spending1769252000000 implements MigrationInterface {
  name = 'Spending1769252000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [limits, operations, counting, wall, grants]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION held_by(mandate_operations, text), spent_by(mandate_operations, text, timestamptz)',
    );
    await runner.query(`DROP TABLE ${[...tables].reverse().join(', ')}`);
    await runner.query('DROP FUNCTION count_operation()');
    await runner.query('ALTER TABLE mandates DROP COLUMN limit_window');
  }
}
