import { verdict } from './evaluated';
import { approvedFieldsOf, readPresented, subjectsOf } from './presented';
import { audienceCheck, challengeCheck, holderCheck, proofChecks } from './proof-checks';

const credential = {
  issuer: { id: 'did:key:issuer' },
  credentialSubject: [{ id: 'did:key:ana' }, { id: 'did:key:rui' }],
};

describe('What is handed in', () => {
  it('is a credential, or a presentation of exactly one', () => {
    expect(readPresented({ credential })).toEqual({ presentation: null, credential });
    const presentation = { verifiableCredential: [credential] };
    expect(readPresented({ presentation })).toEqual({ presentation, credential });
    expect(readPresented({ presentation: { verifiableCredential: credential } }).credential).toBe(credential);
    expect(readPresented({ presentation: { verifiableCredential: [credential, credential] } }).credential).toBeNull();
    expect(readPresented({ presentation: {} }).credential).toBeNull();
  });

  it.each([{}, { credential, presentation: {} }, { credential: [] }, { presentation: 'x' }])(
    'is refused: %j',
    (body) => {
      expect(() => readPresented(body)).toThrow('Exactly one of presentation and credential');
    },
  );

  it('speaks of its subjects, and of what each of them approved', () => {
    expect(subjectsOf(credential)).toEqual(['did:key:ana', 'did:key:rui']);
    expect(approvedFieldsOf({ credentialSubject: { data: [{ label: 'a' }, 'b'] } })).toEqual([[{ label: 'a' }]]);
    const two = [{ data: [{ label: 'a' }] }, { mandate: { rules: [{ label: 'b' }] } }, 'did:key:rui'];
    expect(approvedFieldsOf({ credentialSubject: two })).toEqual([[{ label: 'a' }], [{ label: 'b' }]]);
    expect(approvedFieldsOf({})).toEqual([]);
  });
});

describe('A presentation', () => {
  it.each([
    [undefined, undefined, 'pass'],
    [undefined, 'https://hotel', 'pass'],
    ['https://hotel', 'https://hotel', 'pass'],
    ['https://hotel', 'https://bank', 'fail'],
    ['https://hotel', undefined, 'fail'],
  ] as const)('for %s, checked by %s: %s', (domain, verifier, result) => {
    const check = audienceCheck({ proof: { domain } }, verifier);
    expect(check.result).toBe(result);
    expect(audienceCheck({ proof: [{ domain }] }, verifier)).toEqual(check); // a list of one is read as the one
    if (result === 'fail')
      expect(check).toMatchObject({ reason: 'audience_mismatch', retryable: verifier === undefined });
  });

  it.each([
    [undefined, undefined, 'skip', 'carries no challenge'],
    ['c1', undefined, 'skip', 'a replay would not be noticed: say which one you gave in context.challenge'],
    ['c1', 'c1', 'pass', 'answers this challenge'],
    ['c1', 'c2', 'fail', 'answers another challenge'],
    [undefined, 'c1', 'fail', 'answers no challenge'],
    [['c1'], 'c1', 'fail', 'answers another challenge'],
  ] as const)('that answers %j, held against %s: %s', (answered, challenge, result, message) => {
    const check = challengeCheck({ proof: { challenge: answered } }, challenge);
    expect(check).toMatchObject({ check: 'presentation.challenge', result, message: expect.stringContaining(message) });
    if (result === 'fail') expect(check).toMatchObject({ reason: 'presentation_mismatch', retryable: true });
  });

  it.each([
    ['did:key:issuer', 'pass'],
    ['did:key:rui', 'pass'],
    ['did:key:eve', 'fail'],
    [undefined, 'fail'],
  ] as const)('held by %s: %s', (holder, result) => {
    expect(holderCheck({ holder }, credential).result).toBe(result);
  });
});

describe('A check that denies', () => {
  const denial = (check: string, result: 'fail' | 'error', message = 'No') =>
    proofChecks('credential', { verified: false, evaluations: [{ check: check as 'key', result, message }] })[0];

  it.each([
    ['signature', 'fail', 'No', 'signature_invalid', false],
    ['key', 'error', 'Not reached', 'signature_invalid', true],
    ['validity', 'fail', 'Expired at 2026-01-01', 'expired', false],
    ['validity', 'fail', 'Not valid before 2099-01-01', 'expired', true],
  ] as const)('%s %s (%s): %s, again: %s', (check, result, message, reason, retryable) => {
    expect(denial(check, result, message)).toMatchObject({ check: `credential.${check}`, reason, retryable });
  });

  it('gives its reason to the verdict; only if all may be mended is it worth trying again', () => {
    expect(verdict([])).toEqual({ allowed: true });
    const [broken, away] = [denial('signature', 'fail'), denial('key', 'error')];
    expect(verdict([away])).toEqual({ allowed: false, reason: 'signature_invalid', retryable: true });
    expect(verdict([away, broken])).toMatchObject({ retryable: false });
  });
});
