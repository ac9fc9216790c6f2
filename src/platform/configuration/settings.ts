import { plainToInstance, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
  ValidateIf,
} from 'class-validator';
import { ErrorForPeople } from './explain';
import { readNetworks } from '../outbound/networks';
import { MasterKey } from '../secrets/master-key';

const whole = (min: number, max: number) => (target: object, property: string) => {
  Type(() => Number)(target, property);
  IsInt({ message: '$property must be a whole number' })(target, property);
  Min(min)(target, property);
  Max(max)(target, property);
};
const oneOf = (...values: string[]) => IsIn(values, { message: `$property must be one of ${values.join(', ')}` });
const url = (...protocols: string[]) =>
  IsUrl(
    { protocols, require_tld: false, require_protocol: true, allow_underscores: true },
    { message: `$property must be a URL that starts with ${protocols.map((p) => `${p}://`).join(' or ')}` },
  );

/** Everything that can be set, from the environment. `.env.example` lists the same names with what they are for. */
export class Settings {
  @oneOf('development', 'test', 'production') NODE_ENV: string = 'development';
  @whole(0, 65535) PORT: number = 3000;
  @IsString() HOST: string = '127.0.0.1';
  @url('http', 'https') PUBLIC_URL: string;
  @url('postgres', 'postgresql') DATABASE_URL: string;
  @whole(2, 200) DATABASE_POOL: number = 10;
  /** How long a start waits for a database that does not answer yet. */
  @whole(0, 3600) DATABASE_WAIT_SECONDS: number = 60;
  /** Only for tests: accept a database that may lose what it acknowledged. */
  @oneOf('yes', 'no') ALLOW_UNSAFE_DATABASE: string = 'no';
  @IsString({ message: 'MASTER_KEY must be 32 random bytes in base64. Make one with: openssl rand -base64 32' })
  MASTER_KEY: string;
  /** Number of proxies in front, or their addresses as CIDRs; empty: none, the peer's address is the client's. */
  @IsOptional() @IsString() TRUST_PROXY?: string;
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { message: 'DID_NAMESPACE must be lower-case letters, digits and hyphens' })
  DID_NAMESPACE: string = 'humanos';
  @oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent') LOG_LEVEL: string = 'info';
  @oneOf('on', 'off') DELIVERY: string = 'on';
  @oneOf('smtp', 'capture', 'none') MAIL_DELIVERY: string = 'smtp';
  @ValidateIf((s: Settings) => s.MAIL_DELIVERY === 'smtp') @url('smtp', 'smtps') SMTP_URL?: string;
  @ValidateIf((s: Settings) => s.MAIL_DELIVERY === 'smtp')
  @IsString({ message: 'MAIL_FROM must say who sends, e.g. Placet <no-reply@example.com>' })
  MAIL_FROM?: string;
  @oneOf('twilio', 'gateway', 'capture', 'none') SMS_DELIVERY: string = 'none';
  @ValidateIf((s: Settings) => s.SMS_DELIVERY === 'twilio')
  @url('https', 'http')
  TWILIO_URL: string = 'https://api.twilio.com';
  @ValidateIf((s: Settings) => s.SMS_DELIVERY === 'twilio') @IsString() TWILIO_ACCOUNT_SID?: string;
  @ValidateIf((s: Settings) => s.SMS_DELIVERY === 'twilio') @IsString() TWILIO_AUTH_TOKEN?: string;
  @ValidateIf((s: Settings) => s.SMS_DELIVERY === 'twilio') @IsString() TWILIO_FROM?: string;
  @ValidateIf((s: Settings) => s.SMS_DELIVERY === 'gateway') @url('https', 'http') SMS_GATEWAY_URL?: string;
  @IsOptional() @IsString() SMS_GATEWAY_TOKEN?: string;
  /** Where captured messages are written, with MAIL_DELIVERY or SMS_DELIVERY = capture. */
  @ValidateIf((s: Settings) => s.MAIL_DELIVERY === 'capture' || s.SMS_DELIVERY === 'capture')
  @IsString()
  CAPTURE_DIRECTORY?: string;
  /** A timestamp authority (RFC 3161) for the seals of documents; empty: sealed without a timestamp. */
  @IsOptional() @url('https', 'http') TIMESTAMP_URL?: string;
  /** `user:password`, where the authority wants to know who asks. */
  @IsOptional()
  @Matches(/^[^:]+:.+$/, { message: 'TIMESTAMP_CREDENTIALS must look like user:password' })
  TIMESTAMP_CREDENTIALS?: string;
  /** How far seals are proved (PAdES baseline); empty: with a timestamp where TIMESTAMP_URL answers, without one where not. */
  @IsOptional() @oneOf('B-B', 'B-T', 'B-LT', 'B-LTA') SEAL_LEVEL?: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';
  /** The key that seals documents: the path of a PKCS#12 file, or of a certificate and its key in PEM. */
  @IsOptional() @IsString() SEAL_P12?: string;
  @IsOptional() @IsString() SEAL_P12_PASSWORD?: string;
  @IsOptional() @IsString() SEAL_CERTIFICATE?: string;
  @IsOptional() @IsString() SEAL_KEY?: string;
  /** Networks of your own that webhooks may go to, as CIDRs with commas between them; empty: the open internet only. */
  @IsOptional() @IsString() PRIVATE_NETWORKS?: string;
  /** Providers that identify people (OpenID Connect): a JSON list, as docs/identity.md has it. */
  @IsOptional() @IsString() IDENTITY_PROVIDERS?: string;
  /** The routes that the test suites of the W3C speak to. */
  @oneOf('on', 'off') VC_API: string = 'off';
  /** How long a stopping server waits for clients to leave by themselves. */
  @whole(0, 60) SHUTDOWN_GRACE_SECONDS: number = 5;
  @IsOptional() @whole(1, 65535) METRICS_PORT?: number;
  @IsString() METRICS_HOST: string = '127.0.0.1';
  @IsOptional() @MinLength(32) METRICS_TOKEN?: string;

  /** True only where the playground has made these settings itself; never read from the environment. */
  readonly playground: boolean = false;

  /** True in production, where nothing may be made easy. */
  get production(): boolean {
    return this.NODE_ENV === 'production';
  }
}

