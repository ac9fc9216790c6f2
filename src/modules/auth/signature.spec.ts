import { createHash, createHmac } from 'node:crypto';
import { flawOfTimestamp, isSignedBy, sign } from './signature';

// The vectors of contract section 2.
const secret = Buffer.from('golden-secret');
const timestamp = '1757160000000';
const golden = {
  body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
  signature: 'f7a8074de721ee70b3e10b608bebc1525104bbca35fbc9846cc6aeb408830cc4',
  ofEmptyBody: 'acb6b889636f5befc590317a2bdbaf93a0f741697f66d68d32470a6ffd24bf19',
};
const call = (body: string | Buffer = golden.body, more = {}) => ({
  method: 'POST',
  url: '/v1/request',
  timestamp,
  body: Buffer.from(body),
  ...more,
});
const judge = (signature: string, body?: string | Buffer, version: 1 | 2 = 1, more = {}) =>
  isSignedBy([secret], version, call(body, more), signature);

describe('Signature version 1', () => {
  it('is that of the golden vectors', () => {
    expect(sign(1, secret, call()).toString('hex')).toBe(golden.signature);
    expect(sign(1, secret, call('')).toString('hex')).toBe(golden.ofEmptyBody);
    expect(judge(golden.signature)).toBe(true);
    expect(judge(golden.ofEmptyBody, '')).toBe(true);
  });

  it('covers neither method nor path', () => {
    expect(judge(golden.signature, golden.body, 1, { method: 'PUT', url: '/other?x=1' })).toBe(true);
  });

  it('takes hex in either case, and nothing that is no hex', () => {
    expect(judge(golden.signature.toUpperCase())).toBe(true);
    for (const wrong of [
      '',
      golden.signature.slice(1),
      `${golden.signature}00`,
      `0x${golden.signature.slice(2)}`,
      'é'.repeat(64),
    ])
      expect(judge(wrong)).toBe(false);
  });

  it('covers the raw bytes, or the body as JSON.stringify writes it', () => {
    const spaced = '{ "jsonrpc": "2.0",\n "id": 1, "method": "tools/list" }';
    expect(judge(golden.signature, spaced)).toBe(true);
    const raw = createHmac('sha256', secret).update(`${timestamp}.${spaced}`).digest('hex');
    expect(judge(raw, spaced)).toBe(true);
    expect(judge(raw, golden.body)).toBe(false);
  });

  it('compares a body beyond 1 MB over its raw bytes only', () => {
    const large = JSON.stringify({ x: 'x'.repeat(1024 * 1024) });
    const spaced = large.replace(':', ': ');
    const over = (text: string) => createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
    expect(judge(over(spaced), spaced)).toBe(true);
    expect(judge(over(large), spaced)).toBe(false);
  });

  it('compares raw bytes that are no text at all', () => {
    const bytes = Buffer.from([0xff, 0x00, 0x22]);
    const over = createHmac('sha256', secret).update(`${timestamp}.`).update(bytes).digest('hex');
    expect(judge(over, bytes)).toBe(true);
  });

  it('notices another body, another timestamp, another secret', () => {
    expect(judge(golden.signature, golden.body.replace('1', '2'))).toBe(false);
    expect(judge(golden.signature, golden.body, 1, { timestamp: '1757160000001' })).toBe(false);
    expect(isSignedBy([Buffer.from('other')], 1, call(), golden.signature)).toBe(false);
    expect(isSignedBy([Buffer.from('other'), secret], 1, call(), golden.signature)).toBe(true);
    expect(isSignedBy([], 1, call(), golden.signature)).toBe(false);
  });
});

describe('Signature version 2', () => {
  const bodyHash = createHash('sha256').update(golden.body).digest('hex');
  const over = (...lines: string[]) => createHmac('sha256', secret).update(lines.join('\n')).digest('hex');

  it('covers method, path and query, timestamp and the hash of the body', () => {
    const signature = over('POST', '/v1/request?a=1', timestamp, bodyHash);
    expect(judge(signature, golden.body, 2, { url: '/v1/request?a=1' })).toBe(true);
    expect(judge(signature, golden.body, 2, { url: '/v1/request?a=2' })).toBe(false);
    expect(judge(signature, golden.body, 2, { url: '/v1/request?a=1', method: 'PATCH' })).toBe(false);
  });

  it('covers an empty body as well', () => {
    const signature = over('GET', '/v1/request', timestamp, createHash('sha256').digest('hex'));
    expect(judge(signature, '', 2, { method: 'GET' })).toBe(true);
  });

  it('is over the raw bytes alone', () => {
    const signature = over('POST', '/v1/request', timestamp, bodyHash);
    expect(judge(signature, golden.body, 2)).toBe(true);
    expect(judge(signature, golden.body.replace(',', ', '), 2)).toBe(false);
  });

  it('is not version 1', () => {
    expect(judge(golden.signature, golden.body, 2)).toBe(false);
    expect(judge(over('POST', '/v1/request', timestamp, bodyHash), golden.body, 1)).toBe(false);
  });
});

describe('A timestamp', () => {
  const now = 1757160000000;

  it('may be five minutes off, either way, and no millisecond more', () => {
    for (const off of [0, 300_000, -300_000]) expect(flawOfTimestamp(String(now + off), now)).toBeNull();
    for (const off of [300_001, -300_001]) expect(flawOfTimestamp(String(now + off), now)).toBe('stale');
  });

  it.each([
    ['1757160000', 'seconds'],
    ['0', 'seconds'],
    ['1757160000000000', 'stale'],
    ['17571600000000000', 'malformed'],
    ['1757160000000.5', 'malformed'],
    ['-1757160000000', 'malformed'],
    ['1.75716e12', 'malformed'],
    ['2025-09-06T12:00:00Z', 'malformed'],
    ['', 'malformed'],
  ])('%s is %s', (text, flaw) => expect(flawOfTimestamp(text, now)).toBe(flaw));
});
