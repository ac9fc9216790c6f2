import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isIPv6 } from 'node:net';
import { Clock } from '../clock';
import { Problem } from './problem';

const A_MINUTE = 60;
const MINUTE = 60_000;
/** More addresses than these in one minute share what is left for the others: memory stays bounded under attack. */
const REMEMBERED = 10_000;
const OTHERS = 'others';

/**
 * Limits public routes to 60 calls a minute and client address (`TRUST_PROXY` decides which address that is), in each
 * process by itself: it protects a process from a flood, not a budget to the last call. An IPv6 client counts by its /64,
 * of which it has every address.
 */
@Injectable()
export class AddressLimit implements CanActivate {
  private minute = 0;
  private readonly calls = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    this.admit(context.switchToHttp().getRequest<Request>());
    return true;
  }

  /** Counts a call; throws a 429 when it is one too many. */
  admit({ ip = '' }: Pick<Request, 'ip'>): void {
    const now = this.clock.now().getTime();
    const used = this.count(networkOf(ip), Math.floor(now / MINUTE));
    if (used <= A_MINUTE) return;
    const seconds = String(Math.ceil((MINUTE - (now % MINUTE)) / 1000));
    throw new Problem(
      'rate_limited',
      `This address may make ${A_MINUTE} calls a minute. Try again in ${seconds} seconds.`,
      {
        headers: {
          'Retry-After': seconds,
          'RateLimit-Limit': String(A_MINUTE),
          'RateLimit-Remaining': '0',
          'RateLimit-Reset': seconds,
        },
      },
    );
  }

  /** Takes a call back that `admit` has counted. */
  forgive({ ip = '' }: Pick<Request, 'ip'>): void {
    const network = networkOf(ip);
    const counter = this.calls.has(network) ? network : OTHERS;
    const used = this.calls.get(counter) ?? 0;
    if (used > 0) this.calls.set(counter, used - 1);
  }

  private count(network: string, minute: number): number {
    if (minute !== this.minute) this.calls.clear();
    this.minute = minute;
    const counter = this.calls.has(network) || this.calls.size < REMEMBERED ? network : OTHERS;
    const used = (this.calls.get(counter) ?? 0) + 1;
    this.calls.set(counter, used);
    return used;
  }
}

/** An IPv4 address as it is, also when it is written as IPv6; the first four groups of an IPv6 address. */
export function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head, tail] = address.split('%')[0].split('::');
  const groups = head ? head.split(':') : [];
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - behind.length).fill('0'), ...behind];
  return whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
