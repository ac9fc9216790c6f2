import { assuranceFor, levelMet, SECURITY_LEVELS, type Assurance, type KnownOfPerson } from './security-level';

const at = new Date('2026-05-01T12:00:00Z');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
const anAssurance = (basis: Assurance['basis'], more: Partial<Assurance> = {}): Assurance => ({
  ...{ basis, provider: 'bank', providerKind: 'OIDC' as const, facts: {} },
  ...{ verifiedAt: hours(-1), validUntil: hours(24) },
  ...more,
});
const known = (more: Partial<KnownOfPerson>): KnownOfPerson => ({
  ...{ onFile: null, verification: null, platform: null },
  ...more,
});
const met = (more: Partial<KnownOfPerson>) =>
  SECURITY_LEVELS.filter((level) => levelMet(level, assuranceFor(level, known(more), at)));
const verification = (forPlatform: boolean, more: Partial<Assurance> = {}) => ({
  verification: { ...anAssurance('VERIFICATION', more), forPlatform },
});

describe('Every pair of a level and what a person has shown', () => {
  it.each<[string, Partial<KnownOfPerson>, string[]]>([
    ['nothing but the contact', {}, ['CONTACT']],
    ['the identity on file, confirmed', { onFile: anAssurance('ON_FILE') }, ['CONTACT', 'ORGANIZATION_KYC']],
    ['a verification that the organization answers for', verification(false), ['CONTACT', 'ORGANIZATION_KYC']],
    [
      'a verification of now that the platform answers for',
      verification(true),
      ['CONTACT', 'ORGANIZATION_KYC', 'HUMANOS_REVALIDATION'],
    ],
    ['one of before that the platform answers for', { platform: anAssurance('PLATFORM') }, ['CONTACT', 'HUMANOS_KYC']],
    [
      'all of it',
      { onFile: anAssurance('ON_FILE'), ...verification(true), platform: anAssurance('PLATFORM') },
      [...SECURITY_LEVELS],
    ],
  ])('%s', (_, shown, levels) => expect(met(shown)).toEqual(levels));
});

describe('What was shown', () => {
  it('ends with its validity', () => {
    const over = { validUntil: at };
    expect(met({ onFile: anAssurance('ON_FILE', over) })).toEqual(['CONTACT']);
    expect(met({ platform: anAssurance('PLATFORM', over) })).toEqual(['CONTACT']);
    expect(met(verification(true, over))).toEqual(['CONTACT']);
  });

  it('is "now" for twelve hours', () => {
    const shown = (count: number) => met(verification(true, { verifiedAt: hours(-count) }));
    expect(shown(12)).toContain('HUMANOS_REVALIDATION');
    expect(shown(12.1)).not.toContain('HUMANOS_REVALIDATION');
  });
});
