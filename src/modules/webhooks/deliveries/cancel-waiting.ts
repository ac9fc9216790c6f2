import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';

const CANCEL = statement(
  'webhooks.cancel-waiting',
  `UPDATE webhook_deliveries SET status = 'CANCELED' WHERE org_id = $1 AND endpoint_id = ANY($2::text[]) AND status = 'PENDING'`,
);

/** Nothing that waits for these endpoints is sent any more. What is under way may still arrive, and is logged. */
export const cancelWaiting = (tx: Transaction, org: OrganizationId, endpointIds: string[]): void =>
  tx.send(CANCEL, [org, endpointIds]);
