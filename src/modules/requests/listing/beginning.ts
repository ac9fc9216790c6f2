import { statement, type Transaction } from '../../../platform/database';
import { Problem, type ListQuery, type OrganizationId } from '../../../platform/http';

/** A place in the list: what is newer is left out. */
export interface Beginning {
  createdAt: Date;
  id: string;
}

const BEGINNING = statement(
  'requests.beginning',
  'SELECT id, created_at AS "createdAt" FROM requests WHERE org_id = $1 AND id = $2',
);

/** Where a page begins: behind the request of its cursor, or, null, at the newest. */
export async function beginningOf(
  tx: Transaction,
  org: OrganizationId,
  { cursor }: Pick<ListQuery, 'cursor'>,
): Promise<Beginning | null> {
  if (cursor === undefined) return null;
  const [beginning] = await tx.query<Beginning & object>(BEGINNING, [org, cursor]);
  if (beginning) return beginning;
  throw Problem.invalid([{ field: 'cursor', message: 'cursor must be the nextCursor of another page' }]);
}

/** How many the page leaves out from its beginning on: a cursor wins over the page's index. */
export const offsetOf = ({ pageIndex, pageSize, cursor }: ListQuery): number => (cursor ? 0 : pageIndex * pageSize);
