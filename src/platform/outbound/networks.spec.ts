import { readNetworks } from './networks';
import { retryAfterSeconds } from './retry-after';

describe('Networks that an administrator lists', () => {
  const rule = readNetworks('10.0.0.0/8, 192.168.7.0/24,fd12:3456::/32, 127.0.0.0/8, ::/0, 169.254.0.0/16');
  const mayBeCalled = typeof rule === 'function' ? rule : () => 'not read';

  it.each(['10.1.2.3', '192.168.7.255', 'fd12:3456::1', '2a00::1'])('hold %s', (address) =>
    expect(mayBeCalled(address)).toBe(true),
  );

  it.each([
    ...['192.168.8.1', '8.8.8.8', '127.0.0.1', '::1', '::ffff:10.0.0.1', '169.254.169.254', 'fe80::1', '0.0.0.0'],
    ...['fd00:ec2::254', '64:ff9b::a00:1', '2002:a00:1::', 'ff02::1', 'fd12:3456::1%eth0', 'example.com', ''],
  ])('never hold %s', (address) => expect(mayBeCalled(address)).toBe(false));

  it.each(['10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'example.com/8', '10.0.0/8', '10.0.0.0/8/8', '10.0.0.0/-1'])(
    'are not read from %s',
    (text) => expect(readNetworks(text)).toEqual({ wrong: text.trim() }),
  );

  it('hold nothing when none is listed', () => {
    const none = readNetworks('');
    expect(typeof none === 'function' && none('10.0.0.1')).toBe(false);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-12-01T00:00:00Z');

  it.each([
    ['7', 7],
    ['0', 0],
    ['99999999', 86_400],
    ['Tue, 01 Dec 2026 00:00:30 GMT', 30],
    ['Mon, 30 Nov 2026 00:00:00 GMT', 0],
  ])('%s is %d seconds', (header, seconds) => expect(retryAfterSeconds(header, now)).toBe(seconds));

  it.each([undefined, null, '', 'soon', '-5x'])('%s says nothing', (header) =>
    expect(retryAfterSeconds(header, now)).toBeUndefined(),
  );
});
