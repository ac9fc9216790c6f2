import * as oidc from 'openid-client';
import type { Clock } from '../../../platform/clock';
import { guardedFetch, NotFetched } from '../../../platform/outbound';
import {
  ProviderUnavailable,
  type FailureReason,
  type IdentityProvider,
  type ProviderOutcome,
  type StartedVerification,
  type VerificationWish,
} from '../provider';
import { identityFromClaims } from './identity-from-claims';
import type { OidcSettings } from './oidc-settings';
import { signingKey } from './signing-key';

/** A call of the provider: seconds, and bytes of the answer. */
const LIMITS = { milliseconds: 5000, bytes: 256 * 1024 };
/** How long what a provider publishes about itself is believed. */
const KNOWN_FOR_MS = 10 * 60_000;
/** HUMANOS_REVALIDATION: how long ago the person may have shown who they are, for a sign-in that takes a while. */
const AGAIN_SECONDS = 600;

/** What has to be remembered while the person is away. */
interface Kept {
  verifier: string;
  nonce: string;
}

/**
 * A provider that speaks OpenID Connect: authorization code with PKCE and nonce. Signatures of ID tokens are always checked, with
 * the one algorithm that is configured; `acr` is compared word for word; nothing is fetched but from where the guard allows.
 */
export class OidcProvider implements IdentityProvider {
  readonly kind = 'OIDC' as const;
  readonly answersFor = 'PLATFORM' as const;
  private known: { configuration: oidc.Configuration; until: number } | null = null;

  constructor(
    private readonly settings: OidcSettings,
    private readonly clock: Clock,
  ) {}

  get id(): string {
    return this.settings.id;
  }

  get name(): string {
    return this.settings.name;
  }

  get givesDocumentNumber(): boolean {
    return this.settings.verifiedClaims !== undefined || this.settings.claims.docId !== undefined;
  }

