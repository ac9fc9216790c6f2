import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { SMTPServer, SMTPServerOptions } from 'smtp-server';
import { DeliveryFailure } from './delivery-failure';
import type { OutgoingMessage } from './message-channel';
import { SmtpChannel, SmtpOptions } from './smtp-channel';

const MESSAGE: OutgoingMessage = {
  id: '665f1e0c9a2b7d4e5f8a9012',
  to: 'ana@example.com',
  fromName: 'Acme "Hotels", Lda',
  language: 'en-GB',
  subject: 'Acme Hotels asks for your answer',
  html: '<p>482915 <img src="cid:logo"></p>',
  text: 'Your one-time code: 482915 https://placet.example/link/6f1e0c9a2b7d4e5f8a901234',
  attachments: [{ cid: 'logo', contentType: 'image/png', content: Buffer.from('logo') }],
};
const patience = () => AbortSignal.timeout(120_000);
const ended: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A mail server that behaves, but for what is said otherwise. */
async function aMailServer(otherwise: SMTPServerOptions = {}) {
  const received: { from: string; to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        received.push({ from, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
        done(null, 'Ok: queued as 4XyZabc');
      });
    },
    ...otherwise,
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ended.push(() => new Promise((done) => server.close(() => done())));
  return { received, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

/** Something on a port that is no proper mail server. */
async function aSocketThat(behaves: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    behaves(socket);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ended.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function speakSmtp(socket: Socket, { hangUpAtData }: { hangUpAtData: boolean }): void {
  socket.write('220 ready\r\n');
  socket.on('data', (chunk) => {
    const said = chunk.toString();
    if (!said.startsWith('DATA')) socket.write(/^(EHLO|MAIL|RCPT)|\r\n\.\r\n$/.test(said) ? '250 ok\r\n' : '');
    else if (hangUpAtData) socket.destroy();
    else socket.write('354 go ahead\r\n');
  });
}

function aChannel(url: string, otherwise: Partial<SmtpOptions> = {}): SmtpChannel {
  const channel = new SmtpChannel({ url, from: 'Placet <no-reply@placet.example>', ...otherwise });
  ended.push(() => channel.close());
  return channel;
}

async function failureOf(sending: Promise<unknown>): Promise<DeliveryFailure> {
  const failure = await sending.then(
    () => new Error('was sent'),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(DeliveryFailure);
  return failure as DeliveryFailure;
}

const refusing = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

describe('a mail server that accepts', () => {
  it('gets one message to one person, with a stable id and the name of who asks', async () => {
    const { url, received } = await aMailServer();
    await expect(aChannel(url).send(MESSAGE, patience())).resolves.toEqual({ providerMessageId: '4XyZabc' });
    const [{ from, to, raw }] = received;
    expect({ from, to }).toEqual({ from: 'no-reply@placet.example', to: ['ana@example.com'] });
    expect(raw).toContain('Message-ID: <665f1e0c9a2b7d4e5f8a9012@placet.example>\r\n');
    expect(raw).toContain('From: "Acme \\"Hotels\\", Lda" <no-reply@placet.example>\r\n');
    expect(raw).toContain('Auto-Submitted: auto-generated\r\n');
    expect(raw).toContain('Content-Language: en-GB\r\n');
    expect(raw).toContain('Content-ID: <logo>');
  });

  it('gets the same id again when asked again, over the same connection', async () => {
    let connections = 0;
    const { url, received } = await aMailServer({
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
    });
    const channel = aChannel(url);
    for (let attempt = 0; attempt < 3; attempt += 1) await channel.send(MESSAGE, patience());
    expect(new Set(received.map(({ raw }) => /Message-ID: (.*)\r/.exec(raw)?.[1])).size).toBe(1);
    expect(connections).toBe(1);
  });

  it('gets many at once over a few connections', async () => {
    const { url, received } = await aMailServer();
    const channel = aChannel(url, { connections: 3 });
    await Promise.all(Array.from({ length: 40 }, (_, at) => channel.send({ ...MESSAGE, id: `m${at}` }, patience())));
    expect(received).toHaveLength(40);
  });

  it('never gets a name that would be a header', async () => {
    const { url, received } = await aMailServer();
    const subject = 'Hello\r\nBcc: eve@example.com';
    await aChannel(url).send({ ...MESSAGE, id: 'a\r\nBcc: b', fromName: '\u202eA\r\nBcc: c', subject }, patience());
    expect(received[0].to).toEqual(['ana@example.com']);
    expect(received[0].raw).not.toMatch(/^bcc:/im);
  });
});

it('logs in where the server asks for it', async () => {
  const { url, received } = await aMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'placet' && password === 'p@ss' ? done(null, { user: 1 }) : done(new Error('no')),
  });
  await aChannel(url.replace('//', '//placet:p%40ss@')).send(MESSAGE, patience());
  expect(received).toHaveLength(1);
  const failure = await failureOf(aChannel(url.replace('//', '//placet:wrong@')).send(MESSAGE, patience()));
  expect(failure).toMatchObject({ permanent: false, code: 'UNAVAILABLE' });
});

describe('a refusal', () => {
  it.each([
    [550, '5.1.1 No such user', { permanent: true, code: 'INVALID_EMAIL' }],
    [550, 'mailbox unavailable', { permanent: true, code: 'INVALID_EMAIL' }],
    [552, '5.2.2 Mailbox full', { permanent: true, code: 'UNDELIVERABLE' }],
    [554, '5.7.1 Blocked by our list', { permanent: true, code: 'CARRIER_REJECTED' }],
    [450, '4.2.1 Try again', { permanent: false, code: 'UNDELIVERABLE' }],
    [451, '4.7.1 Greylisted', { permanent: false, code: 'UNAVAILABLE' }],
    [421, '4.7.0 Too many connections', { permanent: false, code: 'RATE_LIMITED' }],
  ])('of the recipient: %d %s', async (code, words, meaning) => {
    const { url } = await aMailServer({ onRcptTo: (_address, _session, done) => done(refusing(code, words)) });
    const failure = await failureOf(aChannel(url).send(MESSAGE, patience()));
    expect(failure).toMatchObject(meaning);
    expect(failure.message).toContain(`answered ${code}`);
  });

  it('of the message is final, and its quotation of the message is not passed on', async () => {
    const { url } = await aMailServer({
      onData: (stream, _session, done) => {
        stream.resume();
        const quoting = `5.7.1 Spam: ${MESSAGE.text} for ana@example.com`;
        stream.on('end', () => done(refusing(550, quoting)));
      },
    });
    const failure = await failureOf(aChannel(url).send(MESSAGE, patience()));
    expect(failure).toMatchObject({ permanent: true, code: 'CARRIER_REJECTED' });
    expect(failure.message).toContain('Spam: Your one-time code: …');
    expect(failure.message).not.toMatch(/482915|link|6f1e0c|ana@/);
  });

  it('of our own address waits until somebody mends it', async () => {
    const { url } = await aMailServer({
      onMailFrom: (_address, _session, done) => done(refusing(550, '5.7.1 Sender not allowed')),
    });
    const failure = await failureOf(aChannel(url).send(MESSAGE, patience()));
    expect(failure).toMatchObject({ permanent: false, code: 'UNAVAILABLE' });
  });

  it.each([
    'ana@example.com, eve@example.com',
    'a b@example.com',
    'x@y\r\nRCPT TO:<z@y>',
    '<a@b>',
    '',
    '+351910000000',
  ])('of %j comes before any connection', async (to) => {
    const failure = await failureOf(aChannel('smtp://127.0.0.1:1').send({ ...MESSAGE, to }, patience()));
    expect(failure).toMatchObject({ permanent: true, code: 'INVALID_EMAIL' });
  });
});

describe('a mail server out of order', () => {
  const passing = { permanent: false, code: 'UNAVAILABLE' };

  it('that is not there is tried later', async () => {
    const url = await aSocketThat(() => undefined);
    await ended.pop()?.();
    expect(await failureOf(aChannel(url).send(MESSAGE, patience()))).toMatchObject(passing);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['at once', (socket) => socket.destroy()],
    ['after the greeting', (socket) => socket.end('220 hello\r\n')],
    ['with 421', (socket) => socket.end('421 4.3.2 closing\r\n')],
    ['in nonsense', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('that hangs up %s is tried later', async (_when, behaves) => {
    const url = await aSocketThat(behaves);
    expect(await failureOf(aChannel(url).send(MESSAGE, patience()))).toMatchObject(passing);
  });

  it('that drops the connection in the middle of a message is tried later, and the next message gets through', async () => {
    let connections = 0;
    const url = await aSocketThat((socket) => {
      connections += 1;
      speakSmtp(socket, { hangUpAtData: connections === 1 });
    });
    const channel = aChannel(url);
    expect(await failureOf(channel.send(MESSAGE, patience()))).toMatchObject(passing);
    await expect(channel.send(MESSAGE, patience())).resolves.toEqual({ providerMessageId: undefined });
    expect(connections).toBe(2);
  });

  it('that says nothing is given up in time', async () => {
    const url = await aSocketThat(() => undefined);
    const failure = await failureOf(aChannel(url, { timeoutMilliseconds: 150 }).send(MESSAGE, patience()));
    expect(failure).toMatchObject(passing);
    expect(failure.message).toContain('ETIMEDOUT');
  });

  it('that trickles for ever is given up at the deadline', async () => {
    const url = await aSocketThat((socket) => {
      socket.write('220-');
      const drip = setInterval(() => socket.write('220-still here\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const failure = await failureOf(aChannel(url, { deadlineMilliseconds: 200 }).send(MESSAGE, patience()));
    expect(failure).toMatchObject(passing);
    expect(failure.message).toBe('Stopped: No answer within 0.2 s');
  });

  it('is let go when the caller stops', async () => {
    const url = await aSocketThat(() => undefined);
    const failure = await failureOf(aChannel(url).send(MESSAGE, AbortSignal.timeout(50)));
    expect(failure).toMatchObject(passing);
    expect(await failureOf(aChannel(url).send(MESSAGE, AbortSignal.abort()))).toMatchObject(passing);
  });

  it('is not used once closed', async () => {
    const { url } = await aMailServer();
    const channel = aChannel(url);
    channel.close();
    expect(await failureOf(channel.send(MESSAGE, patience()))).toMatchObject(passing);
  });
});

it.each(['', 'nobody', 'a@b.example, c@d.example'])('does not start with %j as its sender', (from) =>
  expect(() => new SmtpChannel({ url: 'smtp://127.0.0.1', from })).toThrow('The sender must be one address'),
);
