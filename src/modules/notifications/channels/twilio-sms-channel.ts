import type { Accepted, MessageChannel, OutgoingMessage } from './message-channel';
import { passingFailure, postToProvider } from './post-to-provider';
import { twilioFailure } from './twilio-failure';

export interface TwilioOptions {
  /** `https://api.twilio.com`, or a service that speaks the same Messages API. */
  url: string;
  accountSid: string;
  authToken: string;
  /** A number, a sender name, or a messaging service (`MG…`). */
  from: string;
  timeoutMilliseconds?: number;
}

/** SMS through Twilio's Messages API. It has no idempotency: an attempt whose answer is lost may arrive twice. */
export class TwilioSmsChannel implements MessageChannel {
  readonly name = 'twilio';

  constructor(private readonly options: TwilioOptions) {}

  async send({ to, text }: OutgoingMessage, signal: AbortSignal): Promise<Accepted> {
    const { url, accountSid, authToken, from, timeoutMilliseconds } = this.options;
    const sender = from.startsWith('MG') ? 'MessagingServiceSid' : 'From';
    const answer = await postToProvider({
      url: new URL(`/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`, url).href,
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ To: to, [sender]: from, Body: text }).toString(),
      signal,
      timeoutMilliseconds,
    });
    const { sid, code, message, error_code, error_message } = (answer.body ?? {}) as TwilioAnswer;
    const known = code ?? error_code ?? undefined;
    if (known === undefined || answer.status === 429) {
      const failure = passingFailure(answer);
      if (failure) throw failure;
    }
    if (answer.status >= 300 || known !== undefined) {
      throw twilioFailure(known, message ?? error_message ?? '', answer.retryAfterSeconds);
    }
    return { providerMessageId: sid };
  }
}

/** A message, or an error: the fields of both that matter here. */
interface TwilioAnswer {
  sid?: string;
  error_code?: number | null;
  error_message?: string | null;
  code?: number;
  message?: string;
}
