import { fork } from 'node:child_process';
import type { MintedApiKey } from '../src/modules/auth';
import type { OrganizationId } from '../src/platform/http';

/** What the server process tells when it is up. */
export interface BenchServerCard {
  url: string;
  key: MintedApiKey;
  organizationId: OrganizationId;
}

export interface BenchServer extends BenchServerCard {
  /** Resident bytes of the server's process. */
  memory(): Promise<number>;
  stop(): void;
}

/** The server in a process of its own, so that the load and the floor do not share its event loop. */
export async function startBenchServer(databaseUrl: string): Promise<BenchServer> {
  const child = fork(`${__dirname}/serve.js`, { env: { ...process.env, BENCH_DATABASE_URL: databaseUrl } });
  const answer = <T>() =>
    new Promise<T>((resolve, reject) => {
      child.once('message', (message) => resolve(message as T));
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    });
  const card = await answer<BenchServerCard>();
  return {
    ...card,
    memory: () => {
      const told = answer<number>();
      child.send('memory');
      return told;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
