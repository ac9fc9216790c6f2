/** What can be wrong with a delivery, in the words of the `otp.failed` event; UNAVAILABLE is ours alone: nobody answered. */
export type FailureCode =
  | 'INVALID_PHONE_NUMBER'
  | 'INVALID_EMAIL'
  | 'UNDELIVERABLE'
  | 'CARRIER_REJECTED'
  | 'RATE_LIMITED'
  | 'BLOCKED_DESTINATION'
  | 'UNAVAILABLE';

export interface Failure {
  /** True when the same message can never arrive; false when a later attempt may. */
  permanent: boolean;
  code: FailureCode;
  /** For an administrator. Never holds the code, the link or the contact. */
  message: string;
  /** How long the provider asked us to wait. */
  retryAfterSeconds?: number;
}

export class DeliveryFailure extends Error implements Failure {
  override readonly name = 'DeliveryFailure';
  readonly permanent: boolean;
  readonly code: FailureCode;
  readonly retryAfterSeconds?: number;

  constructor({ permanent, code, message, retryAfterSeconds }: Failure) {
    super(message);
    this.permanent = permanent;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const unavailable = (message: string, retryAfterSeconds?: number): DeliveryFailure =>
  new DeliveryFailure({ permanent: false, code: 'UNAVAILABLE', message, retryAfterSeconds });
