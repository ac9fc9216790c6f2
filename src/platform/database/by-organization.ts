import type { OrganizationId } from '../http';

/** Rows of several organizations, apart: each is then worked on as its own. */
export function byOrganization<Row extends { org: OrganizationId }>(rows: Row[]): Map<OrganizationId, Row[]> {
  const apart = new Map<OrganizationId, Row[]>();
  for (const row of rows) {
    const own = apart.get(row.org);
    if (own) own.push(row);
    else apart.set(row.org, [row]);
  }
  return apart;
}
