import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UnavailableError } from '#domain/errors.js';
import { firstClosedFolder, serviceAccount, type ServiceAccount } from './serviceAccount.js';

/** Where the private services keep their files. All but `logs` belong to `account` alone. */
export interface ServiceFolders {
  readonly account: ServiceAccount | null;
  readonly postgres: string;
  readonly redis: string;
  readonly sockets: string;
  readonly logs: string;
}

/** A unix socket's path holds 107 bytes; `.s.PGSQL.5432.lock` and a reserve come off. */
const SOCKET_FOLDER_BYTES = 80;

/** Used where the service account cannot reach the data folder, for example below root's home. */
const ELSEWHERE = '/var/lib/planwatch';

export function prepareServiceFolders(dataDir: string): ServiceFolders {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const root = realpathSync(dataDir);
  const account = serviceAccount();
  const postgres = ownFolder(join(homeOf(root, 'postgres', account), 'postgres'), account);
  const redis = ownFolder(join(dirname(postgres), 'redis'), account);
  if (dirname(postgres) !== root) linkTo(join(root, 'redis'), redis);
  return { account, postgres, redis, sockets: socketFolder(dirname(postgres), account), logs: join(root, 'logs') };
}

/** The data folder, or, where the account may not enter it, a folder elsewhere that a link in the data folder names. */
function homeOf(root: string, name: string, account: ServiceAccount | null): string {
  const link = join(root, name);
  if (isLink(link)) return dirname(realpathSync(link));
  if (account === null || isOpenTo(account, root)) return root;
  const home = join(ELSEWHERE, randomBytes(6).toString('hex'));
  mkdirSync(join(home, name), { recursive: true, mode: 0o755 });
  linkTo(link, join(home, name));
  return home;
}

/** A data folder that is closed itself is opened to the account's group, to pass through and no more. */
function isOpenTo(account: ServiceAccount, root: string): boolean {
  if (firstClosedFolder(root, account) === root) {
    chownSync(root, statSync(root).uid, account.gid);
    chmodSync(root, (statSync(root).mode & 0o777) | 0o010);
  }
  return firstClosedFolder(root, account) === null;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function linkTo(link: string, target: string): void {
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(target, link);
}

function socketFolder(home: string, account: ServiceAccount | null): string {
  const beside = join(home, 'run');
  if (Buffer.byteLength(beside) <= SOCKET_FOLDER_BYTES) return ownFolder(beside, account);
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return ownFolder(join(tmpdir(), `planwatch-${hash}`), account);
}

/** A folder that only the account may enter; made if absent, refused where it is another's. */
function ownFolder(path: string, account: ServiceAccount | null): string {
  const uid = account?.uid ?? process.getuid!();
  const gid = account?.gid ?? process.getgid!();
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  const isOurs = found.uid === uid || found.uid === process.getuid!();
  if (!found.isDirectory() || !isOurs) {
    const message = `${path} belongs to user ${found.uid}, the services would run as user ${uid}; give it to them or name another folder with --data`;
    throw new UnavailableError(message, 'data folder');
  }
  if (found.uid !== uid) chownSync(path, uid, gid);
  if ((found.mode & 0o777) !== 0o700) chmodSync(path, 0o700);
  return path;
}
