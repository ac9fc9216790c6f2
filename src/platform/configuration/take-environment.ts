import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorForPeople } from './explain';

class NotReadable extends ErrorForPeople {}

/** Settings that are secret, or hold a secret. */
export const SECRET_SETTINGS = [
  ...['DATABASE_URL', 'MASTER_KEY', 'SMTP_URL', 'TWILIO_AUTH_TOKEN', 'SMS_GATEWAY_TOKEN'],
  ...['TIMESTAMP_CREDENTIALS', 'SEAL_P12_PASSWORD', 'METRICS_TOKEN', 'IDENTITY_PROVIDERS'],
];

type Environment = Record<string, string | undefined>;

/**
 * What every program does before it looks at a setting: takes over `.env` of the folder it was started in, where there is
 * one (what is set already wins), and for each secret NAME the content of the file that NAME_FILE names, without the line
 * end, as container platforms hand secrets over. Throws errors for people: a file that cannot be read, both NAME and NAME_FILE.
 */
export function takeEnvironment(environment: Environment = process.env, folder = process.cwd()): void {
  const file = join(folder, '.env');
  if (environment === process.env && existsSync(file)) process.loadEnvFile(file);
  for (const name of SECRET_SETTINGS) takeSecret(environment, name);
}

function takeSecret(environment: Environment, name: string): void {
  const path = environment[`${name}_FILE`]?.trim();
  if (!path) return;
  if (environment[name]?.trim()) throw new NotReadable(`Set ${name} or ${name}_FILE, not both`);
  environment[name] = contentOf(path, `${name}_FILE`);
}

function contentOf(path: string, setting: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new NotReadable(`${setting} names a file that cannot be read: ${(error as Error).message}`);
  }
}
