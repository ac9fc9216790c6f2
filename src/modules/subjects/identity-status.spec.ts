import { toldStanding, type IdentityStanding } from './identity-status';

const at = new Date('2026-05-01T12:00:00Z');
const [before, after] = ['2026-05-01T12:00:00+00:00', '2026-05-01T12:00:01+00:00'];
const told = (standing: Partial<IdentityStanding>) =>
  toldStanding(
    { kyc: 'NONE', kycUntil: null, verifiedUntil: null, platformUntil: null, onFile: false, ...standing },
    at,
  );

it('What is told of a person ends with its time', () => {
  expect(told({})).toEqual({ identityStatus: 'NONE', kyc: 'NONE' });
  expect(told({ onFile: true })).toEqual({ identityStatus: 'KYC', kyc: 'NONE' });
  expect(told({ kyc: 'PENDING', kycUntil: after })).toEqual({ identityStatus: 'NONE', kyc: 'PENDING' });
  expect(told({ kyc: 'PENDING', kycUntil: before })).toEqual({ identityStatus: 'NONE', kyc: 'EXPIRED' });
  expect(told({ kyc: 'FAILED' })).toEqual({ identityStatus: 'NONE', kyc: 'FAILED' });
  const verified = { kyc: 'VERIFIED' as const, kycUntil: after, verifiedUntil: after };
  expect(told(verified)).toEqual({ identityStatus: 'KYC', kyc: 'VERIFIED' });
  expect(told({ ...verified, platformUntil: after })).toEqual({ identityStatus: 'HUMANOS', kyc: 'VERIFIED' });
  expect(told({ ...verified, kycUntil: before, verifiedUntil: before, platformUntil: before })).toEqual({
    ...{ identityStatus: 'NONE', kyc: 'EXPIRED' },
  });
});

it('A new attempt takes nothing from what an earlier one has shown', () => {
  expect(told({ kyc: 'FAILED', verifiedUntil: after, platformUntil: after })).toEqual({
    ...{ identityStatus: 'HUMANOS', kyc: 'FAILED' },
  });
});
