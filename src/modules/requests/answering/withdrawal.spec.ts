import { withdrawal } from './withdrawal';

const now = new Date('2026-11-24T12:00:00Z');
const [before, after] = [new Date('2026-11-24T11:00:00Z'), new Date('2026-11-24T13:00:00Z')];
const consent = {
  ...({ type: 'CONSENT', scope: null, status: 'APPROVED', statusReason: null } as const),
  ...{ answerableUntil: after, validUntil: null },
};
const accepted = { action: 'ACCEPT', withdrawnAt: null } as const;

it.each([
  ['possible', consent, accepted],
  ['possible', { ...consent, answerableUntil: before }, accepted],
  ['possible', { ...consent, validUntil: after }, accepted],
  ['possible', { ...consent, status: 'PENDING' as const }, accepted],
  ['possible', { ...consent, type: 'JSON' as const, scope: 'payments.hotel' }, accepted],
  ['not_given', { ...consent, type: 'JSON' as const }, accepted],
  ['not_given', { ...consent, type: 'DOCUMENT' as const, scope: 'x' }, accepted],
  ['not_given', { ...consent, type: 'FORM' as const }, accepted],
  ['not_given', consent, undefined],
  ['not_given', { ...consent, status: 'REJECTED' as const }, { action: 'REJECT' as const, withdrawnAt: null }],
  ['not_given', { ...consent, status: 'REJECTED' as const }, accepted],
  ['already', consent, { ...accepted, withdrawnAt: before }],
  ['already', { ...consent, status: 'REVOKED' as const, statusReason: 'REVOKED' as const }, accepted],
  ['already', { ...consent, validUntil: before }, accepted],
])('Taking back is %s for %j after %j', (expected, credential, made) => {
  expect(withdrawal(credential, made, now)).toBe(expected);
});
