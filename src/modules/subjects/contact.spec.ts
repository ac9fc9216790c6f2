import { normaliseContact, NotAContact } from './contact';

const refusal = (input: string, country: string | null = null): string => {
  try {
    const { value } = normaliseContact(input, country);
    return `taken as ${value}`;
  } catch (error) {
    expect(error).toBeInstanceOf(NotAContact);
    return (error as Error).message;
  }
};

describe('An e-mail address', () => {
  it.each([
    ['Ana@Example.COM', 'ana@example.com'],
    ['  ana @ example.com ', 'ana@example.com'],
    ['ana\u200b@example.com\ufeff', 'ana@example.com'],
    ['ana+tag@mail.example.co.uk', 'ana+tag@mail.example.co.uk'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['JOA\u0303O@example.com', 'jo\u00e3o@example.com'],
  ])('%j is %s', (input, value) => {
    expect(normaliseContact(input, null)).toEqual({ type: 'EMAIL', value });
  });

  it.each([
    'ana@',
    '@example.com',
    'ana@example',
    'ana@@example.com',
    'a,b@example.com',
    'ana@exa_mple.com',
    'Ana <ana@example.com>',
    'ana@[127.0.0.1]',
    'ana@example.com\0',
  ])('%j is none', (input) => {
    expect(refusal(input)).toBe('is not a valid e-mail address');
  });

  it('has at most 254 characters', () => {
    expect(refusal(`${'a'.repeat(250)}@example.com`)).toBe('must have at most 254 characters');
  });
});

describe('A phone number', () => {
  it.each([
    ['+351912345678', '+351912345678'],
    ['+351 912 345 678', '+351912345678'],
    ['00351 912 345 678', '+351912345678'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('%s is %s', (input, value) => {
    expect(normaliseContact(input, null)).toEqual({ type: 'PHONE', value });
  });

  it('without a country code needs the country of its organization', () => {
    expect(refusal('912345678')).toBe('needs a country code, e.g. +351912345678');
    expect(normaliseContact('912 345 678', 'PT')).toEqual({ type: 'PHONE', value: '+351912345678' });
    expect(normaliseContact('(415) 555-2671', 'US')).toEqual({ type: 'PHONE', value: '+14155552671' });
    expect(normaliseContact('+351912345678', 'US').value).toBe('+351912345678');
  });

  it('must be one of its country', () => {
    expect(refusal('+351000000000')).toBe('is not a valid phone number');
    expect(refusal('912345678', 'US')).toBe('is not a valid phone number');
    expect(refusal('+14155552671 ext. 5')).toBe('is not a valid phone number');
  });
});

it.each([
  ['', 'must not be empty'],
  [' \u200b ', 'must not be empty'],
  ['ana', 'is neither an e-mail address nor a phone number'],
  ['+', 'is neither an e-mail address nor a phone number'],
  ['did:via:humanos:user-1', 'is neither an e-mail address nor a phone number'],
])('%j: it %s', (input, why) => expect(refusal(input)).toBe(why));
