import { codeLifetime } from './code-lifetime';

const minted = new Date('2026-11-23T09:00:00Z');
const inDays = (days: number) => new Date(minted.getTime() + days * 86_400_000);

it.each([
  ['EMAIL', 'SEND', inDays(30), '2026-11-24T09:00:00.000Z'],
  ['PHONE', 'SEND', inDays(30), '2026-11-23T09:10:00.000Z'],
  ['PHONE', 'SEND_AND_RETURN', inDays(30), '2026-11-23T09:10:00.000Z'],
  ['EMAIL', 'SEND', inDays(0.5), '2026-11-23T21:00:00.000Z'],
  ['PHONE', 'SEND', new Date('2026-11-23T09:01:00Z'), '2026-11-23T09:01:00.000Z'],
  ['EMAIL', 'RETURN', inDays(30), '2026-12-23T09:00:00.000Z'],
  ['PHONE', 'RETURN', inDays(30), '2026-12-23T09:00:00.000Z'],
] as const)('A code by %s in mode %s, of a request until %s, holds until %s', (type, delivery, requestUntil, until) => {
  expect(codeLifetime(type, delivery, minted, requestUntil).toISOString()).toBe(until);
});
