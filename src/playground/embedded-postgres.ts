/**
 * A real PostgreSQL for the playground and the tests, from an npm package: no Docker, no installation, no database to set up.
 *
 * It promises: data survives a kill -9 of this process; a server left running is found and taken over; one folder has one
 * owner; one that is killed alone comes back where it was; nothing listens outside this machine or without a password; it works for root, for an ordinary user, and below
 * folders that other users cannot enter. Nothing of it outlives `stop()`, except the data.
 */
import { existsSync, realpathSync } from 'node:fs';
import { locatePackage, runnableBinaries } from './embedded-postgres-binaries';
import {
  createCluster,
  findHome,
  hasCluster,
  Home,
  openDirectory,
  passwordOf,
  placeOutside,
  sweep,
} from './embedded-postgres-home';
import { keepRunning } from './embedded-postgres-keeper';
import { claimDirectory } from './embedded-postgres-owner';
import { runningPostmaster, shutDown } from './embedded-postgres-postmaster';
import { adopt, launch, Server } from './embedded-postgres-server';
import { discard } from './embedded-postgres-user';

export interface EmbeddedPostgres {
  /** The superuser's connection to the database `postgres`. */
  url: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made if missing; holds data, log and password. One process at a time. */
  directory: string;
  /** False trades safety at a power cut for speed: for tests. */
  durable: boolean;
  /** How often it may be started again when it ends by itself, before that counts as no accident. */
  restartsAMinute?: number;
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const packageFolder = locatePackage();
  const directory = openDirectory(options.directory);
  const release = await claimDirectory(directory);
  try {
    const home = findHome(directory);
    await sweep(home);
    await discardAbandoned(home);
    const password = passwordOf(home);
    const begun = (port?: number) => begin(home, packageFolder, password, options.durable, port);
    const server = (await adopt(home, password)) ?? (await begun());
    const stop = keepRunning(server, begun, options.restartsAMinute);
    const url = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`;
    return { url, stop: () => stop().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

/** Removes the folder with everything in it, and what lies elsewhere on its behalf. Only after `stop()`. */
export function removeEmbeddedPostgres(directory: string): void {
  discard(placeOutside(realpathSync(directory)));
  discard(directory);
}

async function begin(
  home: Home,
  packageFolder: string,
  password: string,
  durable: boolean,
  port?: number,
): Promise<Server> {
  const binaries = runnableBinaries(packageFolder, home.shelter, home.user);
  if (!hasCluster(home.shelter)) createCluster(home, binaries, password, durable);
  return launch(home, binaries, password, durable, port);
}

/** The playground's folder was removed, which means afresh; what a root process had to place elsewhere goes with it. */
async function discardAbandoned(home: Home): Promise<void> {
  if (home.shelter === home.directory || existsSync(home.passwordFile)) return;
  const left = runningPostmaster(home);
  if (left) await shutDown(left);
  discard(home.data);
}
