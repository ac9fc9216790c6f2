/**
 * Keeps the server running: one that ends though nobody stopped it (killed by hand, or by a machine short of memory) is
 * started again on the same port and the same data, so that whoever is connected finds it where it was.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './embedded-postgres-server';

/** More ends than this a minute are no accident: it stays down, and the reason is told. */
const RESTARTS_A_MINUTE = 5;

/** Returns what stops the server for good. `again` starts it on the port that it had. */
export function keepRunning(
  first: Server,
  again: (port: number) => Promise<Server>,
  most = RESTARTS_A_MINUTE,
): () => Promise<void> {
  let server = first;
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();
  const restarts: number[] = [];

  const watch = (): void => void server.ended.then(() => (restarting = restart()));
  const restart = async (): Promise<void> => {
    if (stopping) return;
    await server.stop(); // nothing to stop: unties this process from it
    while (!stopping) {
      const now = performance.now();
      if (restarts.length === most && now - restarts.shift()! < 60_000)
        return console.error('PostgreSQL ended again and again and stays down: see postgres.log, then start anew.');
      restarts.push(now);
      try {
        server = await again(first.port);
        return watch();
      } catch (error) {
        console.error(`PostgreSQL ended and did not start again: ${(error as Error).message}`);
        await sleep(200);
      }
    }
  };

  watch();
  return async () => {
    stopping = true;
    await restarting;
    await server.stop();
  };
}
