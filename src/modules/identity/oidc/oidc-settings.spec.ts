import { generateKeyPairSync } from 'node:crypto';
import { ProvidersRefused, readOidcSettings } from './oidc-settings';

const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const bank = {
  ...{ id: 'bank', name: 'Example Bank', issuer: 'https://login.bank.example', clientId: 'placet', privateKey },
  ...{ algorithm: 'ES256', acr: ['loa:high'] },
};
const read = (...providers: object[]) => readOidcSettings(JSON.stringify(providers), true);
const refusal = (...providers: object[]): string => {
  try {
    read(...providers);
  } catch (error) {
    if (error instanceof ProvidersRefused) return error.message;
    throw error;
  }
  return '';
};

describe('The configuration of a provider', () => {
  it('is read, with what is usual where nothing is said', () => {
    expect(read(bank)).toMatchObject([
      {
        ...{ id: 'bank', scope: 'openid profile', claimsFrom: 'USERINFO', networks: [], loopback: false },
        client: { method: 'private_key_jwt', algorithm: 'ES256' },
        claims: { fullName: ['given_name', 'family_name'], birth: ['birthdate'] },
      },
    ]);
  });

  it.each<[string, object]>([
    ['.id must be lower-case', { id: '../x' }],
    ['.name must be', { name: '' }],
    ['.issuer must be the https address', { issuer: 'http://login.bank.example' }],
    ['.issuer must be', { issuer: 'https://login.bank.example/.well-known/openid-configuration' }],
    ['.algorithm must be one of', { algorithm: 'none' }],
    ['.algorithm must be one of', { algorithm: 'HS256' }],
    ['.acr must list', { acr: undefined }],
    ['.acr must be a list', { acr: 'loa:high' }],
    ['.privateKey (a PKCS#8 key in PEM) or clientSecret', { privateKey: undefined }],
    ['.privateKey (a PKCS#8 key in PEM) or clientSecret', { clientSecret: 'x'.repeat(20) }],
    ['.privateKey must be', { privateKey: 'secret' }],
    ['.clientSecret must have 16', { privateKey: undefined, clientSecret: 'short' }],
    ['.scope must contain openid', { scope: 'profile' }],
    ['.claims.shoeSize is not a field', { claims: { shoeSize: ['x'] } }],
    ['.claims.docId must be a list', { claims: { docId: 'number' } }],
    ['.verifiedClaims.trustFramework must name', { verifiedClaims: {} }],
    ['.networks must be CIDRs', { networks: ['here'] }],
    ['.loopback is for tests', { loopback: true }],
    ['.acrs is not a setting', { acrs: [] }],
  ])('says what is wrong: %s', (words, change) => {
    const said = refusal({ ...bank, ...change });
    expect(said).toContain(`IDENTITY_PROVIDERS[0]${words}`);
    expect(said).not.toContain('BEGIN PRIVATE KEY');
  });

  it('names everything at once, and two providers of one name', () => {
    expect(refusal(bank, { ...bank, acr: [], algorithm: 'none' }).split('\n')).toHaveLength(3);
    expect(refusal(bank, bank)).toContain('two providers are called bank');
  });

  it.each(['', '{}', '[1]', 'no'])('is no %j', (text) => {
    expect(() => readOidcSettings(text, true)).toThrow(ProvidersRefused);
  });
});
