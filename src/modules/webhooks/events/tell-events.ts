import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { credentialView, ReadCredentials, ReadProofs, type CredentialView } from '../../credentials';
import { OrganizationsService } from '../../organizations';
import type { FactEvent } from './events-of';

/** As every payload says it: the version of the API whose shapes it has. */
export const API_VERSION = 'v1';

const REQUESTS_OF = statement(
  'webhooks.requests-of',
  `SELECT c.id, c.request_id AS "requestId" FROM credentials c WHERE c.org_id = $1 AND c.id = ANY($2::text[])`,
);
const REQUESTS = statement(
  'webhooks.requests',
  `SELECT id, internal_id AS "internalId" FROM requests WHERE org_id = $1 AND id = ANY($2::text[])`,
);
const PEOPLE = statement(
  'webhooks.people',
  `SELECT s.id, s.contact, p.did, p.internal_id AS "internalId"
   FROM request_subjects s JOIN subjects p ON p.id = s.subject_id WHERE s.org_id IS NOT DISTINCT FROM $1 AND s.id = ANY($2::text[])`,
);
const DECISIONS = statement(
  'webhooks.decisions',
  `SELECT d.id, d.action, d.decided_at AS "decidedAt", d.contact, p.did, p.internal_id AS "internalId"
   FROM decisions d JOIN subjects p ON p.id = d.subject_id WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.id = ANY($2::text[])`,
);

interface User {
  contact: string;
  did: string;
  internalId: string | null;
}
interface Decision extends User {
  id: string;
  action: 'ACCEPT' | 'REJECT';
  decidedAt: Date;
}

/** What is told of an event, as its receivers read it (contract section 10). */
export type Payload = Record<string, unknown>;

interface Known {
  issuerDid: string;
  requestOf: Map<string, string>;
  internalIds: Map<string, string | null>;
  people: Map<string, User>;
  decisions: Map<string, Decision>;
  credentials: Map<string, CredentialView>;
}

/** Makes what is told of events: the same for the feed and for endpoints. A handful of statements, whatever their number. */
@Injectable()
export class TellEvents {
  constructor(
    private readonly credentials: ReadCredentials,
    private readonly proofs: ReadProofs,
    private readonly organizations: OrganizationsService,
    private readonly clock: Clock,
  ) {}

  /** In the order of `events`. */
  async execute(tx: Transaction, org: OrganizationId, events: FactEvent[]): Promise<Payload[]> {
    const named = <K extends keyof FactEvent['about']>(name: K) => [
      ...new Set(events.flatMap(({ about }) => about[name] ?? [])),
    ];
    const asked = events.flatMap(({ type, about }) => (type === 'credential' ? [about.credentialId!] : []));
    const [{ did: issuerDid }, requestsOf, people, decisions, credentials] = await Promise.all([
      this.organizations.get(tx, org),
      tx.query<{ id: string; requestId: string }>(REQUESTS_OF, [org, named('credentialId')]),
      tx.query<User & { id: string }>(PEOPLE, [org, named('entryId')]),
      tx.query<Decision & object>(DECISIONS, [org, named('decisionId')]),
      this.shown(tx, org, [...new Set(asked)]),
    ]);
    const requestOf = new Map(requestsOf.map(({ id, requestId }) => [id, requestId]));
    const requestIds = [...new Set([...named('requestId'), ...requestOf.values()])];
    const requests = await tx.query<{ id: string; internalId: string | null }>(REQUESTS, [org, requestIds]);
    const internalIds = new Map(requests.map(({ id, internalId }) => [id, internalId]));
    const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
    const known = { issuerDid, requestOf, internalIds, people: byId(people), decisions: byId(decisions), credentials };
    return events.map((event) => payloadOf(event, known));
  }

  private async shown(tx: Transaction, org: OrganizationId, ids: string[]): Promise<Map<string, CredentialView>> {
    if (ids.length === 0) return new Map();
    const [rows, proofs] = await Promise.all([this.credentials.several(tx, org, ids), this.proofs.of(tx, org, ids)]);
    const now = this.clock.now();
    return new Map(rows.map((row) => [row.id, credentialView(row, now, proofs.get(row.id))]));
  }
}

/** In the order in which the contract names the fields. */
function payloadOf({ type, occurredAt, about, told }: FactEvent, known: Known): Payload {
  const requestId = about.requestId ?? known.requestOf.get(about.credentialId ?? '') ?? null;
  const decision = known.decisions.get(about.decisionId ?? '');
  const user = decision ?? known.people.get(about.entryId ?? '');
  const common = {
    eventType: type,
    requestId,
    ...withInternalId(known.internalIds.get(requestId ?? '')),
    issuerDid: known.issuerDid,
    ...(user && { user: { contact: user.contact, did: user.did, ...withInternalId(user.internalId) } }),
    decisionDate: (decision?.decidedAt ?? occurredAt).toISOString(),
    api_version: API_VERSION,
  };
  if (type === 'credential') {
    const credential = known.credentials.get(about.credentialId!);
    return { ...common, action: decision?.action.toLowerCase(), credential, occurredAt: occurredAt.toISOString() };
  }
  if (type === 'otp.failed') return { ...common, otp: { resendEndpoint: `/v1/request/resend/${requestId}`, ...told } };
  const { credentialId, mandateId, webhookId } = about;
  const named = Object.entries({ credentialId, mandateId, webhookId }).filter(([, id]) => id !== undefined);
  return { ...common, ...Object.fromEntries(named), ...told };
}

const withInternalId = (internalId: string | null | undefined) => (internalId ? { internalId } : {});
