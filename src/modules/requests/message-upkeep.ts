import { Injectable, OnModuleInit } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import { OneTimeCodes, randomCode } from '../../platform/secrets';
import {
  NotificationsService,
  type FreshCode,
  type LeavingMessage,
  type Letterhead,
  type MessageFate,
} from '../notifications';
import { OrganizationsService } from '../organizations';
import { codeLifetime } from './code-lifetime';

const WANTED_MESSAGES = statement(
  'requests.wanted-messages',
  `SELECT m.id FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS m (id, request_id, queued_at)
   CROSS JOIN LATERAL (
     SELECT least(canceled_at, settled_at, expires_at) AS closed_at FROM requests WHERE id = m.request_id LIMIT 1
   ) r
   WHERE r.closed_at > $4 OR m.queued_at >= r.closed_at`,
);
const OPEN_ENTRIES = statement(
  'requests.open-entries',
  `SELECT s.id, s.contact_type, r.expires_at, r.code_delivery, o.code_length
   FROM request_subjects s JOIN requests r ON r.id = s.request_id JOIN organizations o ON o.id = s.org_id
   WHERE s.id = ANY($1::text[]) AND r.status = 'PENDING' AND r.expires_at > $2
   ORDER BY s.id FOR UPDATE OF s`,
);
const REPLACE_CODES = statement(
  'requests.replace-codes',
  `UPDATE request_subjects s SET code_hash = t.code_hash, code_expires_at = t.expires_at, code_tries = 0
   FROM unnest($1::text[], $2::bytea[], $3::timestamptz[]) AS t (id, code_hash, expires_at) WHERE s.id = t.id`,
);
const DELIVERY_FAILED = statement(
  'requests.delivery-failed',
  `UPDATE request_subjects SET status = 'DELIVERY_FAILED' WHERE id = ANY($1::text[]) AND status = 'INVITED'`,
);

interface OpenEntry {
  id: string;
  contact_type: 'EMAIL' | 'PHONE';
  expires_at: Date;
  code_delivery: 'SEND_AND_RETURN' | 'SEND' | 'RETURN';
  code_length: number;
}

/** What requests do for their messages: fresh codes for late ones, a mark for lost ones, the organization's letterhead. */
@Injectable()
export class MessageUpkeep implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly organizations: OrganizationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: OneTimeCodes,
  ) {}

  onModuleInit(): void {
    this.notifications.onClaim((tx, messages, now) => this.stillWanted(tx, messages, now));
    this.notifications.onStaleCode((tx, entries, now) =>
      this.freshCodes(
        tx,
        entries.map(({ entryId }) => entryId),
        now,
      ),
    );
    this.notifications.onOutcome('DEAD', (tx, fates) => this.markUndelivered(tx, fates));
    this.notifications.onLetterhead((org) => this.letterhead(org));
  }

  /** What was queued before the request closed is not; a code for somebody who comes back afterwards is. */
  private async stillWanted(tx: Transaction, messages: LeavingMessage[], now: Date): Promise<Set<string>> {
    const wanted = await tx.query<{ id: string }>(WANTED_MESSAGES, [
      messages.map(({ id }) => id),
      messages.map(({ requestId }) => requestId),
      messages.map(({ queuedAt }) => queuedAt),
      now,
    ]);
    return new Set(wanted.map(({ id }) => id));
  }

  /** Only while the request is open: an entry that is missing from the answer gets no message any more. */
  private async freshCodes(tx: Transaction, entryIds: string[], now: Date): Promise<Map<string, FreshCode>> {
    const open = await tx.query<OpenEntry & object>(OPEN_ENTRIES, [entryIds, now]);
    const fresh = new Map(
      open.map((entry) => [
        entry.id,
        {
          code: randomCode(entry.code_length),
          expiresAt: codeLifetime(entry.contact_type, entry.code_delivery, now, entry.expires_at),
        },
      ]),
    );
    tx.send(REPLACE_CODES, [
      [...fresh.keys()],
      [...fresh].map(([entryId, { code }]) => this.codes.hash(entryId, code)),
      [...fresh.values()].map(({ expiresAt }) => expiresAt),
    ]);
    return fresh;
  }

  private async markUndelivered(tx: Transaction, fates: MessageFate[]): Promise<void> {
    await tx.query(DELIVERY_FAILED, [fates.map(({ entryId }) => entryId)]);
  }

  private async letterhead(org: MessageFate['org']): Promise<Letterhead> {
    const { name, colour, logo, logoType } = await this.unitOfWork.read(org, (tx) => this.organizations.get(tx, org));
    return {
      name,
      colour: colour ?? undefined,
      logo: logo && logoType ? { contentType: logoType, bytes: logo } : undefined,
    };
  }
}
