import { ErrorForPeople } from '../../../platform/configuration';
import { reachable } from '../../../platform/outbound';
import { IDENTITY_FIELDS, type IdentityField } from '../verified-identity';

/** A provider that speaks OpenID Connect, as an administrator configures it. docs/identity.md says what each setting means. */
export interface OidcSettings {
  id: string;
  name: string;
  issuer: URL;
  clientId: string;
  /** How we show that it is us. */
  client:
    | { method: 'private_key_jwt'; key: string; kid?: string; algorithm: SigningAlgorithm }
    | { method: 'client_secret_basic' | 'client_secret_post'; secret: string };
  /** The one algorithm of its ID tokens. */
  algorithm: SigningAlgorithm;
  /** Where its userinfo is signed: the one algorithm of that. */
  userinfoAlgorithm?: SigningAlgorithm;
  scope: string;
  /** Which `acr` is sure enough, word for word; empty only with `verifiedClaims`. */
  acr: string[];
  /** OpenID Connect for Identity Assurance: then nothing is taken from outside of `verified_claims`. */
  verifiedClaims?: { trustFramework: string; assuranceLevels: string[] };
  claimsFrom: 'ID_TOKEN' | 'USERINFO';
  /** Which claims, joined by spaces, make a field. */
  claims: Partial<Record<IdentityField, string[]>>;
  networks: string[];
  loopback: boolean;
}

export const SIGNING_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

const USUAL_CLAIMS: OidcSettings['claims'] = {
  fullName: ['given_name', 'family_name'],
  birth: ['birthdate'],
  gender: ['gender'],
  placeOfBirth: ['place_of_birth'],
};

/** The configuration cannot be used; `message` is what an administrator should read, a line for each thing that is wrong. */
export class ProvidersRefused extends ErrorForPeople {}

type Json = Record<string, unknown>;

/** Reads IDENTITY_PROVIDERS: a JSON list. Throws one error that names every setting that is wrong. */
export function readOidcSettings(text: string, production: boolean): OidcSettings[] {
  const list = parsed(text);
  const wrong: string[] = [];
  const settings = list.map((entry, index) =>
    new Reader(entry, `IDENTITY_PROVIDERS[${index}]`, wrong).provider(production),
  );
  const ids = settings.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index)))
    wrong.push(`IDENTITY_PROVIDERS: two providers are called ${id}, and people would come back to one path from both`);
  if (wrong.length > 0) throw new ProvidersRefused(wrong.join('\n'));
  return settings;
}

