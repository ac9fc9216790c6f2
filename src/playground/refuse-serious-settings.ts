import { ErrorForPeople } from '../platform/configuration';

/** The playground is not opened; the message says why and what to do. */
export class PlaygroundRefused extends ErrorForPeople {}

type Environment = Record<string, string | undefined>;

/** Whoever set these means a real server: to start the playground in its place, or to work on it, would mislead. */
const SERIOUS: [why: string, isSo: (environment: Environment) => boolean][] = [
  ['NODE_ENV is production', ({ NODE_ENV }) => NODE_ENV?.trim() === 'production'],
  ['MASTER_KEY is set', ({ MASTER_KEY }) => !!MASTER_KEY?.trim()],
  ['SMTP_URL is set', ({ SMTP_URL }) => !!SMTP_URL?.trim()],
  ['PUBLIC_URL names another machine', ({ PUBLIC_URL }) => !!PUBLIC_URL?.trim() && !isLocal(PUBLIC_URL.trim())],
];

/** Throws where somebody may believe that the playground is the real thing. Asked when there is no DATABASE_URL. */
export function refuseSeriousSettings(environment: Environment): void {
  const reason = SERIOUS.find(([, isSo]) => isSo(environment));
  if (!reason) return;
  throw new PlaygroundRefused(
    `DATABASE_URL is not set, but ${reason[0]}. Set DATABASE_URL to run for real; leave both out for the playground.`,
  );
}

/** By http or by https: something on this machine may end TLS in front. */
const isLocal = (url: string): boolean =>
  URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
