import { hostname } from 'node:os';
import type { Command } from 'commander';
import { ROLES, type Role } from '#domain/people.js';
import { BadInputError } from '#domain/errors.js';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { createApiKey } from '#store/apiKeys.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';
import { oneOf } from '../options.js';
import { withServices } from '../services.js';

interface KeyOptions {
  readonly data?: string;
  readonly role: Role;
  readonly adminCode: string;
  readonly name: string;
}

export function register(program: Command): void {
  const key = program.command('key').description('API keys, for `Authorization: Bearer`');
  key
    .command('create')
    .description('make a key and print it; it is shown this once')
    .requiredOption('--role <role>', `what the key may do: ${ROLES.join(', ')}`, oneOf(ROLES))
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option('--admin-code <code>', 'region that the key sees; without it, all', '')
    .option('--name <name>', 'what the key is for', `command line on ${hostname()}`)
    .action(async ({ data, ...options }: KeyOptions) => {
      requireAdminCode(options.adminCode);
      const config = loadConfig({ dataDir: data });
      const created = await withServices(config, 'key create', ({ databaseUrl }) => createKey(databaseUrl, options));
      process.stdout.write(`${created}\n`);
    });
}

function requireAdminCode(code: string): void {
  if (/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/.test(code)) return;
  throw new BadInputError('not a region code', {
    code: 'adminCode.unreadable',
    where: '--admin-code',
    found: JSON.stringify(code),
    expected: '2, 4, 6, 9 or 12 digits',
  });
}

async function createKey(databaseUrl: string, { role, adminCode, name }: KeyOptions): Promise<string> {
  const db = openDatabase(createPool(databaseUrl, { max: 2, applicationName: 'planwatch key' }));
  try {
    await migrate(db);
    return (await createApiKey(db, { role, adminCode, name })).key;
  } finally {
    await db.destroy();
  }
}
