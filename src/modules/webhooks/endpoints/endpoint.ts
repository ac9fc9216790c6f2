import type { EndpointEvent } from '../events/event-types';

/** A receiver of events, as it is stored. */
export interface Endpoint {
  id: string;
  name: string;
  url: string;
  events: EndpointEvent[];
  active: boolean;
  encrypted: boolean;
  failingSince: Date | null;
  disabledReason: 'GONE' | 'FAILING' | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The columns of an `Endpoint`. */
export const ENDPOINT_COLUMNS = `id, name, url, events, active, encrypted, failing_since AS "failingSince",
  disabled_reason AS "disabledReason", created_at AS "createdAt", updated_at AS "updatedAt"`;
