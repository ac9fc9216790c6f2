import { join } from 'node:path';
import { readSettings, type Settings } from '../platform/configuration';
import { readOrCreateMasterKey, sealFileOf } from './playground-secrets';

/**
 * What the playground makes of the environment: it brings what a server is given, and captures every message. A timestamp
 * authority is the environment's, as a server's is: whoever names one wants it asked.
 */
export async function playgroundSettings(
  environment: Record<string, string | undefined>,
  url: string,
  directory: string,
): Promise<Settings> {
  const port = environment.PORT?.trim() || '3000';
  const { LOG_LEVEL, PUBLIC_URL, TIMESTAMP_URL, TIMESTAMP_CREDENTIALS, IDENTITY_PROVIDERS } = environment;
  const seal = await sealFileOf(directory, new Date());
  return readSettings(
    {
      PORT: port,
      HOST: '127.0.0.1',
      LOG_LEVEL: LOG_LEVEL ?? 'warn',
      PUBLIC_URL: PUBLIC_URL ?? `http://localhost:${port}`,
      DATABASE_URL: url,
      MASTER_KEY: readOrCreateMasterKey(directory),
      SEAL_CERTIFICATE: seal,
      SEAL_KEY: seal,
      MAIL_DELIVERY: 'capture',
      SMS_DELIVERY: 'capture',
      CAPTURE_DIRECTORY: join(directory, 'mailbox'),
      VC_API: 'on',
      TIMESTAMP_URL,
      TIMESTAMP_CREDENTIALS,
      IDENTITY_PROVIDERS,
    },
    true,
  );
}
