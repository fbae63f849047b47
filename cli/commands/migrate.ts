import type { Command } from 'commander';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';
import { withServices } from '../services.js';
import { printFirstUsers } from '../up/firstUsers.js';

export function register(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date; run once at each deployment')
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option(
      '--first-users',
      'where there is nobody yet, make one person of each role and print the passwords, this once',
    )
    .action(async ({ data, firstUsers }: { data?: string; firstUsers?: boolean }) => {
      await withServices(loadConfig({ dataDir: data }), 'migrate', async ({ databaseUrl }) => {
        const applied = await migrateDatabase(databaseUrl);
        process.stdout.write(applied.length > 0 ? `applied ${applied.join(', ')}\n` : 'up to date\n');
        if (firstUsers === true) await makeFirstUsers(databaseUrl);
      });
    });
}

async function makeFirstUsers(databaseUrl: string): Promise<void> {
  const db = openDatabase(createPool(databaseUrl, { max: 1, applicationName: 'planwatch migrate' }));
  try {
    await printFirstUsers(db);
  } finally {
    await db.destroy();
  }
}

/** Names of the migrations that were applied. */
export async function migrateDatabase(databaseUrl: string): Promise<readonly string[]> {
  const db = openDatabase(createPool(databaseUrl, { max: 2, applicationName: 'planwatch migrate' }));
  try {
    return await migrate(db);
  } finally {
    await db.destroy();
  }
}
