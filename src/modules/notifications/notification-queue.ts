import { Injectable, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import {
  COUNTED_WAITING,
  measureQueue,
  MOST_ATTEMPTS,
  waitBeforeRetry,
  type DeliveryQueue,
  type WaitingWork,
} from '../../platform/delivery';
import { Metrics } from '../../platform/metrics';
import { Envelopes, type Sealer } from '../../platform/secrets';
import {
  MESSAGE_KINDS,
  type ClaimedMessage,
  type FreshCode,
  type MessageContent,
  type MessageFate,
  type Outcome,
} from './message';
import { MessageSender } from './message-sender';
import { NotificationHooks } from './notification-hooks';
import { NOTIFICATIONS_QUEUE } from './notifications.service';

type Result = { row: ClaimedMessage; outcome: Outcome };

const CLAIM = statement(
  'notifications.claim',
  `UPDATE notifications SET lease_token = $1, next_attempt_at = $2::timestamptz + make_interval(secs => $3),
     attempts = least(attempts + 1, 32767)
   WHERE id IN (
     SELECT id FROM notifications WHERE status = 'PENDING' AND next_attempt_at <= $2
     ORDER BY next_attempt_at LIMIT $4 FOR UPDATE SKIP LOCKED
   )
   RETURNING id, org_id, request_id, entry_id, kind, channel, recipient, language, content, code_expires_at, attempts,
     created_at`,
);
const RENEW = statement(
  'notifications.renew',
  `UPDATE notifications n SET content = t.content, code_expires_at = t.code_expires_at
   FROM unnest($1::text[], $2::bytea[], $3::timestamptz[]) AS t (id, content, code_expires_at) WHERE n.id = t.id`,
);
const DROP = statement(
  'notifications.drop',
  `UPDATE notifications SET status = 'DROPPED', content = NULL, lease_token = NULL, error = 'The request had closed' WHERE id = ANY($1::text[])`,
);
/** The lease token fences: a row that somebody else has taken over meanwhile is not touched. */
const RECORD = statement(
  'notifications.record',
  `UPDATE notifications n SET status = t.status, content = CASE WHEN t.status = 'PENDING' THEN n.content END, lease_token = NULL,
     next_attempt_at = coalesce(t.next_attempt_at, n.next_attempt_at), attempts = t.attempts, error_code = t.error_code,
     error = t.error, provider_message_id = t.provider_message_id, sent_at = t.sent_at
   FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
     AS t (id, status, next_attempt_at, attempts, error_code, error, provider_message_id, sent_at)
   WHERE n.id = t.id AND n.lease_token = $1 AND n.status = 'PENDING' RETURNING n.id`,
);

const WAITING = statement(
  'notifications.waiting',
  `SELECT kind, count(*)::int AS waiting, greatest(0, extract(epoch FROM $1 - min(next_attempt_at)))::float8 AS "secondsLate"
   FROM (SELECT kind, next_attempt_at FROM notifications WHERE status = 'PENDING' ORDER BY next_attempt_at LIMIT $2) due
   GROUP BY kind`,
);

/** While nobody answers at all, a message waits for its request to close, and is tried at least this often. */
const LONGEST_WAIT_FOR_AN_OUTAGE = 600;
/** What an outage counts up to: the refusals after it still have attempts of their own, and no outage is too long to count. */
const MOST_ATTEMPTS_OF_AN_OUTAGE = MOST_ATTEMPTS - 3;

/** The notifications that are due, as the delivery loop sees them. */
@Injectable()
export class NotificationQueue implements DeliveryQueue<ClaimedMessage, Outcome>, OnModuleInit {
  readonly name = NOTIFICATIONS_QUEUE;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly envelopes: Envelopes,
    private readonly sender: MessageSender,
    private readonly hooks: NotificationHooks,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    measureQueue(this.metrics, this.name, MESSAGE_KINDS, () => this.waiting());
  }

  claim(limit: number, token: string, leaseSeconds: number): Promise<ClaimedMessage[]> {
    const now = this.clock.now();
    return this.unitOfWork.runAsSystem('notifications.claim', async (tx) => {
      const claimed = await tx.query<ClaimedMessage & object>(CLAIM, [token, now, leaseSeconds, limit]);
      if (claimed.length === 0) return [];
      // Without a code there is nothing that could be too late for it.
      const leaving = claimed
        .filter(hasCode)
        .map((row) => ({ id: row.id, requestId: row.request_id, queuedAt: row.created_at }));
      const stillWanted = await this.hooks.stillWanted(tx, leaving, now);
      const wanted = claimed.filter((row) => !hasCode(row) || stillWanted.has(row.id));
      if (wanted.length < claimed.length)
        drop(
          tx,
          claimed.filter((message) => !wanted.includes(message)),
        );
      const isStale = (message: ClaimedMessage) => hasCode(message) && message.code_expires_at! <= now;
      const stale = wanted.filter(isStale);
      if (stale.length === 0) return wanted;
      const renewed = await this.renew(tx, stale, now);
      return [...wanted.filter((message) => !isStale(message)), ...renewed];
    });
  }

  deliver(message: ClaimedMessage, signal: AbortSignal): Promise<Outcome> {
    return this.sender.send(message, signal);
  }

  async record(token: string, results: Result[]): Promise<void> {
    const now = this.clock.now();
    const rows = results.map((result) => afterwards(result, now));
    await this.unitOfWork.runAsSystem('notifications.record', async (tx) => {
      const recorded = await tx.query<{ id: string }>(RECORD, [token, ...columns(rows)]);
      const ids = new Set(recorded.map(({ id }) => id));
      const fates = (status: Afterwards['status']) =>
        results
          .filter(({ row }, i) => rows[i].status === status && ids.has(row.id))
          .map((result) => fateOf(result, now));
      await this.hooks.tell('SENT', tx, fates('SENT'));
      await this.hooks.tell('DEAD', tx, fates('DEAD'));
    });
    for (const { status } of rows) this.metrics.deliveries.inc({ queue: this.name, outcome: status });
  }

  private waiting(): Promise<WaitingWork[]> {
    return this.unitOfWork.runAsSystem('notifications.waiting', (tx) =>
      tx.query<WaitingWork & object>(WAITING, [this.clock.now(), COUNTED_WAITING]),
    );
  }

  /** A code that expired while its message waited is worth nothing: a fresh one takes its place, or nothing is sent. */
  private async renew(tx: Transaction, stale: ClaimedMessage[], now: Date): Promise<ClaimedMessage[]> {
    const fresh = await this.hooks.staleCodes(
      tx,
      stale.map((row) => ({ org: row.org_id, entryId: row.entry_id })),
      now,
    );
    const renewed: ClaimedMessage[] = [];
    const sealer = this.envelopes.sealer();
    for (const message of stale) {
      const code = fresh.get(message.entry_id);
      if (code) renewed.push(this.renewed(message, code, sealer));
    }
    tx.send(RENEW, [renewed.map(({ id }) => id), renewed.map((m) => m.content), renewed.map((m) => m.code_expires_at)]);
    drop(
      tx,
      stale.filter(({ entry_id }) => !fresh.has(entry_id)),
    );
    return renewed;
  }

  private renewed(message: ClaimedMessage, { code, expiresAt }: FreshCode, sealer: Sealer): ClaimedMessage {
    const place = { purpose: 'notification', row: message.id } as const;
    const content = this.contentOf(message);
    // What cannot be opened stays as it is: making the message fails then, for it alone and not for the whole claim.
    if (!content) return message;
    const sealed = sealer.seal(place, JSON.stringify({ ...content, code }));
    return { ...message, content: sealed, code_expires_at: expiresAt };
  }

  private contentOf(message: ClaimedMessage): MessageContent | null {
    try {
      const opened = this.envelopes.open({ purpose: 'notification', row: message.id }, message.content);
      return JSON.parse(opened.toString('utf8')) as MessageContent;
    } catch {
      return null;
    }
  }
}

