// An OpenID Connect provider in a process of its own. Told once, as JSON in its first argument, who it is and who its clients are;
// says the port it listens on to whoever started it.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { issuer, clients, jwks, acr } = JSON.parse(process.argv[2]);
/** What the next person is said to be; changed by POST /control. */
let person = { acr, claims: {} };

const provider = new Provider(issuer, {
  clients,
  jwks,
  cookies: { keys: ['of-the-test-provider'] },
  acrValues: ['loa:low', 'loa:substantial', 'loa:high'],
  claims: {
    openid: ['sub'],
    profile: [
      'given_name',
      'family_name',
      'birthdate',
      'gender',
      'document_number',
      'document_country',
      'document_end',
    ],
    identity: ['verified_claims'],
    acr: null,
  },
  scopes: ['openid', 'profile', 'identity'],
  enabledJWA: {
    idTokenSigningAlgValues: ['ES256', 'RS256'],
    userinfoSigningAlgValues: ['ES256'],
    clientAuthSigningAlgValues: ['ES256'],
  },
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
  },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...person.claims }) }),
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile identity');
    grant.addOIDCClaims(['verified_claims']);
    await grant.save();
    return grant;
  },
});
provider.proxy = true;
const answer = provider.callback();

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const server = createServer(async (request, response) => {
  if (request.url === '/control') {
    person = JSON.parse(await bodyOf(request));
    return response.end();
  }
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  await provider.interactionDetails(request, response);
  if (person.refuses)
    return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' });
  const login = { accountId: person.id ?? 'ana', acr: person.acr, amr: ['hwk'] };
  return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
