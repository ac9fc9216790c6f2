import type { Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { Failure } from './channels/delivery-failure';

export type MessageChannelKind = 'EMAIL' | 'SMS';

/** How a contact is reached. */
export const channelOf = ({ type }: { type: 'EMAIL' | 'PHONE' }): MessageChannelKind =>
  type === 'EMAIL' ? 'EMAIL' : 'SMS';

/** What is sealed in a row until it is sent: it holds the code and the link. */
export interface MessageContent {
  /** Null in a message that brings none. */
  code: string | null;
  link: string;
  requestName: string | null;
  itemCount: number;
  /** ISO 8601. */
  requestExpiresAt: string;
}

/** What messages are about. */
export const MESSAGE_KINDS = ['INVITATION', 'NEW_CODE', 'CAME_TO_NOTHING'] as const;

/** A message as it is queued. */
export interface NewMessage {
  requestId: string;
  entryId: string;
  /** CAME_TO_NOTHING tells who accepted something that it did, and brings no code. */
  kind: (typeof MESSAGE_KINDS)[number];
  channel: MessageChannelKind;
  recipient: string;
  language: string;
  content: MessageContent;
  /** Null exactly for CAME_TO_NOTHING. */
  codeExpiresAt: Date | null;
}

/** A row of the log in the hands of the loop. */
export interface ClaimedMessage {
  id: string;
  org_id: OrganizationId;
  request_id: string;
  entry_id: string;
  kind: NewMessage['kind'];
  channel: MessageChannelKind;
  recipient: string;
  language: string;
  content: Buffer;
  code_expires_at: Date | null;
  attempts: number;
  created_at: Date;
}

/** A code and how long it holds: replaces one that expired while its message waited. */
export interface FreshCode {
  code: string;
  expiresAt: Date;
}

/** A message with a code that is about to leave, as whoever knows its request sees it. */
export interface LeavingMessage {
  id: string;
  requestId: string;
  queuedAt: Date;
}

/** Answers the ids of the messages that are still wanted: the others are dropped, whatever their code is worth. */
export type ClaimHandler = (tx: Transaction, messages: LeavingMessage[], now: Date) => Promise<Set<string>>;

/** Answers a fresh code for each entry whose request is still open; entries that are missing get no message any more. */
export type StaleCodeHandler = (
  tx: Transaction,
  entries: { org: OrganizationId; entryId: string }[],
  now: Date,
) => Promise<Map<string, FreshCode>>;

/** What came of one attempt. */
export type Outcome = { sent: true; providerMessageId?: string } | ({ sent: false } & Failure);

export type OutcomeKind = 'SENT' | 'DEAD';

/** What became of a message. `code` is one of contract section 10's, for a message that was given up. */
export interface MessageFate {
  org: OrganizationId;
  requestId: string;
  entryId: string;
  notificationId: string;
  kind: NewMessage['kind'];
  channel: MessageChannelKind;
  recipient: string;
  at: Date;
  code: string | null;
  /** Why it was given up, for an administrator; null when it was sent. Never holds the code, the link or the contact. */
  error: string | null;
}

/** Runs inside the transaction that records the outcome. */
export type OutcomeHandler = (tx: Transaction, fates: MessageFate[]) => Promise<void>;

/** How an organization's messages look. */
export interface Letterhead {
  name: string;
  colour?: string;
  logo?: { contentType: string; bytes: Buffer };
}
