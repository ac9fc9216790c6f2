import { DeliveryFailure, Failure } from './delivery-failure';
import { quotedReply } from './quoted-reply';

type Kind = Pick<Failure, 'permanent' | 'code'>;

/** Twilio's error numbers (https://www.twilio.com/docs/api/errors) that say something about this message or this person. */
const KINDS: Record<number, Kind> = {
  ...kinds([14107, 20429, 21611, 30001, 30022], { permanent: false, code: 'RATE_LIMITED' }),
  ...kinds([20500, 20503, 30017], { permanent: false, code: 'UNAVAILABLE' }),
  ...kinds([21211, 21214, 21217, 21401, 21421, 21614], { permanent: true, code: 'INVALID_PHONE_NUMBER' }),
  ...kinds([21408, 21610, 21215, 30004], { permanent: true, code: 'BLOCKED_DESTINATION' }),
  ...kinds([30007, 30034, 30450], { permanent: true, code: 'CARRIER_REJECTED' }),
  ...kinds([21612, 21635, 30003, 30005, 30006, 30008], { permanent: true, code: 'UNDELIVERABLE' }),
  // Our account, sender or credentials: nothing is wrong with the person, and an administrator can mend it.
  ...kinds([20003, 20404, 21212, 21603, 21606, 21659, 21608, 30002], { permanent: false, code: 'UNAVAILABLE' }),
};

/** What Twilio's error number means for the message; a number we do not know is final. */
export function twilioFailure(number: number | undefined, said = '', retryAfterSeconds?: number): DeliveryFailure {
  const kind = (number !== undefined && KINDS[number]) || { permanent: true, code: 'UNDELIVERABLE' as const };
  const message = `Twilio refused the message (${number ?? 'no number'}): ${quotedReply(said)}`;
  return new DeliveryFailure({ ...kind, message, retryAfterSeconds });
}

function kinds(numbers: number[], kind: Kind): Record<number, Kind> {
  return Object.fromEntries(numbers.map((number) => [number, kind]));
}