/** The names that may be set: what `.env.example` must list. */
export const settingNames = (): string[] => {
  const settings = new Settings();
  return Object.getOwnPropertyNames(settings).filter((name) => name === name.toUpperCase());
};

/**
 * Reads the settings. An unset or empty variable takes its default. Throws one error whose message has a line for each
 * thing that is wrong and says what to set.
 */
export function readSettings(environment: Record<string, string | undefined>, playground = false): Settings {
  const given = Object.fromEntries(
    settingNames()
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value),
  );
  const settings = plainToInstance(Settings, { ...given, playground }, { exposeDefaultValues: true });
  const wrong = validateSync(settings).flatMap(({ constraints }) => Object.values(constraints ?? {}));
  wrong.push(...weaknesses(settings));
  if (wrong.length > 0) throw new SettingsRefused(wrong);
  return Object.freeze(settings);
}

/**
 * The settings of the administrator's command line: it serves nobody and sends nothing, so the database and the master key
 * are all it asks for.
 */
export const readAdminSettings = (environment: Record<string, string | undefined>): Settings =>
  readSettings({
    ...environment,
    PUBLIC_URL: environment.PUBLIC_URL?.trim() || 'http://localhost:3000',
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '2',
    ...{ DELIVERY: 'off', MAIL_DELIVERY: 'none', SMS_DELIVERY: 'none' },
    ...{ METRICS_PORT: undefined, METRICS_TOKEN: undefined },
    ...{ SEAL_P12: undefined, SEAL_P12_PASSWORD: undefined, SEAL_CERTIFICATE: undefined, SEAL_KEY: undefined },
    ...{ TIMESTAMP_URL: undefined, TIMESTAMP_CREDENTIALS: undefined, SEAL_LEVEL: undefined },
    ...{ IDENTITY_PROVIDERS: undefined },
  });

function weaknesses(settings: Settings): string[] {
  const found: string[] = [];
  try {
    if (settings.MASTER_KEY) new MasterKey(settings.MASTER_KEY);
  } catch (error) {
    found.push((error as Error).message);
  }
  if (settings.PUBLIC_URL && !isSecureOrLocal(settings.PUBLIC_URL)) {
    found.push('PUBLIC_URL must be https: people will type their codes there (http is accepted for localhost)');
  }
  if (!settings.SEAL_CERTIFICATE !== !settings.SEAL_KEY) {
    found.push('SEAL_CERTIFICATE and SEAL_KEY belong together: set both, or SEAL_P12 instead');
  }
  const networks = readNetworks(settings.PRIVATE_NETWORKS ?? '');
  if (typeof networks !== 'function') {
    found.push(`PRIVATE_NETWORKS must be CIDRs with commas between them, e.g. 10.20.0.0/16: not ${networks.wrong}`);
  }
  if (settings.SEAL_P12_PASSWORD && !settings.SEAL_P12) {
    found.push('SEAL_P12_PASSWORD opens the file that SEAL_P12 names: set that too');
  }
  if (settings.TIMESTAMP_CREDENTIALS && !settings.TIMESTAMP_URL) {
    found.push('TIMESTAMP_CREDENTIALS are for the authority that TIMESTAMP_URL names: set that too');
  }
  if (settings.SEAL_LEVEL && settings.SEAL_LEVEL !== 'B-B' && !settings.TIMESTAMP_URL) {
    found.push(`SEAL_LEVEL ${settings.SEAL_LEVEL} needs a timestamp authority: set TIMESTAMP_URL`);
  }
  if (settings.SEAL_LEVEL === 'B-B' && settings.TIMESTAMP_URL) {
    found.push('SEAL_LEVEL B-B has no timestamp: leave TIMESTAMP_URL out, or set SEAL_LEVEL to B-T');
  }
  if (settings.SEAL_P12 && settings.SEAL_CERTIFICATE) {
    found.push('SEAL_P12 and SEAL_CERTIFICATE both name a key that seals documents: set one of them');
  }
  if (settings.production && [settings.MAIL_DELIVERY, settings.SMS_DELIVERY].includes('capture')) {
    found.push('MAIL_DELIVERY and SMS_DELIVERY cannot be "capture" in production: nobody would get a message');
  }
  if (settings.production && settings.ALLOW_UNSAFE_DATABASE === 'yes') {
    found.push('ALLOW_UNSAFE_DATABASE is for tests: leave it out in production');
  }
  return found;
}

function isSecureOrLocal(text: string): boolean {
  if (!URL.canParse(text)) return true; // already reported as no URL
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** The settings cannot be used; `message` is what an administrator should read, a line each. */
export class SettingsRefused extends ErrorForPeople {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
  }
}
