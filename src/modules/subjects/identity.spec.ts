import type { IdentityDto } from './dto/identity.dto';
import { brokenIdentityRules } from './identity';

const NOW = new Date('2026-11-23T10:00:00Z');
const identity = (given: Partial<IdentityDto>): IdentityDto => ({
  ...{ fullName: 'Ana Silva', birth: '1990-04-23', docId: '12345678', countryAlpha3: 'PRT' },
  ...given,
});
const broken = (given: Partial<IdentityDto>) => brokenIdentityRules(identity(given), NOW).map(({ message }) => message);

describe('The rules of an identity', () => {
  it.each([
    '1990-04-23',
    '1990-04-23T00:00:00Z',
    '1990-04-23T23:30:00-03:00',
    '1992-02-29',
    '1876-11-23',
    '2026-11-22',
  ])('take a birth on %s', (birth) => expect(broken({ birth })).toEqual([]));

  it.each([
    ['2026-02-30', 'identity.birth must be a day that exists'],
    ['1991-02-29', 'identity.birth must be a day that exists'],
    ['0000-01-01', 'identity.birth must be a day that exists'],
    ['1990-04-31T10:00:00Z', 'identity.birth must be a day that exists'],
    ['1990-04-23Tnoon', 'identity.birth must be a day that exists'],
    ['2026-11-24', 'identity.birth must lie in the past'],
    ['0001-01-01', 'identity.birth must lie within the last 150 years'],
    ['1000-01-01', 'identity.birth must lie within the last 150 years'],
  ])('refuse a birth on %s', (birth, message) => expect(broken({ birth })).toEqual([message]));

  it('refuse days of the document that do not exist, and keep what is written in another way', () => {
    expect(broken({ issueDate: '2021-02-30', expiresAt: '2031-13-01' })).toEqual([
      'identity.issueDate must be a day that exists',
      'identity.expiresAt must be a day that exists',
    ]);
    expect(broken({ issueDate: '01 MAY 2021', expiresAt: '2031-05-01' })).toEqual([]);
    expect(broken({ issueDate: null as unknown as string })).toEqual([]);
  });
});
