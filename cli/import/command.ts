import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { UnavailableError } from '#domain/errors.js';
import type { FieldMapping, MappingTarget } from '#domain/fieldMapping.js';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { openDatabase, type Db } from '#store/database.js';
import { isDatabaseAway } from '#store/databaseAvailability.js';
import { getMapping, saveMapping } from '#store/fieldMappings.js';
import { migrate } from '#store/migrate.js';
import { OPERATOR } from '#store/operator.js';
import { readMappingFile } from '#store/vectors/index.js';
import { withServices } from '../services.js';
import type { ImportedItem } from './importedFiles.js';
import { importSummary } from './summary.js';

export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

export function addCommon(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option('--json', 'print what was done as JSON');
}

/** Runs work on the migrated database of a data folder. */
export async function withStore<T>(options: Pick<CommonOptions, 'data'>, work: (db: Db) => Promise<T>): Promise<T> {
  const config = loadConfig({ dataDir: options.data === undefined ? undefined : resolve(options.data) });
  return withServices(config, 'import', async ({ databaseUrl }) => {
    const db = openDatabase(createPool(databaseUrl, { max: 2, applicationName: 'planwatch import' }));
    try {
      await migrate(db);
      return await work(db);
    } finally {
      await db.destroy();
    }
  });
}

/**
 * Stores what an import makes, and prints what was done.
 * @throws UnavailableError naming what was to be stored, where the database is away or its disk is full
 */
export async function store(
  source: string,
  options: CommonOptions,
  work: (db: Db) => Promise<ImportedItem[]>,
): Promise<void> {
  const items = await withStore(options, work).catch((error: unknown) => {
    if (!isDatabaseAway(error)) throw error;
    throw new UnavailableError(`${source}: nothing of it was stored`, 'database', { cause: error });
  });
  process.stdout.write(options.json === true ? `${JSON.stringify({ items }, null, 2)}\n` : importSummary(items));
}

export interface MappingOptions {
  readonly mapping?: string;
  readonly saveMapping?: string;
}

export function addMapping(command: Command): Command {
  return command
    .option('--mapping <name|file>', 'field mapping: a JSON file, or the name of one that was saved')
    .option('--save-mapping <name>', 'keep the mapping under a name for the next import of this source');
}

/** The mapping that was asked for, from its file or by its name, kept under a new name where that was asked for; null for none. */
export async function mappingOf(
  db: Db,
  target: MappingTarget,
  { mapping, saveMapping: name }: MappingOptions,
): Promise<FieldMapping | null> {
  if (mapping === undefined) return null;
  const found = existsSync(mapping)
    ? await readMappingFile(mapping)
    : (await getMapping(db, OPERATOR, mapping, target)).mapping;
  if (name !== undefined) await saveMapping(db, OPERATOR, { name, target, mapping: found });
  return found;
}

/** `code=YDDM`, collected over several options. */
export function fieldPair(text: string, earlier: Record<string, string>): Record<string, string> {
  const [, ours, theirs] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (ours === undefined || theirs === undefined) throw new InvalidArgumentError('Expected OURS=THEIRS.');
  return { ...earlier, [ours]: theirs };
}
