import type { NodemailerError } from 'nodemailer';
import { DeliveryFailure, Failure, unavailable } from './delivery-failure';
import { quotedReply } from './quoted-reply';

type Kind = Pick<Failure, 'permanent' | 'code'>;

const LATER: Kind = { permanent: false, code: 'UNAVAILABLE' };
const NEVER: Kind = { permanent: true, code: 'UNDELIVERABLE' };
const NO_SUCH_ADDRESS: Kind = { permanent: true, code: 'INVALID_EMAIL' };
const REFUSED: Kind = { permanent: true, code: 'CARRIER_REJECTED' };

/** What a failed send means for this message. A refusal that is about us (login, sender, TLS) is never the recipient's: it waits until an administrator has mended it. */
export function smtpFailure(error: NodemailerError): DeliveryFailure {
  const { responseCode, response = '', command = '' } = error;
  if (responseCode === undefined) return failureWithoutReply(error);
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '';
  const kind = kindOf(responseCode, status, command, response);
  const said = quotedReply(response.replace(/^\d{3}[ -]?([245]\.\d+\.\d+)?/, ''));
  const answer = [responseCode, status].filter(Boolean).join(' ');
  return new DeliveryFailure({ ...kind, message: `The mail server answered ${answer} to ${command || 'us'}: ${said}` });
}

function kindOf(code: number, status: string, command: string, response: string): Kind {
  if (code < 500 || code === 503) return temporary(status, response);
  if (!isAboutTheMessage(command, code)) return LATER;
  if (/^5\.1\.(1|2|3|6|10)$/.test(status)) return NO_SUCH_ADDRESS;
  if (/^5\.[67]\./.test(status)) return REFUSED;
  if (status !== '') return NEVER;
  if (command === 'RCPT TO' && [550, 551, 553].includes(code)) return NO_SUCH_ADDRESS;
  return command === 'DATA' && [550, 554].includes(code) ? REFUSED : NEVER;
}

/** Answers to EHLO, AUTH or MAIL FROM concern our own set-up; but 552 there says that this message is too large. */
const isAboutTheMessage = (command: string, code: number) =>
  command === 'RCPT TO' || command === 'DATA' || code === 552;

function temporary(status: string, response: string): Kind {
  if (/^4\.2\./.test(status)) return { permanent: false, code: 'UNDELIVERABLE' };
  if (/rate|too (many|fast)|throttl|limit|slow down/i.test(response)) return { permanent: false, code: 'RATE_LIMITED' };
  return LATER;
}

function failureWithoutReply(error: NodemailerError): DeliveryFailure {
  if (error.code === 'EENVELOPE') {
    return new DeliveryFailure({ ...NO_SUCH_ADDRESS, message: 'The mail server cannot take an address like this' });
  }
  if (error.code === 'EMESSAGE') {
    return new DeliveryFailure({ ...NEVER, message: 'The mail server does not take messages of this size' });
  }
  if (error.code === 'EABORT') return unavailable(abortedBecause(error.cause));
  const codes = [error.code, error.originalCode, error.timeoutType].filter(Boolean).join(', ');
  return unavailable(`The mail server could not be used${codes && ` (${codes})`}`);
}

function abortedBecause(reason: unknown): string {
  return reason instanceof Error ? `Stopped: ${reason.message}` : 'Stopped before the mail server answered';
}
