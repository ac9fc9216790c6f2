/**
 * Where the playground's cluster lives and how it comes into being: data and password below the given folder, or, when a
 * root process may not place them there for its service user, the data in a folder of root's own below /var/tmp.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  canLiveIn,
  discard,
  isOwnedBy,
  isRoot,
  makePrivateFolder,
  ServiceUser,
  serviceUser,
} from './embedded-postgres-user';

export interface Home {
  /** The folder of the playground: log, password and owner always lie here. */
  directory: string;
  /** The folder that holds the data, and a copy of the programs if one is needed. */
  shelter: string;
  data: string;
  log: string;
  passwordFile: string;
  /** Whom the server runs as; ourselves when absent. */
  user?: ServiceUser;
}

const dataIn = (shelter: string): string => join(shelter, 'postgres');
export const hasCluster = (shelter: string): boolean => fs.existsSync(join(dataIn(shelter), 'PG_VERSION'));

/** The folder with its real path, which names it from here on. */
export function openDirectory(directory: string): string {
  fs.mkdirSync(directory, { recursive: true });
  const real = fs.realpathSync(directory);
  const data = fs.lstatSync(dataIn(real), { throwIfNoEntry: false });
  const foreign = data !== undefined && !isRoot() && data.uid !== process.getuid?.();
  try {
    fs.accessSync(real, fs.constants.W_OK | fs.constants.X_OK);
    if (!foreign) return real;
  } catch {
    // Answered below, in the same words.
  }
  throw new Error(`${real} belongs to another user: start as that user, or remove it to begin afresh.`);
}

/** Decides where the data lies and who serves it: existing data first, so that a second start finds the first one's. */
export function findHome(directory: string): Home {
  if (!isRoot()) return homeIn(directory, directory);
  const away = placeOutside(directory);
  const candidates = isOwnedBy(away, 0) ? [directory, away] : [directory];
  const existing = candidates.find(hasCluster);
  if (!existing) return newHomeForRoot(directory, away);
  const user = ownerOf(dataIn(existing));
  if (canLiveIn(existing, user)) return homeIn(directory, existing, user);
  throw new Error(
    `${existing} can no longer be entered by user ${user.uid}, who owns the data in it: allow it, or remove the folder.`,
  );
}

function newHomeForRoot(directory: string, away: string): Home {
  const user = serviceUser();
  if (canLiveIn(directory, user)) return homeIn(directory, directory, user);
  fs.mkdirSync(away, { recursive: true, mode: 0o711 });
  if (!isOwnedBy(away, 0)) throw new Error(`${away} was made by someone else: remove it, or set DATABASE_URL.`);
  fs.chmodSync(away, 0o711); // whatever the umask: entered by the service user, listed and written by root only
  return homeIn(directory, away, user);
}

/** Named after the real path of the folder: two clones never meet. */
export function placeOutside(directory: string): string {
  return join('/var/tmp', `placet-${createHash('sha256').update(directory).digest('hex').slice(0, 32)}`);
}

/** Data keeps its user, even when a better one has been installed since. */
function ownerOf(data: string): ServiceUser {
  const { uid, gid } = fs.statSync(data);
  return uid === 0 ? serviceUser() : { uid, gid };
}

function homeIn(directory: string, shelter: string, user?: ServiceUser): Home {
  return {
    directory,
    shelter,
    data: dataIn(shelter),
    log: join(directory, 'postgres.log'),
    passwordFile: join(directory, 'postgres.password'),
    user,
  };
}

/** The superuser's password, made once. Written before the cluster: a cluster without one lost its folder since. */
export function passwordOf(home: Home): string {
  if (fs.existsSync(home.passwordFile)) return fs.readFileSync(home.passwordFile, 'utf8').trim();
  if (hasCluster(home.shelter)) {
    const lost = `${home.passwordFile} is missing and ${home.data} cannot be opened without it`;
    throw new Error(`${lost}: restore it, or remove ${home.data} to begin afresh.`);
  }
  const password = randomBytes(24).toString('base64url');
  const unfinished = `${home.passwordFile}.new`;
  fs.rmSync(unfinished, { force: true });
  fs.writeFileSync(unfinished, `${password}\n`, { mode: 0o600, flag: 'wx' });
  fs.renameSync(unfinished, home.passwordFile);
  return password;
}

/** Removes what starts that were killed in the middle have left. */
export async function sweep(home: Home): Promise<void> {
  for (const folder of new Set([home.directory, home.shelter])) {
    const leftovers = fs.readdirSync(folder).filter((name) => /^postgres(-binaries)?\.(new|probe)-/.test(name));
    for (const name of leftovers) await sweepAway(join(folder, name));
  }
}

/** An initdb outlives its killed parent for a moment and still writes. What it holds on to is left to the next start. */
async function sweepAway(leftover: string): Promise<void> {
  for (const deadline = Date.now() + 3000; Date.now() < deadline; await sleep(50)) {
    try {
      return discard(leftover);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

/** Runs initdb aside and renames the result, so that a cluster exists either whole or not at all. */
export function createCluster(home: Home, binaries: string, password: string, durable: boolean): void {
  const aside = makePrivateFolder(`${home.data}.new-`, home.user);
  const passwordFile = join(aside, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (home.user) fs.chownSync(passwordFile, home.user.uid, home.user.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', join(aside, 'data'), ...access, ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    { ...home.user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } },
  );
  if (made.status !== 0) {
    discard(aside);
    throw new Error(
      `PostgreSQL could not create ${home.data}: ${made.error?.message ?? made.stderr.toString().trim()}`,
    );
  }
  discard(home.data); // without PG_VERSION: no cluster
  fs.renameSync(join(aside, 'data'), home.data);
  discard(aside);
}
