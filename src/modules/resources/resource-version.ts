import type { PageBox } from '../documents';
import type { ResourceType, StoredField } from './content';

/** A version of a resource: exactly what a request made now would ask. */
export interface ResourceVersion {
  resourceId: string;
  versionId: string;
  type: ResourceType;
  name: string;
  description: string | null;
  internalId: string | null;
  data: StoredField[];
  scope: string | null;
  required: boolean;
  validFrom: Date | null;
  validUntil: Date | null;
  /** The pages of its document; null unless the type is DOCUMENT. */
  pages: PageBox[] | null;
}

/** What is asked, its keys in the order in which they were given: of a table's alias. Rows of before that was kept are sorted. */
export const dataInOrder = (alias: string): string => `coalesce(${alias}.data_in_order, ${alias}.data::json)`;

/** The columns of a `ResourceVersion`, of the aliases r (resources) and v (resource_versions). */
export const RESOURCE_VERSION_COLUMNS = `
  r.id AS "resourceId", v.id AS "versionId", r.type, v.name, v.description, v.internal_id AS "internalId", ${dataInOrder('v')} AS data, v.scope,
  v.required, v.valid_from AS "validFrom", v.valid_until AS "validUntil",
  (SELECT d.pages FROM documents d WHERE d.org_id = v.org_id AND d.sha256 = v.document_sha256) AS pages`;
