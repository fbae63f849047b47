import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user that private services run as. PostgreSQL refuses to run as root. */
export interface ServiceAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** In this order: whoever owns PostgreSQL on Debian, else the user without rights. */
const ACCOUNTS_FOR_ROOT = ['postgres', 'nobody'];

/** Null: the present user, who is not root. */
export function serviceAccount(): ServiceAccount | null {
  if (process.getuid?.() !== 0) return null;
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ACCOUNTS_FOR_ROOT) {
    const [name, , uid, gid] = known.find((fields) => fields[0] === wanted) ?? [];
    if (name !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('running as root, and /etc/passwd has neither "postgres" nor "nobody" to run PostgreSQL as');
}

/** The first folder on the way to `path` that the account may not enter, or null. */
export function firstClosedFolder(path: string, account: ServiceAccount): string | null {
  const folders: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return folders.find((folder) => !mayEnter(folder, account)) ?? null;
}

function mayEnter(folder: string, account: ServiceAccount): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
