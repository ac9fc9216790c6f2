import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import { DeliverySignal } from '../../platform/delivery';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { Sealer } from '../../platform/secrets';
import { Channels } from './configured-channels';
import type {
  ClaimHandler,
  Letterhead,
  MessageChannelKind,
  MessageContent,
  NewMessage,
  OutcomeHandler,
  OutcomeKind,
  StaleCodeHandler,
} from './message';
import { NotificationHooks } from './notification-hooks';

export const NOTIFICATIONS_QUEUE = 'notifications';

const QUEUE = statement(
  'notifications.queue',
  `INSERT INTO notifications (id, org_id, request_id, entry_id, kind, channel, recipient, language, content, code_expires_at,
     next_attempt_at, created_at)
   SELECT id, $1, request_id, entry_id, kind, channel, recipient, language, content, code_expires_at, $2, $2
   FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[], $11::timestamptz[])
     AS t (id, request_id, entry_id, kind, channel, recipient, language, content, code_expires_at)`,
);
const DROP_WAITING = statement(
  'notifications.drop-waiting',
  `UPDATE notifications SET status = 'DROPPED', content = NULL, error = $4
   WHERE org_id = $1 AND request_id = $2 AND status = 'PENDING' AND kind <> 'CAME_TO_NOTHING'
     AND ($3::text IS NULL OR entry_id = $3)`,
);

/** Messages to people: queued in the transaction that causes them, delivered afterwards, at least once. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly signal: DeliverySignal,
    private readonly hooks: NotificationHooks,
    private readonly channels: Channels,
  ) {}

  /** Puts messages in the log, due at once: they leave exactly if the transaction commits. Then call `wake`. */
  queue(tx: Transaction, org: OrganizationId, messages: NewMessage[], at: Date, sealer: Sealer): void {
    if (messages.length === 0) return;
    const ids = messages.map(() => newId());
    const seal = (content: MessageContent, index: number) =>
      sealer.seal({ purpose: 'notification', row: ids[index] }, JSON.stringify(content));
    tx.send(QUEUE, [
      org,
      at,
      ids,
      messages.map(({ requestId }) => requestId),
      messages.map(({ entryId }) => entryId),
      messages.map(({ kind }) => kind),
      messages.map(({ channel }) => channel),
      messages.map(({ recipient }) => recipient),
      messages.map(({ language }) => language),
      messages.map(({ content }, index) => seal(content, index)),
      messages.map(({ codeExpiresAt }) => codeExpiresAt),
    ]);
  }

  /** What has not left yet never will (but what tells that something came to nothing), for a whole request or one entry of it. An attempt under way may still arrive. */
  dropWaiting(tx: Transaction, org: OrganizationId, of: { requestId: string; entryId?: string }, why: string): void {
    tx.send(DROP_WAITING, [org, of.requestId, of.entryId ?? null, why]);
  }

  /** After the commit: somebody may send it now. */
  wake(): void {
    this.signal.due(NOTIFICATIONS_QUEUE);
  }

  /** Registers what else must happen, in the same transaction, when a message's fate is recorded. */
  onOutcome(kind: OutcomeKind, handler: OutcomeHandler): void {
    this.hooks.addOutcome(kind, handler);
  }

  /** Registers who knows, when messages are about to leave, which are still wanted. */
  onClaim(handler: ClaimHandler): void {
    this.hooks.stillWanted = handler;
  }

  /** Registers who mints a fresh code for a message whose code expired before it could be sent. */
  onStaleCode(handler: StaleCodeHandler): void {
    this.hooks.staleCodes = handler;
  }

  /** Registers who knows how an organization's messages look. */
  onLetterhead(provider: (org: OrganizationId) => Promise<Letterhead>): void {
    this.hooks.letterhead = provider;
  }

  /** Why this server cannot reach such a contact; null when it can. */
  whyUnreachable(channel: MessageChannelKind): string | null {
    return this.channels.whyMissing(channel);
  }
}
