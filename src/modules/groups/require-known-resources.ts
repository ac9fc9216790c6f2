import type { Transaction } from '../../platform/database';
import { Problem, type OrganizationId } from '../../platform/http';
import type { ResourcesService } from '../resources';

/** Throws a 400 that names each id that is no resource of this organization. An inactive one is one. */
export async function requireKnownResources(
  tx: Transaction,
  org: OrganizationId,
  resources: ResourcesService,
  ids: string[],
): Promise<void> {
  const known = await resources.known(tx, org, ids);
  const errors = ids.flatMap((id, index) => {
    const at = `resourcesIds[${index}]`;
    return known.has(id) ? [] : [{ field: at, message: `${at}: there is no resource ${id}` }];
  });
  if (errors.length > 0) throw Problem.invalid(errors);
}
