import { DataSource } from 'typeorm';
import { ownerOptions } from '../../platform/database';
import * as catalogue from './demo-catalogue';

const RESOURCES = [
  catalogue.identityDocument,
  catalogue.mutualNda,
  catalogue.privacyConsent,
  catalogue.travellerOnboarding,
  catalogue.hotelMandate,
].map(({ id }) => id);
const GROUPS = [
  catalogue.identityGroup,
  catalogue.newTravellerGroup,
  catalogue.supplierGroup,
  catalogue.everythingGroup,
].map(({ id }) => id);

/** What the demo can be asked by, whatever was tried with it before: the ids that operations with these tags find. */
export const DEMO_IDS: Record<string, readonly string[]> = { Resources: RESOURCES, Groups: GROUPS };

const bringBack = (table: 'resources' | 'groups'): string =>
  `UPDATE ${table} SET deleted_at = NULL, active = true, updated_at = now()
   WHERE org_id = $1 AND id = ANY($2::text[]) AND (deleted_at IS NOT NULL OR NOT active)`;

/** Brings back what was deleted of the demo, or taken out of use, while it was tried. What was changed stays changed. */
export async function bringBackDemo(url: string): Promise<void> {
  const dataSource = await new DataSource(ownerOptions(url, [], 'demo_seed_migrations')).initialize();
  try {
    await dataSource.transaction(async (manager) => {
      const { id } = catalogue.demoOrganization;
      await manager.query(`SELECT set_config('app.org_id', $1, true)`, [id]);
      await manager.query(bringBack('resources'), [id, RESOURCES]);
      await manager.query(bringBack('groups'), [id, GROUPS]);
    });
  } finally {
    await dataSource.destroy();
  }
}
