import { Injectable, Logger } from '@nestjs/common';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { resolveLanguage } from '../../platform/languages';
import { Channels } from './configured-channels';
import { DeliveryFailure } from './channels/delivery-failure';
import type { OutgoingMessage } from './channels/message-channel';
import type { ClaimedMessage, Letterhead, MessageContent, Outcome } from './message';
import { renderInvitation, renderInvitationSms, type Invitation } from './messages';
import { NotificationHooks } from './notification-hooks';

const REMEMBER_LETTERHEAD_MS = 30_000;

/** Turns a claimed row into a message and hands it to its channel. */
@Injectable()
export class MessageSender {
  private readonly logger = new Logger('messages');
  private readonly letterheads = new Map<OrganizationId, { until: number; letterhead: Promise<Letterhead> }>();

  constructor(
    private readonly envelopes: Envelopes,
    private readonly channels: Channels,
    private readonly hooks: NotificationHooks,
  ) {}

  /** Never throws: whatever goes wrong is an outcome, and one message that cannot be made stops no other. */
  async send(message: ClaimedMessage, signal: AbortSignal): Promise<Outcome> {
    try {
      const channel = this.channels.get(message.channel);
      if (!channel)
        return { sent: false, permanent: false, code: 'UNAVAILABLE', message: `No channel for ${message.channel}` };
      const { providerMessageId } = await channel.send(await this.render(message), signal);
      return { sent: true, providerMessageId };
    } catch (error) {
      if (error instanceof DeliveryFailure) return { sent: false, ...failureOf(error) };
      this.logger.error({ notification: message.id, error: (error as Error).message }, 'A message could not be made');
      return { sent: false, permanent: false, code: 'UNDELIVERABLE', message: 'The message could not be made' };
    }
  }

  private async render(message: ClaimedMessage): Promise<OutgoingMessage> {
    const sealed = this.envelopes.open({ purpose: 'notification', row: message.id }, message.content);
    const content = JSON.parse(sealed.toString('utf8')) as MessageContent;
    const invitation: Invitation = {
      kind: KINDS[message.kind],
      language: resolveLanguage(message.language) ?? 'ENG',
      organization: await this.letterhead(message.org_id),
      requestName: content.requestName ?? undefined,
      itemCount: content.itemCount,
      recipient: message.recipient,
      code: content.code === null ? null : { digits: content.code, expiresAt: message.code_expires_at! },
      link: content.link,
      requestExpiresAt: new Date(content.requestExpiresAt),
    };
    const envelope = { id: message.id, to: message.recipient };
    if (message.channel === 'SMS') return { ...envelope, ...renderInvitationSms(invitation) };
    return { ...envelope, ...renderInvitation(invitation) };
  }

  /** A batch of a hundred messages of one organization asks once; a change shows within half a minute. */
  private letterhead(org: OrganizationId): Promise<Letterhead> {
    const known = this.letterheads.get(org);
    if (known && known.until > performance.now()) return known.letterhead;
    const letterhead = this.hooks.letterhead(org);
    letterhead.catch(() => this.letterheads.delete(org));
    this.letterheads.set(org, { until: performance.now() + REMEMBER_LETTERHEAD_MS, letterhead });
    return letterhead;
  }
}

const KINDS = { INVITATION: 'invitation', NEW_CODE: 'new-code', CAME_TO_NOTHING: 'came-to-nothing' } as const;

const failureOf = ({ permanent, code, message, retryAfterSeconds }: DeliveryFailure) => ({
  permanent,
  code,
  message,
  retryAfterSeconds,
});
