import { aConsent, sql, type Created } from '../support/asking';
import { PersonToIdentify } from '../support/identified';
import { OpenIdProvider } from '../support/openid-provider';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let provider: OpenIdProvider;
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  provider = await OpenIdProvider.start(['bank', 'other', 'ida']);
  const verified = {
    ...{ acr: [], scope: 'openid identity', claims: {} },
    verifiedClaims: { trustFramework: 'eidas', assuranceLevels: ['substantial', 'high'] },
  };
  const list = [provider.settings('bank'), provider.settings('other'), provider.settings('ida', verified)];
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
const ask = async (securityLevel = 'HUMANOS_KYC', contact = `p${++people}@example.com`): Promise<Created> => {
  const body = { contacts: [contact], credentials: [aConsent()], securityLevel };
  return (await organization.asks(body).expect(201)).body as Created;
};
const callback = (query: URLSearchParams, id = 'bank') => `/identity/callback/${id}?${query.toString()}`;

interface Attempt {
  status: string;
  reason: string | null;
  facts: Record<string, unknown>;
}
const attempts = ({ id }: Created) =>
  sql<Attempt>(
    server.database,
    'SELECT status, reason, facts FROM identity_verifications WHERE request_id = $1 ORDER BY started_at, id',
    [id],
  );

/** Somebody who has been at the provider, and the way back. */
async function returning(created: Created, id = 'bank') {
  const person = await PersonToIdentify.inside(server, created);
  return { person, query: await provider.visit(await person.chooses(id)) };
}

/** From the request to what became of it. */
async function identified(created: Created, id = 'bank'): Promise<Attempt> {
  const { person, query } = await returning(created, id);
  await person.opens(callback(query, id)).expect(303);
  return (await attempts(created)).at(-1)!;
}

describe('An OpenID Connect provider', () => {
  it('identifies a person, who then answers', async () => {
    const created = await ask();
    const { person, query } = await returning(created);
    const back = await person.opens(callback(query)).expect(303);
    expect((await person.opens(back.headers.location).expect(200)).text).toContain('Ana Silva');
    const [{ status, facts }] = await attempts(created);
    expect(status).toBe('VERIFIED');
    expect(facts).toEqual({ issuer: `${provider.issuer}/`, acr: 'loa:high', documentCountry: 'PRT' });
    expect(await person.answers()).toBe('/done?now');
  });

  it('is asked for PKCE, a nonce, our path and no more than it has to tell', async () => {
    const person = await PersonToIdentify.inside(server, await ask('HUMANOS_REVALIDATION'));
    const asked = Object.fromEntries(new URL(await person.chooses('bank')).searchParams);
    expect(asked).toMatchObject({
      ...{ client_id: 'placet-bank', response_type: 'code', code_challenge_method: 'S256', acr_values: 'loa:high' },
      ...{ redirect_uri: 'http://localhost:3000/identity/callback/bank', scope: 'openid profile' },
      ...{ prompt: 'login', max_age: '600' },
    });
    expect(asked.nonce.length).toBeGreaterThan(40);
    expect(asked.state).toHaveLength(43);
  });

  it('takes "no" for an answer', async () => {
    await provider.says({ refuses: true });
    expect(await identified(await ask())).toMatchObject({ status: 'FAILED', reason: 'denied' });
  });

  it.each([
    ['a lower acr than is wanted', { acr: 'loa:low' }, 'assurance_too_low'],
    ['no day of birth', { claims: { birthdate: undefined } }, 'incomplete'],
    ['a day that does not exist', { claims: { birthdate: '1990-02-30' } }, 'incomplete'],
    ['a document that has ended', { claims: { document_end: '2020-01-01' } }, 'document_expired'],
  ])('with %s identifies nobody', async (_, told, reason) => {
    await provider.says(told);
    expect(await identified(await ask())).toMatchObject({ status: 'FAILED', reason });
  });
});

