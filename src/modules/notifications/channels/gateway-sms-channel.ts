import { DeliveryFailure, FailureCode } from './delivery-failure';
import type { Accepted, MessageChannel, OutgoingMessage } from './message-channel';
import { passingFailure, postToProvider } from './post-to-provider';

export interface GatewayOptions {
  url: string;
  token?: string;
  timeoutMilliseconds?: number;
}

/**
 * SMS through any HTTP gateway: `POST {id, to, text}` as JSON, the id in `Idempotency-Key` too. 2xx takes the message
 * on and may answer `{id}`; 408, 429, 5xx and refused credentials are tried again; any other answer is final and may
 * say why as `{code}`, in the words of `otp.failed`.
 */
export class GatewaySmsChannel implements MessageChannel {
  readonly name = 'sms-gateway';

  constructor(private readonly options: GatewayOptions) {}

  async send({ id, to, text }: OutgoingMessage, signal: AbortSignal): Promise<Accepted> {
    const { url, token, timeoutMilliseconds } = this.options;
    const answer = await postToProvider({
      url,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ id, to, text }),
      signal,
      timeoutMilliseconds,
    });
    const failure = passingFailure(answer);
    if (failure) throw failure;
    const said = (answer.body ?? {}) as { id?: unknown; code?: unknown };
    if (answer.status >= 300) throw finalFailure(answer.status, said.code);
    return { providerMessageId: typeof said.id === 'string' ? said.id.slice(0, 200) : undefined };
  }
}

const FINAL_CODES: FailureCode[] = ['INVALID_PHONE_NUMBER', 'CARRIER_REJECTED', 'BLOCKED_DESTINATION', 'UNDELIVERABLE'];

function finalFailure(status: number, said: unknown): DeliveryFailure {
  const code = FINAL_CODES.find((known) => known === said) ?? 'UNDELIVERABLE';
  return new DeliveryFailure({ permanent: true, code, message: `The SMS gateway refused the message (${status})` });
}
