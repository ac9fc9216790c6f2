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
    ['ana\u202e@exam\u00adple\u2066.com', 'ana@example.com'],
    ['a\u3164na@example\ufe0f.com', 'ana@example.com'],
    ['Ana@b\u00fccher.example', 'ana@b\u00fccher.example'],
    ['ana@BU\u0308CHER.example', 'ana@b\u00fccher.example'],
    ['ana@xn--bcher-kva.example', 'ana@b\u00fccher.example'],
    ['ana@p\u0430ypal.com', 'ana@xn--pypal-4ve.com'],
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

  it.each([
    ['JOA\u0303O@example.com', 'must have letters of ASCII only before the @: not every mail server takes others'],
    ['\u212aarl@example.com', 'must have letters of ASCII only before the @: not every mail server takes others'],
    ['d\u0131ana@example.com', 'must have letters of ASCII only before the @: not every mail server takes others'],
    ['"a.b"@example.com', 'must have nothing in quotes before the @: not every mail server takes it'],
    ['"a@b"@example.com', 'must have nothing in quotes before the @: not every mail server takes it'],
    ['ana@\u212aelvin.com', 'is not a valid e-mail address'],
    ['ana@\uff45xample.com', 'is not a valid e-mail address'],
  ])('%j: it %s', (input, why) => expect(refusal(input)).toBe(why));

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
    ['\u202a+351\u2060 912\u200d345678\u202c', '+351912345678'],
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
