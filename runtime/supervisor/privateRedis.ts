import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { findRedis } from './programs.js';
import { identityOf, placeOf, type ProcessIdentity } from './processIdentity.js';
import type { ServiceFolders } from './serviceFolders.js';
import { serviceLog } from './serviceLog.js';
import type { ServiceRecipe } from './supervisedProcess.js';

export interface RedisServiceOptions {
  readonly config: Pick<Config, 'dataDir' | 'systemRoot' | 'ignoreSystemPackages'>;
  readonly folders: ServiceFolders;
  /** Numbered databases; default 16. */
  readonly databases?: number;
}

const socketOf = (folders: ServiceFolders): string => join(folders.sockets, 'redis.sock');

export function redisUrl(folders: ServiceFolders): string {
  return `unix://${encodeURI(socketOf(folders))}`;
}

/** Redis as a durable queue: every write in the append-only file, never a key thrown out for want of memory. */
export function redisRecipe({ config, folders, databases = 16 }: RedisServiceOptions): ServiceRecipe {
  const folder = folders.redis;
  const program = findRedis(config);
  const logFile = serviceLog(join(folders.logs, 'redis.log'));
  const pidFile = join(folder, 'redis.pid');
  const settings = {
    dir: folder,
    port: '0',
    unixsocket: socketOf(folders),
    unixsocketperm: '700',
    pidfile: pidFile,
    daemonize: 'no',
    databases: String(databases),
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
  };
  return {
    name: 'Redis',
    findRunning: () => findRunning(pidFile, folder),
    lastWords: () => logFile.lastWords(),
    stopSteps: [
      ['SIGTERM', 10_000],
      ['SIGKILL', 5_000],
    ],
    spawn: () =>
      logFile.withFile((file) =>
        spawn(
          program.path,
          Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
          {
            ...(folders.account !== null && { uid: folders.account.uid, gid: folders.account.gid }),
            cwd: folder,
            env: program.environment,
            detached: true,
            stdio: ['ignore', file, file],
          },
        ),
      ),
    isReady: ({ pid }) => answersAs(socketOf(folders), pid),
  };
}

/** The server that `redis.pid` names, if it lives, is Redis, and works in this folder. */
function findRunning(pidFile: string, folder: string): ProcessIdentity | null {
  if (!existsSync(pidFile)) return null;
  const identity = identityOf(Number(readFileSync(pidFile, 'utf8')));
  if (identity === null) return null;
  const { program, workingFolder } = placeOf(identity.pid);
  return program?.startsWith('redis-') === true && workingFolder === folder ? identity : null;
}

/** True where the server behind the socket is that process and has finished loading. */
async function answersAs(socket: string, pid: number): Promise<boolean> {
  const info = await ask(socket, 'INFO\r\n');
  return info.includes(`process_id:${pid}\r\n`) && info.includes('loading:0\r\n');
}

/** Sends one inline command; '' where nobody answers. */
function ask(socket: string, command: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const connection = connect(socket, () => connection.end(`${command}QUIT\r\n`));
    connection.setEncoding('utf8').setTimeout(2_000, () => connection.destroy());
    connection.on('data', (text: string) => (answer += text));
    connection.on('error', () => undefined);
    connection.on('close', () => resolve(answer));
  });
}
