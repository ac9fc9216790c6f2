import 'reflect-metadata';
import { readSettings, settingNames, SettingsRefused } from './settings';

const KEY = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=';
const enough = {
  PUBLIC_URL: 'https://sign.example.com',
  DATABASE_URL: 'postgres://placet@localhost/placet',
  MASTER_KEY: KEY,
  SMTP_URL: 'smtp://localhost:25',
  MAIL_FROM: 'Placet <no-reply@example.com>',
};

/** What an administrator reads, line by line. */
function refusal(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsRefused);
    return (error as SettingsRefused).lines;
  }
  return [];
}

describe('The settings', () => {
  it('take their defaults where nothing, or nothing but spaces, is set', () => {
    const settings = readSettings({ ...enough, PORT: ' ', NODE_ENV: '' });
    expect(settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', NODE_ENV: 'development', SMS_DELIVERY: 'none' });
    expect(settings).toMatchObject({ DATABASE_POOL: 10, DID_NAMESPACE: 'humanos', DELIVERY: 'on', playground: false });
  });

  it('cannot be changed once they are read', () => {
    const settings = readSettings(enough);
    expect(() => Object.assign(settings, { PORT: 1 })).toThrow(TypeError);
  });

  it('make a playground of nobody who only says so', () => {
    expect(readSettings({ ...enough, playground: 'true', PLAYGROUND: 'true' }).playground).toBe(false);
  });

  it('say everything that is missing at once, a line each', () => {
    const lines = refusal({});
    expect(lines).toHaveLength(5);
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'MASTER_KEY', 'SMTP_URL', 'MAIL_FROM'])
      expect(lines.filter((line) => line.startsWith(name))).toHaveLength(1);
    expect(lines.find((line) => line.startsWith('MASTER_KEY'))).toContain('openssl rand -base64 32');
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number'],
    [{ PORT: '70000' }, 'PORT must not be greater than 65535'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be one of development, test, production'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL must be a URL that starts with postgres://'],
    [{ MASTER_KEY: 'c2hvcnQ=' }, 'MASTER_KEY must be 32 random bytes in base64'],
    [{ MASTER_KEY: Buffer.alloc(32, 7).toString('base64') }, 'MASTER_KEY is not random'],
    [{ MASTER_KEY: `${KEY},short` }, 'MASTER_KEY must be 32 random bytes in base64'],
    [{ PUBLIC_URL: 'http://sign.example.com' }, 'PUBLIC_URL must be https'],
    [{ PUBLIC_URL: 'sign.example.com' }, 'PUBLIC_URL must be a URL'],
    [{ DID_NAMESPACE: 'Human OS' }, 'DID_NAMESPACE must be lower-case'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must be longer than or equal to 32'],
    [{ SMS_DELIVERY: 'gateway' }, 'SMS_GATEWAY_URL must be a URL'],
    [
      { NODE_ENV: 'production', MAIL_DELIVERY: 'capture', CAPTURE_DIRECTORY: '/tmp' },
      'cannot be "capture" in production',
    ],
    [{ SEAL_CERTIFICATE: '/seal.crt' }, 'SEAL_CERTIFICATE and SEAL_KEY belong together'],
    [{ SEAL_P12: '/seal.p12', SEAL_CERTIFICATE: '/seal.crt', SEAL_KEY: '/seal.key' }, 'set one of them'],
    [{ SEAL_P12_PASSWORD: 'x' }, 'SEAL_P12_PASSWORD opens the file that SEAL_P12 names'],
    [{ TIMESTAMP_URL: 'timestamps.example' }, 'TIMESTAMP_URL must be a URL'],
    [{ TIMESTAMP_URL: 'https://tsa.example', TIMESTAMP_CREDENTIALS: 'x' }, 'must look like user:password'],
    [{ SEAL_LEVEL: 'B-X' }, 'SEAL_LEVEL must be one of B-B, B-T, B-LT, B-LTA'],
    [{ SEAL_LEVEL: 'B-LT' }, 'SEAL_LEVEL B-LT needs a timestamp authority: set TIMESTAMP_URL'],
    [{ SEAL_LEVEL: 'B-B', TIMESTAMP_URL: 'https://tsa.example' }, 'SEAL_LEVEL B-B has no timestamp'],
    [{ TIMESTAMP_CREDENTIALS: 'a:b' }, 'TIMESTAMP_CREDENTIALS are for the authority that TIMESTAMP_URL names'],
    [{ VC_API: 'yes' }, 'VC_API must be one of on, off'],
    [{ NODE_ENV: 'production', ALLOW_UNSAFE_DATABASE: 'yes' }, 'ALLOW_UNSAFE_DATABASE is for tests'],
  ])('with %p are refused: %s', (change, line) => {
    expect(refusal({ ...enough, ...change })).toContainEqual(expect.stringContaining(line));
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000', 'https://a_b.example.com/placet'])(
    'accept %s as the address that people see',
    (PUBLIC_URL) => expect(refusal({ ...enough, PUBLIC_URL })).toEqual([]),
  );

  it('need no mail server where mail is captured or not sent', () => {
    const { SMTP_URL: _url, MAIL_FROM: _from, ...rest } = enough;
    expect(refusal({ ...rest, MAIL_DELIVERY: 'none' })).toEqual([]);
    expect(refusal({ ...rest, MAIL_DELIVERY: 'capture' })[0]).toContain('CAPTURE_DIRECTORY');
  });

  it('take several master keys, so that a key can be replaced', () => {
    const other = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64');
    expect(refusal({ ...enough, MASTER_KEY: `${other}, ${KEY}` })).toEqual([]);
  });

  it('are known by name', () => {
    expect(settingNames()).toEqual(
      expect.arrayContaining([...Object.keys(enough), 'PORT', 'TRUST_PROXY', 'METRICS_PORT']),
    );
    expect(settingNames()).not.toContain('playground');
  });
});
