import { levelMet, SECURITY_LEVELS } from './security-level';

it('Who has proved a contact meets CONTACT; with an identity on file also ORGANIZATION_KYC; nobody more', () => {
  const met = (hasIdentity: boolean) => SECURITY_LEVELS.filter((level) => levelMet(level, { hasIdentity }));
  expect(met(false)).toEqual(['CONTACT']);
  expect(met(true)).toEqual(['CONTACT', 'ORGANIZATION_KYC']);
});
