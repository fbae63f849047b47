import type { Command } from 'commander';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase } from '#store/database.js';
import { migrate } from '#store/migrate.js';
import { withServices } from '../services.js';

export function register(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date; run once at each deployment')
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .action(async ({ data }: { data?: string }) => {
      const applied = await withServices(loadConfig({ dataDir: data }), 'migrate', ({ databaseUrl }) =>
        migrateDatabase(databaseUrl),
      );
      process.stdout.write(applied.length > 0 ? `applied ${applied.join(', ')}\n` : 'up to date\n');
    });
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