describe('Verified claims (OpenID Connect for Identity Assurance)', () => {
  const element = (more: object = {}, claims: object = {}) => ({
    verification: {
      ...{ trust_framework: 'eidas', assurance_level: 'high', time: '2026-04-01T10:00Z', ...more },
      evidence: [
        {
          type: 'document',
          document_details: {
            ...{ type: 'idcard', document_number: 'X99', date_of_expiry: '2099-01-01' },
            issuer: { country_code: 'PRT' },
          },
        },
      ],
    },
    claims: { given_name: 'Eva', family_name: 'Costa', birthdate: '1985-01-02', ...claims },
  });
  const saying = (verified_claims: unknown) => provider.says({ claims: { verified_claims } });

  it('say who it is, by which framework, and which document', async () => {
    await saying([element({ trust_framework: 'other' }, { given_name: 'Wrong' }), element()]);
    const created = await ask();
    const { person, query } = await returning(created, 'ida');
    const back = await person.opens(callback(query, 'ida')).expect(303);
    const page = (await person.opens(back.headers.location).expect(200)).text;
    for (const shown of ['Eva Costa', 'X99', '1985-01-02', '2099-01-01']) expect(page).toContain(shown);
    const [{ facts }] = await attempts(created);
    expect(facts).toMatchObject({
      ...{ trustFramework: 'eidas', assuranceLevel: 'high', assertedAt: '2026-04-01T10:00Z', documentCountry: 'PRT' },
    });
  });

  it.each([
    ['absent, though the name stands beside them', undefined, 'assurance_too_low'],
    ['of another framework', element({ trust_framework: 'nist_800_63A' }), 'assurance_too_low'],
    ['of a lower assurance', element({ assurance_level: 'low' }), 'assurance_too_low'],
    ['without a level', element({ assurance_level: undefined }), 'assurance_too_low'],
    ['without a name', element({}, { family_name: undefined }), 'incomplete'],
    ['no object', 'eidas', 'assurance_too_low'],
  ])('%s identify nobody', async (_, verified_claims, reason) => {
    await saying(verified_claims);
    expect(await identified(await ask(), 'ida')).toMatchObject({ status: 'FAILED', reason });
  });
});

describe('Who comes back', () => {
  it('twice, or twice at once, was there once: the provider is not asked again', async () => {
    const created = await ask();
    const { person, query } = await returning(created);
    const answers = await Promise.all([1, 2, 3].map(() => person.opens(callback(query))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    const tokenCalls = () => provider.asked.filter((call) => call === 'POST /token').length;
    expect(tokenCalls()).toBe(1);
    expect((await person.opens(callback(query)).expect(409)).text).toContain('was used already');
    expect(tokenCalls()).toBe(1);
    expect(await attempts(created)).toMatchObject([{ status: 'VERIFIED' }]);
  });

  it('in another browser is refused, and can still finish where it began', async () => {
    const [created, other] = [await ask(), await ask()];
    const { person, query } = await returning(created);
    const stranger = await PersonToIdentify.inside(server, other);
    await stranger.chooses('bank');
    expect((await stranger.opens(callback(query)).expect(409)).text).toContain('Please finish where you began');
    expect(await attempts(created)).toMatchObject([{ status: 'PENDING' }]);
    expect(await attempts(other)).toMatchObject([{ status: 'PENDING' }]);
    await person.opens(callback(query)).expect(303);
    expect(await attempts(created)).toMatchObject([{ status: 'VERIFIED' }]);
    expect(await attempts(other)).toMatchObject([{ status: 'PENDING' }]);
  });

  it('after the time for it is too late', async () => {
    const created = await ask();
    const { person, query } = await returning(created);
    await sql(
      server.database,
      `UPDATE identity_verifications SET expires_at = now() - interval '1 s' WHERE request_id = $1`,
      [created.id],
    );
    await person.opens(callback(query)).expect(409);
    expect(provider.asked).not.toContain('POST /token');
    expect(await person.step()).toContain('It was not finished in time');
  });

  it('by the path of another provider is not known there', async () => {
    const created = await ask();
    const { person, query } = await returning(created);
    await person.opens(callback(query, 'other')).expect(404);
    await person.opens(callback(query, 'nobody')).expect(404);
    expect(provider.asked).not.toContain('POST /token');
    expect(await attempts(created)).toMatchObject([{ status: 'PENDING' }]);
  });

  it.each([
    ['without a state', (query: URLSearchParams) => query.delete('state')],
    ['with two', (query: URLSearchParams) => query.append('state', query.get('state')!)],
    ['with another', (query: URLSearchParams) => query.set('state', 'A'.repeat(43))],
  ])('%s is nobody', async (_, change) => {
    const created = await ask();
    const { person, query } = await returning(created);
    change(query);
    await person.opens(callback(query)).expect(404);
    expect(provider.asked).not.toContain('POST /token');
    expect(await attempts(created)).toMatchObject([{ status: 'PENDING' }]);
  });

  it.each([
    ['the iss of another', (query: URLSearchParams) => query.set('iss', 'https://other.example')],
    ['no iss', (query: URLSearchParams) => query.delete('iss')],
    ['two codes', (query: URLSearchParams) => query.append('code', 'x')],
    ['an unknown code', (query: URLSearchParams) => query.set('code', 'x')],
  ])('with %s is refused', async (_, change) => {
    const created = await ask();
    const { person, query } = await returning(created);
    change(query);
    await person.opens(callback(query)).expect(303);
    expect(await attempts(created)).toMatchObject([{ status: 'FAILED', reason: 'invalid_answer' }]);
  });

  it('with the code of somebody else is refused', async () => {
    const [created, other] = [await ask(), await ask()];
    const [victim, thief] = [await returning(other), await returning(created)];
    thief.query.set('code', victim.query.get('code')!);
    await thief.person.opens(callback(thief.query)).expect(303);
    expect(await attempts(created)).toMatchObject([{ status: 'FAILED', reason: 'invalid_answer' }]);
  });
});
