import { mandateStatus } from './mandate';

const now = new Date('2026-05-02T12:00:00Z');
const later = new Date('2026-05-03T12:00:00Z');
const earlier = new Date('2026-05-01T12:00:00Z');

it.each<[string, Date | null, Date | null]>([
  ['active', null, null],
  ['active', null, later],
  ['expired', null, now],
  ['expired', null, earlier],
  ['revoked', earlier, null],
  ['revoked', earlier, later],
  ['revoked', earlier, earlier],
])('A mandate is %s when revoked at %s and valid until %s', (status, revokedAt, validUntil) => {
  expect(mandateStatus({ revokedAt, validUntil }, now)).toBe(status);
});
