/**
 * The wall around an organization's rows: a transaction that names no organization sees nothing and writes nothing, whoever owns
 * the table. In words that no index can serve, so that no plan looks rows up by it (docs/decisions/0063).
 */
export const wallOf = (tables: string[]): string =>
  tables
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_of_organization ON ${table} USING (org_id IS NOT DISTINCT FROM current_setting('app.org_id', true));`,
    )
    .join('\n');