function parsed(text: string): Json[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new ProvidersRefused(`IDENTITY_PROVIDERS must be JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'object' || entry === null))
    throw new ProvidersRefused('IDENTITY_PROVIDERS must be a list of providers');
  return list as Json[];
}

const KNOWN = [
  ...['id', 'name', 'issuer', 'clientId', 'clientSecret', 'clientSecretMethod', 'privateKey', 'keyId', 'keyAlgorithm'],
  ...[
    'algorithm',
    'userinfoAlgorithm',
    'scope',
    'acr',
    'verifiedClaims',
    'claimsFrom',
    'claims',
    'networks',
    'loopback',
  ],
];

/** Reads one provider, and notes what is wrong. */
class Reader {
  constructor(
    private readonly json: Json,
    private readonly path: string,
    private readonly wrong: string[],
  ) {}

  provider(production: boolean): OidcSettings {
    for (const name of Object.keys(this.json)) if (!KNOWN.includes(name)) this.refuse(name, 'is not a setting');
    const verifiedClaims = this.verifiedClaims();
    const acr = this.texts('acr', []);
    if (acr.length === 0 && !verifiedClaims) this.refuse('acr', 'must list what is sure enough, or set verifiedClaims');
    const userinfoAlgorithm = this.optional('userinfoAlgorithm', () =>
      this.oneOf('userinfoAlgorithm', SIGNING_ALGORITHMS),
    );
    return {
      id: this.matching(
        'id',
        /^[a-z0-9][a-z0-9-]{0,39}$/,
        'must be lower-case letters, digits and hyphens, at most 40',
      ),
      name: this.matching('name', /^.{1,60}$/u, 'must be the name people know it by, at most 60 characters'),
      issuer: this.issuer(production),
      clientId: this.matching('clientId', /^.{1,500}$/, 'must be the name this server has at the provider'),
      client: this.client(),
      algorithm: this.oneOf('algorithm', SIGNING_ALGORITHMS),
      ...(userinfoAlgorithm && { userinfoAlgorithm }),
      scope:
        this.optional('scope', () => this.matching('scope', /(^| )openid( |$)/, 'must contain openid')) ??
        'openid profile',
      acr,
      ...(verifiedClaims && { verifiedClaims }),
      claimsFrom:
        this.optional('claimsFrom', () => this.oneOf('claimsFrom', ['ID_TOKEN', 'USERINFO'] as const)) ?? 'USERINFO',
      claims: this.claims(),
      networks: this.networks(),
      loopback: this.loopback(production),
    };
  }

  private refuse(name: string, words: string): void {
    this.wrong.push(`${this.path}.${name} ${words}`);
  }

  private optional<T>(name: string, read: () => T): T | undefined {
    return this.json[name] === undefined ? undefined : read();
  }

  private matching(name: string, pattern: RegExp, words: string): string {
    const value = this.json[name];
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.refuse(name, words);
    return '';
  }

  private oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.json[name];
    if (values.includes(value as T)) return value as T;
    this.refuse(name, `must be one of ${values.join(', ')}`);
    return values[0];
  }

  private texts(name: string, otherwise: string[]): string[] {
    const value = this.json[name] ?? otherwise;
    if (Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== ''))
      return value as string[];
    this.refuse(name, 'must be a list of texts');
    return otherwise;
  }

  private issuer(production: boolean): URL {
    const value = this.json.issuer;
    const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
    const plainHere = url?.protocol === 'http:' && this.json.loopback === true && !production;
    if (url && (url.protocol === 'https:' || plainHere) && !url.pathname.includes('/.well-known/')) return url;
    this.refuse('issuer', 'must be the https address of the provider, without /.well-known');
    return new URL('https://invalid.example');
  }

  private client(): OidcSettings['client'] {
    const { clientSecret, privateKey } = this.json;
    if ((clientSecret === undefined) === (privateKey === undefined))
      this.refuse('privateKey', '(a PKCS#8 key in PEM) or clientSecret must be set, and not both');
    if (typeof privateKey === 'string') {
      if (!privateKey.includes('-----BEGIN PRIVATE KEY-----')) this.refuse('privateKey', 'must be a PKCS#8 key in PEM');
      const kid = this.optional('keyId', () => this.matching('keyId', /^.{1,200}$/, 'must be a text'));
      const algorithm = this.optional('keyAlgorithm', () => this.oneOf('keyAlgorithm', SIGNING_ALGORITHMS)) ?? 'ES256';
      return { method: 'private_key_jwt', key: privateKey, ...(kid && { kid }), algorithm };
    }
    const methods = ['client_secret_basic', 'client_secret_post'] as const;
    const method = this.optional('clientSecretMethod', () => this.oneOf('clientSecretMethod', methods)) ?? methods[0];
    const secret =
      clientSecret === undefined ? '' : this.matching('clientSecret', /^.{16,}$/, 'must have 16 characters or more');
    return { method, secret };
  }

  private verifiedClaims(): OidcSettings['verifiedClaims'] {
    const value = this.json.verifiedClaims as Json | undefined;
    if (value === undefined) return undefined;
    const inner = new Reader(
      typeof value === 'object' && value ? value : {},
      `${this.path}.verifiedClaims`,
      this.wrong,
    );
    return {
      trustFramework: inner.matching('trustFramework', /^.{1,100}$/, 'must name a trust framework, e.g. eidas'),
      assuranceLevels: inner.texts('assuranceLevels', []),
    };
  }

  private claims(): OidcSettings['claims'] {
    const value = (this.json.claims ?? {}) as Json;
    const inner = new Reader(value, `${this.path}.claims`, this.wrong);
    const named = Object.keys(value).map((field) => {
      if (!(IDENTITY_FIELDS as readonly string[]).includes(field)) inner.refuse(field, 'is not a field of an identity');
      return [field, inner.texts(field, [])];
    });
    return { ...USUAL_CLAIMS, ...(Object.fromEntries(named) as OidcSettings['claims']) };
  }

  private networks(): string[] {
    const networks = this.texts('networks', []);
    try {
      reachable({ networks, loopback: false });
    } catch (error) {
      this.refuse('networks', `must be CIDRs: ${(error as Error).message}`);
      return [];
    }
    return networks;
  }

  private loopback(production: boolean): boolean {
    const { loopback = false } = this.json;
    if (typeof loopback !== 'boolean') this.refuse('loopback', 'must be true or false');
    if (loopback === true && production) this.refuse('loopback', 'is for tests: leave it out in production');
    return loopback === true;
  }
}
