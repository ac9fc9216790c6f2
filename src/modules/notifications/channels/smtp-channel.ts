import { createTransport, type NodemailerError } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { displayName } from '../../../platform/pages';
import { withDeadline } from './deadline';
import { DeliveryFailure } from './delivery-failure';
import type { Accepted, MessageChannel, OutgoingMessage } from './message-channel';
import { smtpFailure } from './smtp-failure';

export interface SmtpOptions {
  /** `smtp://` (STARTTLS where the server offers it) or `smtps://`, with user and password if any. */
  url: string;
  /** `Placet <no-reply@example.com>`; a message may bring a name of its own. */
  from: string;
  connections?: number;
  /** For each step: look-up, connection, greeting, answer. */
  timeoutMilliseconds?: number;
  /** For the whole send, waiting for a free connection included; shorter than a delivery's lease. */
  deadlineMilliseconds?: number;
}

const LONGEST_NAME = 80;

/** E-mail through an SMTP server, over a few connections that are kept open. It never retries by itself. */
export class SmtpChannel implements MessageChannel {
  readonly name = 'smtp';
  private readonly from: { name: string; address: string };
  private readonly deadline: number;
  private readonly transport: ReturnType<typeof pooledTransport>;

  constructor(options: SmtpOptions) {
    this.from = singleAddress(options.from);
    this.deadline = options.deadlineMilliseconds ?? 25_000;
    this.transport = pooledTransport(options);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<Accepted> {
    requireOneRecipient(message.to);
    return withDeadline(signal, this.deadline, async (stop) => {
      try {
        const { response } = await this.transport.sendMail({ ...this.compose(message), signal: stop });
        return { providerMessageId: queueId(response) };
      } catch (error) {
        throw smtpFailure(error as NodemailerError);
      }
    });
  }

  close(): void {
    this.transport.close();
  }

  private compose({ id, to, fromName, language, subject, html, text, attachments }: OutgoingMessage) {
    const { address, name } = this.from;
    return {
      messageId: `<${id.replace(/[^\w.-]/g, '')}@${address.slice(address.lastIndexOf('@') + 1)}>`,
      from: { name: displayName(fromName, LONGEST_NAME) ?? name, address },
      to: { name: '', address: to },
      envelope: { from: address, to: [to] },
      subject,
      html,
      text,
      attachments: attachments?.map((part) => ({ ...part, filename: part.cid })),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...(language && { 'Content-Language': language }),
      },
    };
  }
}

function pooledTransport({ url, connections = 5, timeoutMilliseconds = 10_000 }: SmtpOptions) {
  return createTransport({
    pool: true,
    url,
    maxConnections: connections,
    maxRequeues: 0,
    dnsTimeout: timeoutMilliseconds,
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function singleAddress(from: string): { name: string; address: string } {
  const [first, ...more] = addressparser(from, { flatten: true });
  if (!first?.address || more.length > 0)
    throw new TypeError('The sender must be one address: Name <name@example.com>');
  return { name: first.name, address: first.address };
}

/** One plain address: nothing a header or an envelope could read as two, or as something else. */
function requireOneRecipient(to: string): void {
  if (/^[^\s<>()[\],;:\\"@\p{Cc}]+@[^\s<>()[\],;:\\"@\p{Cc}]+$/u.test(to)) return;
  throw new DeliveryFailure({
    permanent: true,
    code: 'INVALID_EMAIL',
    message: 'The contact is not an e-mail address',
  });
}

/** "250 2.0.0 Ok: queued as 4XyZ" names the id the server gave; other servers say nothing we could keep. */
const queueId = (response: string | undefined) => /queued as ([\w.-]{1,64})/i.exec(response ?? '')?.[1];