const hasCode = ({ code_expires_at }: ClaimedMessage): boolean => code_expires_at !== null;

const drop = (tx: Transaction, messages: ClaimedMessage[]): void => tx.send(DROP, [messages.map(({ id }) => id)]);

interface Afterwards {
  id: string;
  status: 'SENT' | 'PENDING' | 'DEAD';
  nextAttemptAt: Date | null;
  attempts: number;
  errorCode: string | null;
  error: string | null;
  providerMessageId: string | null;
  sentAt: Date | null;
}

/** What a row says after an attempt: sent, to be tried again later, or given up. */
function afterwards({ row, outcome }: Result, now: Date): Afterwards {
  const nothing = {
    id: row.id,
    nextAttemptAt: null,
    attempts: row.attempts,
    errorCode: null,
    error: null,
    providerMessageId: null,
    sentAt: null,
  };
  if (outcome.sent)
    return { ...nothing, status: 'SENT', providerMessageId: outcome.providerMessageId ?? null, sentAt: now };
  const failed = { ...nothing, errorCode: outcome.code, error: outcome.message };
  const outage = outcome.code === 'UNAVAILABLE' && !outcome.permanent;
  if (outcome.permanent || (!outage && row.attempts >= MOST_ATTEMPTS)) return { ...failed, status: 'DEAD' };
  const backoff = waitBeforeRetry(row.attempts);
  const wait = Math.max(
    outage ? Math.min(backoff, LONGEST_WAIT_FOR_AN_OUTAGE) : backoff,
    outcome.retryAfterSeconds ?? 0,
  );
  const attempts = outage ? Math.min(row.attempts, MOST_ATTEMPTS_OF_AN_OUTAGE) : row.attempts;
  return { ...failed, status: 'PENDING', attempts, nextAttemptAt: new Date(now.getTime() + wait * 1000) };
}

const columns = (rows: Afterwards[]): unknown[] => [
  rows.map(({ id }) => id),
  rows.map(({ status }) => status),
  rows.map(({ nextAttemptAt }) => nextAttemptAt),
  rows.map(({ attempts }) => attempts),
  rows.map(({ errorCode }) => errorCode),
  rows.map(({ error }) => error),
  rows.map(({ providerMessageId }) => providerMessageId),
  rows.map(({ sentAt }) => sentAt),
];

const fateOf = ({ row, outcome }: Result, at: Date): MessageFate => ({
  org: row.org_id,
  requestId: row.request_id,
  entryId: row.entry_id,
  notificationId: row.id,
  kind: row.kind,
  channel: row.channel,
  recipient: row.recipient,
  at,
  code: outcome.sent ? null : outcome.code,
  error: outcome.sent ? null : outcome.message,
});
