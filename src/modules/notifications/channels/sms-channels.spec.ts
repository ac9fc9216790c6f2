import { createServer, IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeliveryFailure } from './delivery-failure';
import { GatewaySmsChannel } from './gateway-sms-channel';
import type { MessageChannel, OutgoingMessage } from './message-channel';
import { TwilioSmsChannel } from './twilio-sms-channel';

const MESSAGE: OutgoingMessage = {
  id: '665f1e0c9a2b7d4e5f8a9012',
  to: '+351912345678',
  text: 'Acme asks for your answer.\nCode: 482915\nhttps://placet.example/link/6f1e0c9a2b7d4e5f8a901234',
};
const patience = () => AbortSignal.timeout(120_000);
const ended: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

interface Received {
  method?: string;
  url?: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A provider that answers as told. */
async function aProvider(answer: (response: ServerResponse) => void) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ended.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const twilio = (url: string, timeoutMilliseconds = 120_000) =>
  new TwilioSmsChannel({ url, accountSid: 'AC1', authToken: 'secret', from: '+15005550006', timeoutMilliseconds });
const gateway = (url: string, timeoutMilliseconds = 120_000) =>
  new GatewaySmsChannel({ url, token: 'secret', timeoutMilliseconds });

async function failureOf(sending: Promise<unknown>): Promise<DeliveryFailure> {
  const failure = await sending.then(
    () => new Error('was sent'),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(DeliveryFailure);
  expect((failure as Error).message).not.toMatch(/482915|6f1e0c|secret|912345678/);
  return failure as DeliveryFailure;
}

describe('Twilio', () => {
  it('gets number, sender and text, with our credentials', async () => {
    const { url, received } = await aProvider(json(201, { sid: 'SM1', status: 'queued', error_code: null }));
    await expect(twilio(url).send(MESSAGE, patience())).resolves.toEqual({ providerMessageId: 'SM1' });
    const [{ method, url: path, headers, body }] = received;
    expect([method, path]).toEqual(['POST', '/2010-04-01/Accounts/AC1/Messages.json']);
    expect(headers.authorization).toBe(`Basic ${Buffer.from('AC1:secret').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      To: MESSAGE.to,
      From: '+15005550006',
      Body: MESSAGE.text,
    });
  });

  it('gets a messaging service where one is configured', async () => {
    const { url, received } = await aProvider(json(201, { sid: 'SM1' }));
    await new TwilioSmsChannel({ url, accountSid: 'AC1', authToken: 's', from: 'MG1' }).send(MESSAGE, patience());
    expect(received[0].body).toContain('MessagingServiceSid=MG1');
  });

  it.each([
    [21211, 'INVALID_PHONE_NUMBER', true],
    [21614, 'INVALID_PHONE_NUMBER', true],
    [21610, 'BLOCKED_DESTINATION', true],
    [21408, 'BLOCKED_DESTINATION', true],
    [30003, 'UNDELIVERABLE', true],
    [30005, 'UNDELIVERABLE', true],
    [30006, 'UNDELIVERABLE', true],
    [30007, 'CARRIER_REJECTED', true],
    [99999, 'UNDELIVERABLE', true],
    [21611, 'RATE_LIMITED', false],
    [20003, 'UNAVAILABLE', false],
    [21606, 'UNAVAILABLE', false],
  ])('saying %d means %s', async (code, meaning, permanent) => {
    const { url } = await aProvider(
      json(400, { code, message: `The 'To' number ${MESSAGE.to} is wrong: ${MESSAGE.text}` }),
    );
    expect(await failureOf(twilio(url).send(MESSAGE, patience()))).toMatchObject({ code: meaning, permanent });
  });

  it('that takes a message and calls it failed in one breath has failed', async () => {
    const { url } = await aProvider(json(201, { sid: 'SM1', status: 'failed', error_code: 30007 }));
    expect(await failureOf(twilio(url).send(MESSAGE, patience()))).toMatchObject({ code: 'CARRIER_REJECTED' });
  });

  it('asking us to slow down says for how long', async () => {
    const { url } = await aProvider(json(429, { code: 20429, message: 'Too many' }, { 'retry-after': '7' }));
    const failure = await failureOf(twilio(url).send(MESSAGE, patience()));
    expect(failure).toMatchObject({ code: 'RATE_LIMITED', permanent: false, retryAfterSeconds: 7 });
  });
});

describe('a gateway', () => {
  it('gets id, number and text, and the id as idempotency key', async () => {
    const { url, received } = await aProvider(json(202, { id: 'g-1' }));
    await expect(gateway(`${url}/sms`).send(MESSAGE, patience())).resolves.toEqual({ providerMessageId: 'g-1' });
    const [{ url: path, headers, body }] = received;
    expect(path).toBe('/sms');
    expect(headers).toMatchObject({ authorization: 'Bearer secret', 'idempotency-key': MESSAGE.id });
    expect(JSON.parse(body)).toEqual(MESSAGE);
  });

  it('needs neither token nor answer', async () => {
    const { url, received } = await aProvider((response) => void response.writeHead(204).end());
    await expect(new GatewaySmsChannel({ url }).send(MESSAGE, patience())).resolves.toEqual({});
    expect(received[0].headers).not.toHaveProperty('authorization');
  });

  it.each([400, 404, 409, 422])('answering %d is final', async (status) => {
    const { url } = await aProvider(json(status, { message: MESSAGE.text }));
    expect(await failureOf(gateway(url).send(MESSAGE, patience()))).toMatchObject({
      permanent: true,
      code: 'UNDELIVERABLE',
    });
  });

  it('may say why in our words', async () => {
    const { url } = await aProvider(json(422, { code: 'INVALID_PHONE_NUMBER' }));
    expect(await failureOf(gateway(url).send(MESSAGE, patience()))).toMatchObject({ code: 'INVALID_PHONE_NUMBER' });
  });
});

describe.each<[string, (url: string, timeoutMilliseconds?: number) => MessageChannel]>([
  ['Twilio', twilio],
  ['a gateway', gateway],
])('%s out of order', (_name, channelTo) => {
  const passing = { permanent: false, code: 'UNAVAILABLE' };

  it.each([401, 403, 408, 500, 502, 503])('answering %d is tried later', async (status) => {
    const { url } = await aProvider((response) => void response.writeHead(status).end('<html>'));
    expect(await failureOf(channelTo(url).send(MESSAGE, patience()))).toMatchObject(passing);
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await aProvider(json(200, {}));
    const { url } = await aProvider((response) => void response.writeHead(307, { location: elsewhere.url }).end());
    const failure = await failureOf(channelTo(url).send(MESSAGE, patience()));
    expect(failure).toMatchObject(passing);
    expect(failure.message).toContain('it redirects');
    expect(elsewhere.received).toEqual([]);
  });

  it('that is not there is tried later', async () => {
    const { url } = await aProvider(json(200, {}));
    await ended.pop()?.();
    const failure = await failureOf(channelTo(url).send(MESSAGE, patience()));
    expect(failure).toMatchObject({ ...passing, message: 'The SMS provider could not be used (ECONNREFUSED)' });
  });

  it('that drops the connection is tried later', async () => {
    const { url } = await aProvider((response) => void response.socket?.destroy());
    expect(await failureOf(channelTo(url).send(MESSAGE, patience()))).toMatchObject(passing);
  });

  it('that hangs is given up in time, before or within its answer', async () => {
    const silent = await aProvider(() => undefined);
    const failure = await failureOf(channelTo(silent.url, 400).send(MESSAGE, patience()));
    expect(failure).toMatchObject({ ...passing, message: 'The SMS provider is slow: No answer within 0.4 s' });
    const halfway = await aProvider((response) => void response.writeHead(201).write('{'));
    expect(await failureOf(channelTo(halfway.url, 400).send(MESSAGE, patience()))).toMatchObject(passing);
  });

  it('is let go when the caller stops', async () => {
    const { url } = await aProvider(() => undefined);
    expect(await failureOf(channelTo(url).send(MESSAGE, AbortSignal.timeout(30)))).toMatchObject(passing);
  });

  it('that answers without end is not listened to without end', async () => {
    const { url } = await aProvider((response) => {
      response.writeHead(500);
      const flood = setInterval(() => response.write('x'.repeat(50_000)), 1);
      response.on('close', () => clearInterval(flood));
    });
    expect(await failureOf(channelTo(url).send(MESSAGE, patience()))).toMatchObject(passing);
  });

  it('asks us to wait until a date, and is believed for a day at most', async () => {
    const now = Date.parse('2026-05-02T09:00:00Z');
    jest.spyOn(Date, 'now').mockReturnValue(now);
    const soon = new Date(now + 30_000).toUTCString();
    const polite = await aProvider(json(503, {}, { 'retry-after': soon }));
    const { retryAfterSeconds } = await failureOf(channelTo(polite.url).send(MESSAGE, patience()));
    expect(retryAfterSeconds).toBe(30);
    jest.restoreAllMocks();
    const absurd = await aProvider(json(429, {}, { 'retry-after': '99999999' }));
    expect(await failureOf(channelTo(absurd.url).send(MESSAGE, patience()))).toMatchObject({
      retryAfterSeconds: 86_400,
    });
  });
});
