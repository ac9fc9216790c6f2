import {
  afterDecision,
  CREDENTIAL_TRANSITIONS,
  credentialMayBecome,
  credentialStatus,
  type CredentialStatus,
  type StoredReason,
} from './credential-status';

const now = new Date('2026-05-02T12:00:00Z');
const later = new Date('2026-05-03T12:00:00Z');
const earlier = new Date('2026-05-01T12:00:00Z');
const STATUSES = Object.keys(CREDENTIAL_TRANSITIONS) as CredentialStatus[];

describe('A credential', () => {
  const allowed = ['PENDING>APPROVED', 'PENDING>REJECTED', 'PENDING>REVOKED', 'APPROVED>REVOKED'];
  it.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    expect(credentialMayBecome(from, to)).toBe(allowed.includes(`${from}>${to}`));
  });

  it.each<[CredentialStatus, StoredReason | null, Date, Date | null, string]>([
    ['PENDING', null, later, null, 'PENDING'],
    ['PENDING', null, now, null, 'REVOKED EXPIRED'],
    ['PENDING', null, earlier, null, 'REVOKED EXPIRED'],
    ['PENDING', null, later, earlier, 'PENDING'],
    ['APPROVED', null, earlier, null, 'APPROVED'],
    ['APPROVED', null, earlier, later, 'APPROVED'],
    ['APPROVED', null, earlier, now, 'REVOKED EXPIRED'],
    ['REJECTED', null, earlier, earlier, 'REJECTED'],
    ['REVOKED', 'CANCELED', earlier, null, 'REVOKED CANCELED'],
    ['REVOKED', 'WITHDRAWN', later, earlier, 'REVOKED WITHDRAWN'],
  ])(
    'stored as %s (%s), answerable until %s, valid until %s',
    (status, statusReason, answerableUntil, validUntil, told) => {
      const seen = credentialStatus({ status, statusReason, answerableUntil, validUntil }, now);
      expect([seen.status, seen.statusReason].filter(Boolean).join(' ')).toBe(told);
    },
  );

  it.each([
    ['ACCEPT', 1, 1, 'APPROVED'],
    ['ACCEPT', 1, 2, 'PENDING'],
    ['ACCEPT', 2, 2, 'APPROVED'],
    ['REJECT', 1, 2, 'REJECTED'],
    ['REJECT', 0, 1, 'REJECTED'],
  ] as const)('after %s with %i of %i accepted', (action, accepted, asked, becomes) => {
    expect(afterDecision(action, accepted, asked)).toBe(becomes);
  });
});