  async start({ state, returnUrl, language, again }: VerificationWish): Promise<StartedVerification> {
    const configuration = await this.configuration();
    const kept: Kept = { verifier: oidc.randomPKCECodeVerifier(), nonce: oidc.randomNonce() };
    const { scope, acr } = this.settings;
    const address = oidc.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: returnUrl, scope, state, nonce: kept.nonce, ui_locales: language },
      code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
      code_challenge_method: 'S256',
      ...(acr.length > 0 && { acr_values: acr.join(' ') }),
      ...(this.settings.verifiedClaims && { claims: JSON.stringify(this.claimsRequest()) }),
      ...(again && { prompt: 'login', max_age: String(AGAIN_SECONDS) }),
    });
    if (address.protocol !== 'https:' && !this.settings.loopback)
      throw new ProviderUnavailable(`${this.id} would send people to an address without https`);
    return { address: address.href, kept };
  }

  async finish(returned: URLSearchParams, wish: VerificationWish, kept: object): Promise<ProviderOutcome> {
    const refusal = refusalIn(returned);
    if (refusal) return refusal;
    const configuration = await this.configuration();
    try {
      return await this.identify(configuration, returned, wish, kept as Kept);
    } catch (error) {
      if (isOutage(error)) throw new ProviderUnavailable(`${this.id}: ${(error as Error).message}`, { cause: error });
      if (isRefusal(error)) return { status: 'FAILED', reason: 'invalid_answer' };
      throw error;
    }
  }

  private async identify(
    configuration: oidc.Configuration,
    returned: URLSearchParams,
    { state, returnUrl, again }: VerificationWish,
    { verifier, nonce }: Kept,
  ): Promise<ProviderOutcome> {
    // Built from our own address: never from what a request says about hosts.
    const current = new URL(returnUrl);
    current.search = returned.toString();
    const tokens = await oidc.authorizationCodeGrant(configuration, current, {
      ...{ pkceCodeVerifier: verifier, expectedNonce: nonce, expectedState: state, idTokenExpected: true },
      ...(again && { maxAge: AGAIN_SECONDS }),
    });
    const idToken = tokens.claims()!;
    const { acr, claimsFrom, issuer } = this.settings;
    const stated = typeof idToken.acr === 'string' ? idToken.acr : '';
    if (acr.length > 0 && !acr.includes(stated)) return failed('assurance_too_low');
    const claims =
      claimsFrom === 'ID_TOKEN' ? idToken : await oidc.fetchUserInfo(configuration, tokens.access_token, idToken.sub);
    const read = identityFromClaims(claims, this.settings);
    if (typeof read === 'string') return failed(read);
    const facts = {
      issuer: issuer.href,
      ...(stated && { acr: stated.slice(0, 200) }),
      ...read.facts,
    };
    return { status: 'VERIFIED', identity: read.identity, facts };
  }

  /** What a provider of verified claims is asked for: no more than is used. */
  private claimsRequest(): object {
    const { verifiedClaims, claims, claimsFrom } = this.settings;
    const { trustFramework, assuranceLevels } = verifiedClaims!;
    const names = [...new Set(Object.values(claims).flat())];
    const verified_claims = {
      verification: {
        trust_framework: { value: trustFramework },
        ...(assuranceLevels.length > 0 && { assurance_level: { values: assuranceLevels } }),
        time: null,
        evidence: [{ type: { value: 'document' }, document_details: null }],
      },
      claims: Object.fromEntries(names.map((name) => [name, null])),
    };
    return { [claimsFrom === 'ID_TOKEN' ? 'id_token' : 'userinfo']: { verified_claims } };
  }

  /** What the provider publishes about itself; asked again after a while, and after it could not be had. */
  private async configuration(): Promise<oidc.Configuration> {
    const now = this.clock.now().getTime();
    if (this.known && this.known.until > now) return this.known.configuration;
    const { issuer, clientId, algorithm, userinfoAlgorithm, loopback } = this.settings;
    const metadata = {
      id_token_signed_response_alg: algorithm,
      ...(userinfoAlgorithm && { userinfo_signed_response_alg: userinfoAlgorithm }),
      [oidc.clockTolerance]: 10,
    };
    const execute = [oidc.enableNonRepudiationChecks, ...(loopback ? [oidc.allowInsecureRequests] : [])];
    const options = { execute, timeout: LIMITS.milliseconds / 1000, [oidc.customFetch]: this.fetch };
    try {
      const configuration = await oidc.discovery(issuer, clientId, metadata, await this.client(), options);
      this.known = { configuration, until: now + KNOWN_FOR_MS };
      return configuration;
    } catch (error) {
      throw new ProviderUnavailable(`${this.id}: ${(error as Error).message}`, { cause: error });
    }
  }

  private async client(): Promise<oidc.ClientAuth> {
    const { client } = this.settings;
    if ('secret' in client)
      return client.method === 'client_secret_post'
        ? oidc.ClientSecretPost(client.secret)
        : oidc.ClientSecretBasic(client.secret);
    const key = await signingKey(client.key, client.algorithm);
    return oidc.PrivateKeyJwt(client.kid === undefined ? key : { key, kid: client.kid });
  }

  private readonly fetch: oidc.CustomFetch = async (url, { method, headers, body }) => {
    const { networks, loopback } = this.settings;
    const sent = body == null ? undefined : body instanceof URLSearchParams ? body.toString() : (body as string);
    const answer = await guardedFetch(new URL(url), { method, headers, body: sent }, LIMITS, { networks, loopback });
    if (answer.status >= 500 || answer.status === 429) throw new NotFetched(`${url} answered ${answer.status}`);
    return answer;
  };
}

const failed = (reason: FailureReason): ProviderOutcome => ({ status: 'FAILED', reason });

/** What the provider says instead of a code (RFC 6749, section 4.1.2.1). */
function refusalIn(returned: URLSearchParams): ProviderOutcome | null {
  const error = returned.get('error');
  if (error === null) return null;
  if (error === 'temporarily_unavailable' || error === 'server_error')
    throw new ProviderUnavailable(`The provider answered ${error}`);
  return failed(error === 'access_denied' ? 'denied' : 'not_confirmed');
}

/** Everything behind an error. */
function* causesOf(error: unknown): Generator<Error & { code?: string }> {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++) yield cause;
}

/** It was not reached, took too long, failed by itself, or has changed its keys since they were read. */
const isOutage = (error: unknown): boolean =>
  [...causesOf(error)].some(
    (cause) =>
      cause instanceof NotFetched || cause.code === 'OAUTH_TIMEOUT' || cause.code === 'OAUTH_KEY_SELECTION_FAILED',
  );

const isRefusal = (error: unknown): boolean =>
  [...causesOf(error)].some(
    (cause) =>
      cause instanceof oidc.ClientError ||
      cause instanceof oidc.ResponseBodyError ||
      cause instanceof oidc.AuthorizationResponseError ||
      cause instanceof oidc.WWWAuthenticateChallengeError,
  );
