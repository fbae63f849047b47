import type { RasterGrid, PixelWindow } from '#domain/raster.js';
import { sql } from 'kysely';
import type { Db } from './database.js';

/** What a run over a series leaves for the next one; the pixels' numbers stand in files, a block each. */
export interface StoredSeriesState {
  readonly runId: string;
  /** What must be the same for it to be continued: method, its version, settings, what is followed. */
  readonly key: string;
  /** What was settled from the first looks, as the method's own JSON; null: the method keeps no state. */
  readonly settled: unknown;
  readonly grid: RasterGrid;
  readonly blocks: readonly PixelWindow[];
  /** Share of the watch area that could be judged, 0–1. */
  readonly assessedShare: number;
  /** The looks that it has seen, oldest first; days are Python ordinals. */
  readonly seen: readonly { readonly sceneId: string; readonly day: number }[];
}

/** The state that the last run over an area's series left; null where there is none. */
export async function loadSeriesState(db: Db, watchAreaId: string): Promise<StoredSeriesState | null> {
  const row = await db
    .selectFrom('series_states')
    .select(['run_id', 'state'])
    .where('watch_area_id', '=', watchAreaId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { ...(row.state as Omit<StoredSeriesState, 'runId'>), runId: row.run_id };
}

/** Keeps what a run leaves, in the transaction that keeps its patches. */
export async function saveSeriesState(
  db: Db,
  watchAreaId: string,
  { runId, ...state }: StoredSeriesState,
): Promise<void> {
  const json = JSON.stringify(state);
  await db
    .insertInto('series_states')
    .values({ run_id: runId, watch_area_id: watchAreaId, state: json })
    .onConflict((conflict) => conflict.column('run_id').doUpdateSet({ state: json }))
    .execute();
}

/** Forgets what a run left: it failed, or is done anew. */
export async function forgetSeriesState(db: Db, runId: string): Promise<void> {
  await db.deleteFrom('series_states').where('run_id', '=', runId).execute();
}

/** Forgets what runs before this one left: nobody continues from them once it is done. */
export async function forgetEarlierStates(db: Db, watchAreaId: string, runId: string): Promise<void> {
  await db.deleteFrom('series_states').where('watch_area_id', '=', watchAreaId).where('run_id', '!=', runId).execute();
}

/** Ended runs over an area's series of which nothing is kept: their files are of no use. */
export async function runsWithoutState(db: Db, watchAreaId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('runs')
    .select('id')
    .where('watch_area_id', '=', watchAreaId)
    .where('kind', '=', 'series')
    .where('status', 'in', ['done', 'failed'])
    .where(sql<boolean>`NOT EXISTS (SELECT FROM series_states WHERE run_id = runs.id)`)
    .execute();
  return rows.map(({ id }) => id);
}

/** The day on which the history of an area's series was settled to end, a Python ordinal; null where it was not. */
export async function settledHistoryEnd(db: Db, watchAreaId: string): Promise<number | null> {
  const state = await loadSeriesState(db, watchAreaId);
  if (state === null || state.assessedShare === 0) return null;
  return (state.settled as { historyEndDay?: number } | null)?.historyEndDay ?? null;
}
