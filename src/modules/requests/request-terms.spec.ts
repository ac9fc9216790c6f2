import type { CallingOrganization } from '../../platform/http';
import type { CreateRequestDto } from './dto/create-request.dto';
import { requestTerms } from './request-terms';

const now = new Date('2026-11-23T09:00:00Z');
const organization = { language: 'PRT', requestDays: 30 } as CallingOrganization;
const termsOf = (dto: object, of: Partial<CallingOrganization> = {}) =>
  requestTerms(dto as CreateRequestDto, { ...organization, ...of }, now);

describe('The terms of a request', () => {
  it('are these where it says nothing, or null', () => {
    const usual = {
      name: null,
      internalId: null,
      securityLevel: 'CONTACT',
      language: 'PRT',
      redirectUrl: null,
      expiresAt: new Date('2026-12-23T09:00:00Z'),
    };
    const nothing = {
      name: null,
      internalId: null,
      securityLevel: null,
      language: null,
      redirectUrl: null,
      expiresAt: null,
    };
    expect(termsOf({})).toEqual({ terms: usual, errors: [] });
    expect(termsOf(nothing)).toEqual({ terms: usual, errors: [] });
  });

  it('last as long as the organization has set', () => {
    expect(termsOf({}, { requestDays: 7 }).terms.expiresAt.toISOString()).toBe('2026-11-30T09:00:00.000Z');
    expect(termsOf({ expiresAt: '2026-11-23T09:00:01Z' }).terms.expiresAt.toISOString()).toBe(
      '2026-11-23T09:00:01.000Z',
    );
  });

  it.each(['2026-11-23T09:00:00Z', '2026-11-22', '2026-W48-1'])('cannot end at %s', (expiresAt) => {
    expect(termsOf({ expiresAt }).errors.map(({ field }) => field)).toEqual(['expiresAt']);
  });

  it.each([
    ['ENG', 'ENG'],
    ['eng', 'ENG'],
    ['en-GB', 'ENG'],
    ['POR', 'PRT'],
    ['pt-BR', 'PRT'],
    ['PT', 'PRT'],
    ['JPN', 'PRT'],
    ['', 'PRT'],
    ['x'.repeat(35), 'PRT'],
    ['../../etc', 'PRT'],
  ])('in %j are told in %s, to an organization of PRT', (language, told) => {
    expect(termsOf({ language }).terms.language).toBe(told);
  });

  it('are told in English where nobody speaks the language of the organization', () => {
    expect(termsOf({ language: 'JPN' }, { language: 'KOR' }).terms.language).toBe('ENG');
  });
});

describe('The address to go to afterwards', () => {
  it.each([
    ['https://example.com/callback?a=1#b', 'https://example.com/callback?a=1#b'],
    ['HTTPS://EXAMPLE.com/a b', 'https://example.com/a%20b'],
    ['https://exämple.com/', 'https://xn--exmple-cua.com/'],
    ['https:example.com', 'https://example.com/'],
    ['https://example.com/\u0009a', 'https://example.com/a'],
    ['https://example.com/"><script>', 'https://example.com/%22%3E%3Cscript%3E'],
    ['http://localhost:4000/done', 'http://localhost:4000/done'],
    ['http://127.0.0.1/', 'http://127.0.0.1/'],
    ['http://[::1]:1/', 'http://[::1]:1/'],
  ])('%s is kept as it was parsed: %s', (redirectUrl, kept) => {
    expect(termsOf({ redirectUrl })).toMatchObject({ terms: { redirectUrl: kept }, errors: [] });
  });

  it.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com',
    '//example.com',
    '/callback',
    'example.com',
    '',
    'https://',
    'https://ana@example.com',
    'https://ana:secret@example.com',
    'http://user@localhost/',
  ])('is never %j', (redirectUrl) => {
    const { terms, errors } = termsOf({ redirectUrl });
    expect(terms.redirectUrl).toBeNull();
    expect(errors.map(({ field }) => field)).toEqual(['redirectUrl']);
  });
});
