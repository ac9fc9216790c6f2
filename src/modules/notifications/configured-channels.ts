import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import { CapturingChannel } from './channels/capturing-channel';
import { GatewaySmsChannel } from './channels/gateway-sms-channel';
import type { MessageChannel } from './channels/message-channel';
import { SmtpChannel } from './channels/smtp-channel';
import { TwilioSmsChannel } from './channels/twilio-sms-channel';
import type { MessageChannelKind } from './message';

/** The ways out that this server is configured with: one for e-mail, one for SMS, or none. */
@Injectable()
export class Channels implements OnApplicationShutdown {
  private readonly channels: Partial<Record<MessageChannelKind, MessageChannel>>;

  constructor(@Inject(Settings) settings: Settings) {
    this.channels = { EMAIL: mailChannel(settings), SMS: smsChannel(settings) };
  }

  get(kind: MessageChannelKind): MessageChannel | undefined {
    return this.channels[kind];
  }

  /** A sentence for whoever asks for a contact that nothing here can reach; null when something can. */
  whyMissing(kind: MessageChannelKind): string | null {
    if (this.channels[kind]) return null;
    return kind === 'EMAIL'
      ? 'this server sends no e-mail (MAIL_DELIVERY is none)'
      : 'this server sends no SMS (SMS_DELIVERY is none)';
  }

  onApplicationShutdown(): void {
    for (const channel of Object.values(this.channels)) channel?.close?.();
  }
}

function mailChannel(settings: Settings): MessageChannel | undefined {
  if (settings.MAIL_DELIVERY === 'capture') return new CapturingChannel({ directory: settings.CAPTURE_DIRECTORY! });
  if (settings.MAIL_DELIVERY === 'none') return undefined;
  return new SmtpChannel({ url: settings.SMTP_URL!, from: settings.MAIL_FROM! });
}

function smsChannel(settings: Settings): MessageChannel | undefined {
  switch (settings.SMS_DELIVERY) {
    case 'capture':
      return new CapturingChannel({ directory: settings.CAPTURE_DIRECTORY! });
    case 'twilio':
      return new TwilioSmsChannel({
        url: settings.TWILIO_URL,
        accountSid: settings.TWILIO_ACCOUNT_SID!,
        authToken: settings.TWILIO_AUTH_TOKEN!,
        from: settings.TWILIO_FROM!,
      });
    case 'gateway':
      return new GatewaySmsChannel({ url: settings.SMS_GATEWAY_URL!, token: settings.SMS_GATEWAY_TOKEN });
    default:
      return undefined;
  }
}
