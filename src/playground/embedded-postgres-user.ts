/**
 * PostgreSQL refuses to run as root. A root process (a container, a bare server) lends it to a service user, and this
 * file answers what that user may reach, and makes and removes folders that belong to it.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';

/** Named as the options of `spawn`, to be spread into them. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The user to lend to: the database's own account where there is one, else nobody. */
export function serviceUser(): ServiceUser {
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name]).stdout?.toString() || NaN));
    if (uid > 0 && gid >= 0 && uid < 2 ** 31 && gid < 2 ** 31) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root and there is no user postgres or nobody: set DATABASE_URL');
}

/** Whether the user can enter the folder and own something in it: asked by trying, for modes do not tell of ACLs or NFS. */
export function canLiveIn(folder: string, user: ServiceUser): boolean {
  const probe = makePrivateFolder(join(folder, 'postgres.probe-'));
  try {
    fs.chownSync(probe, user.uid, user.gid);
    return spawnSync('test', ['-w', probe], { ...user, cwd: '/' }).status === 0;
  } catch {
    return false;
  } finally {
    fs.rmSync(probe, { recursive: true, force: true });
  }
}

/** A new folder, mode 0700, with a name that cannot be guessed. */
export function makePrivateFolder(prefix: string, user?: ServiceUser): string {
  const folder = fs.mkdtempSync(prefix);
  if (user) fs.chownSync(folder, user.uid, user.gid);
  return folder;
}

/** A real folder (no link) of this user that no one else can write to. */
export function isOwnedBy(folder: string, uid: number | undefined): boolean {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0;
}

/** Removes a tree. Root takes it back first, so that its service user cannot exchange parts of it meanwhile. */
export function discard(path: string): void {
  if (isRoot() && fs.lstatSync(path, { throwIfNoEntry: false })) fs.lchownSync(path, 0, 0);
  fs.rmSync(path, { recursive: true, force: true });
}
