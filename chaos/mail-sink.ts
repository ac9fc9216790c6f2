import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Takes every mail and remembers, by message id, to whom it went, as often as it came. */
export interface MailSink {
  url: string;
  received: Map<string, string[]>;
  close(): Promise<void>;
}

export async function openMailSink(): Promise<MailSink> {
  const received = new Map<string, string[]>();
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [, id = 'without a Message-ID'] =
          /^Message-ID: <([^@>]+)@/im.exec(Buffer.concat(chunks).toString()) ?? [];
        const recipients = envelope.rcptTo.map(({ address }) => address);
        received.set(id, [...(received.get(id) ?? []), ...recipients]);
        done();
      });
    },
  });
  server.on('error', () => undefined); // a sender that was killed in the middle
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((done) => server.close(() => done()));
  return { url: `smtp://127.0.0.1:${port}`, received, close };
}
