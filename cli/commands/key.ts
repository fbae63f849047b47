import { hostname } from 'node:os';
import type { Command } from 'commander';
import { RIGHTS, ROLES, type Right, type Role } from '#domain/people.js';
import { BadInputError } from '#domain/errors.js';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { createApiKey } from '#store/apiKeys.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';
import { oneOf, wholeNumber } from '../options.js';
import { withServices } from '../services.js';

const DAY_MS = 24 * 60 * 60 * 1000;

interface KeyOptions {
  readonly data?: string;
  readonly role: Role;
  readonly adminCode: string;
  readonly name: string;
  readonly rights?: readonly Right[];
  readonly expiresInDays: number;
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
    .option('--rights <rights>', `only these of the role's rights, "," between: ${RIGHTS.join(', ')}`, rightsOf)
    .option('--expires-in-days <days>', 'how long the key is good for', wholeNumber(1, 730), 365)
    .action(async ({ data, ...options }: KeyOptions) => {
      requireAdminCode(options.adminCode);
      const config = loadConfig({ dataDir: data });
      const created = await withServices(config, 'key create', ({ databaseUrl }) => createKey(databaseUrl, options));
      process.stdout.write(`${created}\n`);
    });
}

/** @throws BadInputError naming the first right that there is not */
function rightsOf(text: string): readonly Right[] {
  return text.split(',').map((part) => oneOf(RIGHTS)(part.trim()));
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

async function createKey(
  databaseUrl: string,
  { role, adminCode, name, rights, expiresInDays }: Omit<KeyOptions, 'data'>,
): Promise<string> {
  const db = openDatabase(createPool(databaseUrl, { max: 2, applicationName: 'planwatch key' }));
  try {
    await migrate(db);
    const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS).toISOString();
    return (await createApiKey(db, { role, adminCode, name, rights, expiresAt })).key;
  } finally {
    await db.destroy();
  }
}
