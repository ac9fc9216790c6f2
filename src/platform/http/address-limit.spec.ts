import type { ExecutionContext } from '@nestjs/common';
import { TestClock } from '../../../test/support/clock';
import { AddressLimit, networkOf } from './address-limit';
import type { Problem } from './problem';

const from = (ip: string) => ({ switchToHttp: () => ({ getRequest: () => ({ ip }) }) }) as unknown as ExecutionContext;

/** How many of so many calls from these addresses are let through. */
const admitted = (limit: AddressLimit, addresses: string[]): number =>
  addresses.filter((address) => {
    try {
      return limit.canActivate(from(address));
    } catch {
      return false;
    }
  }).length;
const times = (count: number, address: string): string[] => Array<string>(count).fill(address);

describe('The limit of an address', () => {
  const clock = new TestClock(new Date('2026-02-01T12:00:45Z'));

  it('is 60 calls a minute; others are not concerned; the next minute begins anew', () => {
    const limit = new AddressLimit(clock);
    expect(admitted(limit, times(70, '198.51.100.1'))).toBe(60);
    expect(admitted(limit, times(60, '198.51.100.2'))).toBe(60);
    clock.advance({ seconds: 15 });
    expect(admitted(limit, times(1, '198.51.100.1'))).toBe(1);
  });

  it('says how long to wait', () => {
    const limit = new AddressLimit(new TestClock(new Date('2026-02-01T12:00:45Z')));
    admitted(limit, times(60, '198.51.100.1'));
    const refusal = (): Problem => {
      try {
        limit.canActivate(from('198.51.100.1'));
      } catch (error) {
        return error as Problem;
      }
      throw new Error('It was let through');
    };
    expect(refusal()).toMatchObject({
      code: 'rate_limited',
      headers: { 'Retry-After': '15', 'RateLimit-Limit': '60' },
    });
  });

  it('stays small when a million addresses call: the last ones share one', () => {
    const limit = new AddressLimit(clock);
    const many = Array.from({ length: 20_000 }, (_, index) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`);
    expect(admitted(limit, many)).toBe(10_060);
  });
});

describe('The network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001::6', '2001:db8:1:0'],
    ['2001:db8::', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
