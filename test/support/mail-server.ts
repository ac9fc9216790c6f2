import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as a server received it. */
export interface ReceivedMail {
  to: string[];
  messageId: string;
  /** The plain text part, decoded. */
  text: string;
  raw: string;
}

/** A real SMTP server on loopback that keeps what it is given. */
export interface MailServer {
  url: string;
  /** What it was offered, whether it took it or not. */
  tried: ReceivedMail[];
  /** What it took. */
  received: ReceivedMail[];
  /** Answers every mail like this from now on; null takes them again. */
  refuse(refusal: { code: number; text: string } | null): void;
  close(): Promise<void>;
}

export async function aMailServer(port = 0): Promise<MailServer> {
  const [tried, received]: ReceivedMail[][] = [[], []];
  let refusal: { code: number; text: string } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail = parsed(
          Buffer.concat(chunks).toString('utf8'),
          envelope.rcptTo.map(({ address }) => address),
        );
        tried.push(mail);
        if (refusal) return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
        received.push(mail);
        done(null, 'Ok: queued as TEST1');
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    tried,
    received,
    refuse: (next) => void (refusal = next),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function parsed(raw: string, to: string[]): ReceivedMail {
  const messageId = /^Message-ID: <([^@>]+)@/im.exec(raw)?.[1] ?? '';
  return { to, messageId, text: plainText(raw), raw };
}

/** The first text/plain part; quoted-printable and base64 undone. */
function plainText(raw: string): string {
  const part = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)(?=\r\n--|$)/i.exec(raw);
  if (!part) return '';
  const head = part[0].slice(0, part[0].indexOf('\r\n\r\n'));
  if (/base64/i.test(head)) return Buffer.from(part[1], 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return part[1];
  const bytes = part[1]
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
