import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database';
import type { FieldError, OrganizationId } from '../../platform/http';
import { isId } from '../../platform/ids';
import { GroupsService } from '../groups';
import { ResourcesService, type ResourceVersion } from '../resources';
import { fromResource, type AskedItem } from './asked-items';

/** Resolves what a request names by id, in the versions of this moment. */
@Injectable()
export class CatalogueReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: GroupsService,
    private readonly resources: ResourcesService,
  ) {}

  /** Groups first, each in its own order, then resources. */
  async read(
    org: OrganizationId,
    groupIds: string[],
    resourceIds: string[],
    now: Date,
  ): Promise<{ items: AskedItem[]; errors: FieldError[] }> {
    const [groupNames, resourceNames] = [groupIds, resourceIds].map((ids) => ids.map((id) => id.trim().toLowerCase()));
    if (groupNames.length + resourceNames.length === 0) return { items: [], errors: [] };
    const [groups, resources] = await this.unitOfWork.read(org, (tx) =>
      Promise.all([
        this.groups.contents(tx, org, [...new Set(groupNames)]),
        this.resources.current(tx, org, [...new Set(resourceNames)]),
      ]),
    );
    const groupById = new Map(groups.map((group) => [group.groupId, group]));
    const resourceById = new Map(resources.map((resource) => [resource.resourceId, resource]));
    const versions: ResourceVersion[] = [
      ...groupNames.flatMap((id) => groupById.get(id)?.resources ?? []),
      ...resourceNames.flatMap((id) => resourceById.get(id) ?? []),
    ];
    return {
      items: versions.map(fromResource),
      errors: [
        ...unknown('groupIds', groupIds, groupNames, groupById),
        ...unknown('resourcesIds', resourceIds, resourceNames, resourceById),
        ...groupNames.flatMap((id, index) => over(groupById.get(id)?.resources ?? [], `groupIds[${index}]`, now)),
        ...resourceNames.flatMap((id, index) => over([resourceById.get(id)].flat(), `resourcesIds[${index}]`, now)),
      ],
    };
  }
}

/** What ceased to hold cannot be asked for any more: an acceptance would be of nothing. */
function over(versions: (ResourceVersion | undefined)[], field: string, now: Date): FieldError[] {
  return versions.flatMap((version) => {
    if (!version?.validUntil || version.validUntil > now) return [];
    const { resourceId, validUntil } = version;
    return [{ field, message: `${field}: the resource ${resourceId} was valid until ${validUntil.toISOString()}` }];
  });
}

function unknown(field: string, given: string[], names: string[], known: Map<string, unknown>): FieldError[] {
  const kind = field === 'groupIds' ? 'group' : 'resource';
  return given.flatMap((id, index) => {
    if (known.has(names[index])) return [];
    const at = `${field}[${index}]`;
    const malformed = !isId(names[index]);
    const message = malformed ? `${at} must have 24 hex digits` : `${at}: there is no active ${kind} ${id}`;
    return [{ field: at, message }];
  });
}
