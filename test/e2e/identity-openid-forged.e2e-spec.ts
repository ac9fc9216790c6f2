import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { aConsent, sql, type Created } from '../support/asking';
import { PersonToIdentify } from '../support/identified';
import { OpenIdProvider, type PassingAnswer } from '../support/openid-provider';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** Each is discovered once, so that what it publishes can be changed before. */
const FRESH = ['fresh-1', 'fresh-2', 'fresh-3', 'fresh-4', 'fresh-5', 'fresh-6', 'fresh-7'];

let provider: OpenIdProvider;
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  provider = await OpenIdProvider.start(['bank', ...FRESH]);
  const list = ['bank', ...FRESH].map((id) => provider.settings(id));
  const environment = { DELIVERY: 'off', IDENTITY_PROVIDERS: JSON.stringify(list) };
  server = await startServer({ environment });
  organization = await server.organization({ codeDelivery: 'SEND_AND_RETURN' });
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});
beforeEach(() => provider.says());

let people = 0;
async function someone(id = 'bank') {
  const body = { contacts: [`p${++people}@example.com`], credentials: [aConsent()], securityLevel: 'HUMANOS_KYC' };
  const created = (await organization.asks(body).expect(201)).body as Created;
  const person = await PersonToIdentify.inside(server, created);
  const last = async () =>
    (
      await sql<{ status: string; reason: string | null }>(
        server.database,
        'SELECT status, reason FROM identity_verifications WHERE request_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1',
        [created.id],
      )
    ).at(0);
  /** Goes to the provider, and comes back when `tamper` is at work. */
  const isIdentified = async (tamper: OpenIdProvider['tamper']) => {
    const query = await provider.visit(await person.chooses(id));
    provider.tamper = tamper;
    await person.opens(`/identity/callback/${id}?${query.toString()}`).expect(303);
    return last();
  };
  return { person, isIdentified, last };
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** Changes the ID token among what the token endpoint answers. */
const changing = (change: (token: string) => string | undefined) => (answer: PassingAnswer) => {
  if (answer.path !== '/token' || answer.status !== 200) return answer;
  const body = JSON.parse(answer.body) as { id_token: string };
  return { ...answer, body: JSON.stringify({ ...body, id_token: change(body.id_token) }) };
};

/** The same claims, with these changes, signed anew. */
function signed(
  token: string,
  claims: object,
  { key, header }: { key: KeyObject; header: { alg: string; kid: string } },
): string {
  const input = `${encoded(header)}.${encoded({ ...decoded(token.split('.')[1]), ...claims })}`;
  const dsaEncoding = header.alg.startsWith('ES') ? ('ieee-p1363' as const) : undefined;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding }).toString('base64url')}`;
}
const EC = { alg: 'ES256', kid: 'ec' };
const asTheProvider = (claims: object) =>
  changing((token) => signed(token, claims, { key: provider.keys.es256, header: EC }));

it('A token that the test signs in the place of the provider is a good one: what is refused below is refused for its fault', async () => {
  const { isIdentified } = await someone();
  expect(await isIdentified(asTheProvider({}))).toMatchObject({ status: 'VERIFIED' });
});

describe('A forged ID token is refused:', () => {
  const thief = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  it.each<[string, () => OpenIdProvider['tamper']]>([
    [
      'one byte of its signature changed',
      () => changing((token) => token.slice(0, -2) + (token.endsWith('AA') ? 'BA' : 'AA')),
    ],
    [
      'a better acr and no signature worth the name',
      () =>
        changing((token) => {
          const [header, payload] = token.split('.');
          return `${header}.${encoded({ ...decoded(payload), acr: 'loa:high' })}.${Buffer.alloc(64).toString('base64url')}`;
        }),
    ],
    ['alg none', () => changing((token) => `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`)],
    [
      'HS256 with the public key as the secret',
      () =>
        changing((token) => {
          const secret = createPublicKey(provider.keys.es256).export({ type: 'spki', format: 'pem' });
          const input = `${encoded({ alg: 'HS256', kid: 'ec' })}.${token.split('.')[1]}`;
          return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
        }),
    ],
    [
      'RS256 by a key that the provider does have',
      () => changing((token) => signed(token, {}, { key: provider.keys.rs256, header: { alg: 'RS256', kid: 'rsa' } })),
    ],
    [
      'a key in its own header',
      () =>
        changing((token) =>
          signed(
            token,
            {},
            {
              key: thief.privateKey,
              header: { ...EC, jwk: thief.publicKey.export({ format: 'jwk' }) } as typeof EC,
            },
          ),
        ),
    ],
    [
      'the address of a key in its header',
      () =>
        changing((token) =>
          signed(token, {}, { key: thief.privateKey, header: { ...EC, jku: 'http://127.0.0.1:1/keys' } as typeof EC }),
        ),
    ],
    ['for another nonce', () => asTheProvider({ nonce: 'another' })],
    ['for another client', () => asTheProvider({ aud: 'somebody-else' })],
    ['for several clients and another party', () => asTheProvider({ aud: ['placet-bank', 'x'], azp: 'x' })],
    ['of another issuer', () => asTheProvider({ iss: 'https://other.example' })],
    ['that has ended', () => asTheProvider({ exp: 1_700_000_000 })],
    ['left out', () => changing(() => undefined)],
  ])('%s', async (_, tamper) => {
    const { isIdentified, person } = await someone();
    expect(await isIdentified(tamper())).toEqual({ status: 'FAILED', reason: 'invalid_answer' });
    expect(await person.answers()).toBe('nothing to answer');
  });

  it('an acr that is not listed, though it is signed', async () => {
    const { isIdentified } = await someone();
    expect(await isIdentified(asTheProvider({ acr: 'loa:highest' }))).toEqual({
      status: 'FAILED',
      reason: 'assurance_too_low',
    });
    expect(await (await someone()).isIdentified(asTheProvider({ acr: undefined }))).toMatchObject({
      reason: 'assurance_too_low',
    });
  });

  it('userinfo of somebody else', async () => {
    const { isIdentified } = await someone();
    const tamper = (answer: PassingAnswer) =>
      answer.path === '/me' ? { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), sub: 'eva' }) } : answer;
    expect(await isIdentified(tamper)).toEqual({ status: 'FAILED', reason: 'invalid_answer' });
  });
});

describe('A provider in trouble decides nothing, and can be tried again:', () => {
  const at =
    (path: string, change: (answer: PassingAnswer) => PassingAnswer | null) =>
    (answer: PassingAnswer): PassingAnswer | null =>
      answer.path === path ? change(answer) : answer;
  it.each<[string, OpenIdProvider['tamper']]>([
    ['a fault of its own for the token', at('/token', (answer) => ({ ...answer, status: 500, body: 'oops' }))],
    ['busy for the token', at('/token', (answer) => ({ ...answer, status: 429 }))],
    ['a fault of its own for userinfo', at('/me', (answer) => ({ ...answer, status: 503 }))],
    ['silence', at('/token', () => null)],
    [
      'elsewhere, it says',
      at('/token', (answer) => ({ ...answer, status: 307, headers: { location: 'http://127.0.0.1:1/' }, body: '' })),
    ],
    ['an answer without end', at('/token', (answer) => ({ ...answer, body: ' '.repeat(300_000) + answer.body }))],
  ])('%s', async (_, tamper) => {
    const { isIdentified, person } = await someone();
    expect(await isIdentified(tamper)).toEqual({ status: 'PENDING', reason: 'provider_unavailable' });
    expect(await person.step()).toContain('The service does not answer at the moment');
    expect(await person.answers()).toBe('nothing to answer');
    provider.tamper = (answer) => answer;
    expect(await isIdentified((answer) => answer)).toMatchObject({ status: 'VERIFIED' });
  });

  it('keys without the one that signed', async () => {
    const { isIdentified } = await someone('fresh-1');
    const tamper = at('/jwks', (answer) => ({ ...answer, body: '{"keys":[]}' }));
    expect(await isIdentified(tamper)).toEqual({ status: 'PENDING', reason: 'provider_unavailable' });
  });

  it.each<[string, string, (discovered: Record<string, string>) => object | null]>([
    ['fresh-2', 'not there', () => null],
    ['fresh-3', 'another issuer', (discovered) => ({ ...discovered, issuer: 'https://other.example' })],
  ])('%s: what it publishes of itself is %s, and the person never leaves', async (id, _, change) => {
    const { person, last } = await someone(id);
    provider.tamper = at('/.well-known/openid-configuration', (answer) => {
      const changed = change(JSON.parse(answer.body) as Record<string, string>);
      return changed ? { ...answer, body: JSON.stringify(changed) } : { ...answer, status: 503 };
    });
    const page = await person.follows(await person.post('/identity/start', { provider: id }).expect(303));
    expect(page).toContain('The service does not answer at the moment');
    expect(await last()).toBeUndefined();
  });

  it.each([
    ['fresh-4', 'token_endpoint', 'http://169.254.169.254/token'],
    ['fresh-5', 'token_endpoint', 'http://10.0.0.1/token'],
    ['fresh-6', 'jwks_uri', 'https://169.254.169.254/keys'],
    ['fresh-7', 'userinfo_endpoint', 'https://[fd00:ec2::254]/me'],
  ])('%s: its %s is said to be %s, which is not even asked', async (id, name, address) => {
    const { person, last } = await someone(id);
    provider.tamper = at('/.well-known/openid-configuration', (answer) => {
      const discovered = JSON.parse(answer.body) as Record<string, string>;
      return { ...answer, body: JSON.stringify({ ...discovered, [name]: address }) };
    });
    const query = await provider.visit(await person.chooses(id));
    await person.opens(`/identity/callback/${id}?${query.toString()}`).expect(303);
    expect(await last()).toMatchObject({ status: 'PENDING', reason: 'provider_unavailable' });
  });
});
