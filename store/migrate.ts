import { Migrator, type Migration } from 'kysely';
import { UnavailableError, kindOfError } from '#domain/errors.js';
import type { Db } from './database.js';
import * as nouns from './migrations/0001-nouns.js';
import * as layersPermits from './migrations/0002-layers-permits.js';
import * as alertLife from './migrations/0004-alert-life.js';
import * as patchAgreement from './migrations/0005-patch-agreement.js';
import * as ordersAndPermitFindings from './migrations/0006-orders-and-permit-findings.js';
import * as ruleSetsReplays from './migrations/0007-rule-sets-replays.js';
import * as series from './migrations/0008-series.js';
import * as evidence from './migrations/0009-evidence.js';
import * as seriesRuns from './migrations/0010-series-runs.js';
import * as people from './migrations/0011-people.js';
import * as alertQueries from './migrations/0012-alert-queries.js';
import * as savedFilters from './migrations/0014-saved-filters.js';
import * as webhooks from './migrations/0015-webhooks.js';
import * as notices from './migrations/0018-notices.js';
import * as secondReview from './migrations/0019-second-review.js';
import * as sealedSecrets from './migrations/0022-sealed-secrets.js';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-nouns': nouns,
  '0002-layers-permits': layersPermits,
  '0004-alert-life': alertLife,
  '0005-patch-agreement': patchAgreement,
  '0006-orders-and-permit-findings': ordersAndPermitFindings,
  '0007-rule-sets-replays': ruleSetsReplays,
  '0008-series': series,
  '0009-evidence': evidence,
  '0010-series-runs': seriesRuns,
  '0011-people': people,
  '0012-alert-queries': alertQueries,
  '0014-saved-filters': savedFilters,
  '0015-webhooks': webhooks,
  '0018-notices': notices,
  '0019-second-review': secondReview,
  '0022-sealed-secrets': sealedSecrets,
};

/**
 * Brings the schema up to date and names the migrations that were applied. Several processes may do so at once: the
 * migrator holds an advisory lock while it works, and the others find nothing left to do.
 * @throws UnavailableError where the database cannot be reached or refuses
 */
export async function migrate(db: Db): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    allowUnorderedMigrations: true,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw asFailure(error, results?.find((result) => result.status === 'Error')?.migrationName);
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** Migrations that this version knows and the database has not seen yet. */
export async function pendingMigrations(db: Db): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    allowUnorderedMigrations: true,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const all = await migrator.getMigrations();
  return all.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
}

function asFailure(error: unknown, migration: string | undefined): unknown {
  if (kindOfError(error) !== 'unavailable') return error;
  const at = migration === undefined ? '' : ` at ${migration}`;
  return new UnavailableError(`the database could not be migrated${at}`, 'database', { cause: error });
}
