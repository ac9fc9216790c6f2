import { Injectable, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Settings } from '../../platform/configuration';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { CameToNothing, type EndedCredential, type EndTeller } from '../credentials';
import { channelOf, NotificationsService, type NewMessage } from '../notifications';
import type { Contact } from '../subjects';
import { linkAddress } from './link-address';

/** The contacts that accepted it and did not take that back; each is told once of everything that ends at one moment. */
const TOLD = statement(
  'requests.tell-end',
  `WITH told AS (
     UPDATE request_subjects SET told_of_end_at = $3
     WHERE org_id IS NOT DISTINCT FROM $1 AND (told_of_end_at IS NULL OR told_of_end_at < $3) AND id IN (
       SELECT d.entry_id FROM decisions d LEFT JOIN withdrawals w ON w.decision_id = d.id
       WHERE d.org_id IS NOT DISTINCT FROM $1 AND d.credential_id = $2 AND d.action = 'ACCEPT' AND w.id IS NULL
     )
     RETURNING id, request_id, contact, contact_type, link
   )
   SELECT t.id, t.request_id AS "requestId", t.contact AS value, t.contact_type AS type, t.link, r.name AS "requestName",
     r.language, r.expires_at AS "expiresAt"
   FROM told t CROSS JOIN LATERAL (
     SELECT name, language, expires_at, code_delivery FROM requests WHERE id = t.request_id LIMIT 1
   ) r
   WHERE r.code_delivery <> 'RETURN'`,
);

interface ToldEntry extends Contact {
  id: string;
  requestId: string;
  /** The sealed token of its link. */
  link: Buffer;
  requestName: string | null;
  language: string;
  expiresAt: Date;
}

/**
 * Writes to those who had accepted what then came to nothing. Not where the organization delivers everything itself: then it is
 * the organization's to tell.
 */
@Injectable()
export class TellEnd implements EndTeller, OnModuleInit {
  constructor(
    private readonly ends: CameToNothing,
    private readonly notifications: NotificationsService,
    private readonly envelopes: Envelopes,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ends.onEnd(this);
  }

  async tell(tx: Transaction, org: OrganizationId, { id, endedAt }: EndedCredential): Promise<void> {
    const told = await tx.query<ToldEntry & object>(TOLD, [org, id, endedAt]);
    const reached = told.filter((entry) => this.notifications.whyUnreachable(channelOf(entry)) === null);
    const messages = reached.map((entry) => this.messageTo(entry));
    this.notifications.queue(tx, org, messages, this.clock.now(), this.envelopes.sealer());
  }

  wake(): void {
    this.notifications.wake();
  }

  private messageTo(entry: ToldEntry): NewMessage {
    const { id, requestId, value, language, requestName, expiresAt } = entry;
    const token = this.envelopes.open({ purpose: 'link', row: id }, entry.link).toString('utf8');
    const content = {
      ...{ code: null, link: linkAddress(this.settings, token), requestName, itemCount: 1 },
      requestExpiresAt: expiresAt.toISOString(),
    };
    return {
      ...{ requestId, entryId: id, kind: 'CAME_TO_NOTHING', channel: channelOf(entry) },
      ...{ recipient: value, language, content, codeExpiresAt: null },
    };
  }
}
