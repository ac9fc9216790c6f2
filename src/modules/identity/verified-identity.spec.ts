import { documentEnd, sameIdentity, sameName, validUntil, type VerifiedIdentity } from './verified-identity';

const ana: VerifiedIdentity = {
  fullName: 'Ana Müller',
  birth: '1990-05-31',
  docId: '12345678',
  countryAlpha3: 'PRT',
};

describe('A name', () => {
  it.each([
    ['Ana Müller', 'ANA MUELLER'],
    ['Ana Müller', 'Ana Muller'],
    ['MÜLLER ANA', 'Ana Müller'],
    ['Ana Mu\u0308ller', 'Ana Müller'],
    ['Jean-Luc Lefèvre', 'JEAN LUC LEFEVRE'],
    ['Łukasz Żółć', 'LUKASZ ZOLC'],
    ['Søren Ågård', 'SOEREN AAGAARD'],
    ['Søren Ågård', 'SOREN AGARD'],
    ['Groß', 'GROSS'],
    ['Иван Петров', 'ПЕТРОВ ИВАН'],
  ])('%s is also %s', (one, other) => {
    expect(sameName(one, other)).toBe(true);
    expect(sameName(other, one)).toBe(true);
  });

  it.each([
    ['Ana Silva', 'Ana Silvo'],
    ['Ana Silva', 'Ana Maria Silva'],
    ['Ana Silva', 'Silva'],
    ['', ''],
    ['...', '---'],
    ['محمد', 'أحمد'],
  ])('%j is not %j', (one, other) => expect(sameName(one, other)).toBe(false));
});

describe('A person who is identified again', () => {
  it('is the same by name and birth, and by the document where both have one', () => {
    expect(sameIdentity(ana, { ...ana, fullName: 'MUELLER ANA', docId: '1234 5678' })).toBe('same');
    expect(sameIdentity(ana, { fullName: 'Ana Müller', birth: '1990-05-31' })).toBe('same');
    expect(sameIdentity(ana, { ...ana, birth: '1990-05-30' })).toBe('mismatch');
    expect(sameIdentity(ana, { ...ana, fullName: 'Eva Müller' })).toBe('mismatch');
  });

  it('with another document is told apart from another person', () => {
    expect(sameIdentity(ana, { ...ana, docId: '87654321' })).toBe('document_renewed');
    expect(sameIdentity(ana, { ...ana, countryAlpha3: 'ESP' })).toBe('document_renewed');
    expect(sameIdentity(ana, { ...ana, docId: '87654321', birth: '1991-05-31' })).toBe('mismatch');
  });
});

describe('A verification', () => {
  const at = new Date('2026-05-01T12:00:00Z');

  it('holds for 365 days, or until the document ends', () => {
    expect(validUntil(ana, at).toISOString()).toBe('2027-05-01T12:00:00.000Z');
    expect(validUntil({ ...ana, expiresAt: '2026-06-30' }, at).toISOString()).toBe('2026-06-30T23:59:59.999Z');
    expect(validUntil({ ...ana, expiresAt: '2030-06-30' }, at).toISOString()).toBe('2027-05-01T12:00:00.000Z');
  });

  it.each(['', 'never', '30.06.2026', '2026-13-40'])('takes no day from %j', (expiresAt) => {
    expect(documentEnd({ expiresAt })).toBeNull();
  });
});
