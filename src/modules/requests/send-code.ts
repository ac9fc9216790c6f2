import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type { Sealer } from '../../platform/secrets';
import { EvidenceService } from '../evidence';
import { channelOf, NotificationsService } from '../notifications';
import type { Contact } from '../subjects';
import type { SendOutcome } from './answering/answering';
import { MOST_WRONG_CODES, recentSends, whyNotYet } from './code-limits';
import { LockEntry, type LockedEntry } from './lock-entry';
import { MintCode, type MintedCode } from './mint-code';
import { requestStatus } from './request-status';

/** For whom a code is sent. */
export interface CodeWish {
  entryId: string;
  /** Another contact of the same person, as stored; absent: the entry's own. */
  to?: string;
  /** Who asked for it, for the evidence: an API key, a visitor of the page. JSON values only. */
  askedBy: object;
  /** True: the request may be over, because the person comes back to see or take back what was decided. */
  comingBack?: boolean;
}

const OTHER_CONTACT = statement(
  'requests.other-contact',
  'SELECT value, type FROM contacts WHERE org_id = $1 AND value = $2 AND subject_id = $3',
);

/**
 * Mints a new code for an entry and queues the message that brings it. The old code is dead from the same commit on. Limits
 * are kept in the entry's row, which is locked: they hold however many processes send at once.
 */
@Injectable()
export class SendCode {
  constructor(
    private readonly lockEntry: LockEntry,
    private readonly mintCode: MintCode,
    private readonly notifications: NotificationsService,
    private readonly evidence: EvidenceService,
  ) {}

  /** In the caller's transaction; call `wake` after its commit. `to` of the outcome is the contact in full: hide it before showing it. */
  async execute(
    tx: Transaction,
    org: OrganizationId,
    { entryId, to, askedBy, comingBack }: CodeWish,
    at: Date,
    sealer: Sealer,
  ): Promise<SendOutcome> {
    const entry = await this.lockEntry.execute(tx, org, entryId);
    if (!entry || !(comingBack || requestStatus(entry.requestStatus, entry.expiresAt, at) === 'PENDING'))
      return { sent: false, reason: 'closed' };
    if (entry.codeDelivery === 'RETURN') return { sent: false, reason: 'organization_delivers' };
    if (entry.wrongCodes >= MOST_WRONG_CODES) return { sent: false, reason: 'locked' };
    const contact = await this.recipient(tx, org, entry, to);
    if (!contact) return { sent: false, reason: 'unreachable' };
    const notYet = whyNotYet(entry.createdAt, entry.codesSentAt, at);
    if (notYet) return { sent: false, ...notYet };
    const minted = this.mintCode.execute(tx, org, entry, at, [...recentSends(entry.codesSentAt, at), at]);
    this.queue(tx, org, entry, contact, minted, at, sealer);
    const details = { entryId, contact: contact.value, expiresAt: minted.expiresAt.toISOString(), askedBy };
    const fact = { kind: 'code.sent' as const, subjectId: entry.requestId, occurredAt: at, details };
    this.evidence.append(tx, org, [fact], sealer);
    return { sent: true, to: contact.value, expiresAt: minted.expiresAt };
  }

  /** After the commit. */
  wake(): void {
    this.notifications.wake();
  }

  private async recipient(
    tx: Transaction,
    org: OrganizationId,
    entry: LockedEntry,
    to: string | undefined,
  ): Promise<Contact | null> {
    const own: Contact = { type: entry.contactType, value: entry.contact };
    const [contact] =
      to === undefined || to === own.value
        ? [own]
        : await tx.query<Contact & object>(OTHER_CONTACT, [org, to, entry.subjectId]);
    if (!contact) return null;
    return this.notifications.whyUnreachable(channelOf(contact)) === null ? contact : null;
  }

  private queue(
    tx: Transaction,
    org: OrganizationId,
    entry: LockedEntry,
    contact: Contact,
    { code, link, expiresAt }: MintedCode,
    at: Date,
    sealer: Sealer,
  ): void {
    const { requestId, requestName, itemCount, language } = entry;
    // What still waits carries a code that is dead now.
    this.notifications.dropWaiting(tx, org, { requestId, entryId: entry.id }, 'A newer code took its place');
    const content = { code, link, requestName, itemCount, requestExpiresAt: entry.expiresAt.toISOString() };
    const address = { entryId: entry.id, channel: channelOf(contact), recipient: contact.value };
    const message = { ...address, requestId, kind: 'NEW_CODE' as const, language, codeExpiresAt: expiresAt, content };
    this.notifications.queue(tx, org, [message], at, sealer);
  }
}
