import { sql, type RawBuilder } from 'kysely';
import type { AreaGeometry } from '#domain/geometry.js';
import type { JudgedWith } from '#domain/judgedWith.js';
import { dayOf, type IsoTime } from '#domain/time.js';
import type { Db } from './database.js';
import { NEAR_DEGREES } from './geometry.js';
import { loadPatchesWhere } from './patches.js';
import {
  featuresNearPatches,
  groupByPatch,
  loadRunContext,
  permitsNearPatches,
  type RunContext,
} from './runContext.js';
import { getScene } from './scenes.js';

/** What has to be kept of a context to load it again later. */
export function judgedWithOf(context: RunContext, at: IsoTime): JudgedWith {
  const permits = new Map(listed(context.permitsOfPatch).map(({ caseNumber, revision }) => [caseNumber, revision]));
  return {
    at,
    layers: context.layers,
    permits: [...permits].sort(([a], [b]) => (a < b ? -1 : 1)),
    orders: oneOfEach(listed(context.ordersOfPatch)),
    settledAlerts: oneOfEach(listed(context.settledAlertsOfPatch)),
    patchIdsOnPermits: context.patchesOnPermits.map(({ id }) => id),
  };
}

const listed = <T>(ofPatch: ReadonlyMap<string, readonly T[]>): readonly T[] => [...ofPatch.values()].flat();

const oneOfEach = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** Keeps what a run was judged with: in the transaction that keeps its judgements. */
export async function saveJudgedWith(db: Db, runId: string, judgedWith: JudgedWith): Promise<void> {
  await db
    .updateTable('runs')
    .set({ judged_with: JSON.stringify(judgedWith) })
    .where('id', '=', runId)
    .execute();
}

/** Null for runs that were judged before this was kept. */
export async function loadJudgedWith(db: Db, runId: string): Promise<JudgedWith | null> {
  const row = await db.selectFrom('runs').select('judged_with').where('id', '=', runId).executeTakeFirst();
  return (row?.judged_with ?? null) as JudgedWith | null;
}

/** The context of a past judgement. */
export interface PastContext {
  readonly context: RunContext;
  /** When it was loaded; everything in it was recorded by then. */
  readonly knownAt: IsoTime;
  /** False where the run was judged before this was kept: then it is what was recorded up to the run's end. */
  readonly isExact: boolean;
}

/**
 * Everything that the patches of a judged run were judged with, beside the run's own rule set, as it was known then: layers that were
 * withdrawn or published since, later revisions of permits, orders and close-outs make no difference.
 */
export async function loadPastContext(
  db: Db,
  run: { readonly id: string; readonly afterSceneId: string; readonly finishedAt: IsoTime | null },
): Promise<PastContext> {
  const judgedWith = await loadJudgedWith(db, run.id);
  if (judgedWith !== null) {
    return { context: await contextAgain(db, run.id, judgedWith), knownAt: judgedWith.at, isExact: true };
  }
  const after = await getScene(db, run.afterSceneId);
  if (after === null || run.finishedAt === null) throw new Error(`run ${run.id} was not judged, or lost its scene`);
  const context = await loadRunContext(db, run.id, dayOf(after.acquiredAt), run.finishedAt);
  return { context, knownAt: run.finishedAt, isExact: false };
}

async function contextAgain(db: Db, runId: string, judgedWith: JudgedWith): Promise<RunContext> {
  const { layers, permits, orders, settledAlerts, patchIdsOnPermits } = judgedWith;
  return {
    layers,
    featuresOfPatch: await featuresNearPatches(db, runId, layers),
    permitsOfPatch: await permitsNearPatches(db, runId, isOneOf(permits)),
    ordersOfPatch: await nearPatches(db, runId, orders),
    settledAlertsOfPatch: await nearPatches(db, runId, settledAlerts),
    patchesOnPermits: await loadPatchesWhere(db, sql<boolean>`patches.id = ANY(${patchIdsOnPermits}::uuid[])`),
  };
}

function isOneOf(permits: JudgedWith['permits']): RawBuilder<boolean> {
  const revisions = JSON.stringify(permits.map(([caseNumber, revision]) => ({ caseNumber, revision })));
  return sql<boolean>`((permits.case_number, permits.revision) IN (SELECT "caseNumber", revision
    FROM jsonb_to_recordset(${revisions}::jsonb) AS kept("caseNumber" text, revision int)))`;
}

async function nearPatches<T extends { readonly id: string; readonly geometry: AreaGeometry }>(
  db: Db,
  runId: string,
  items: readonly T[],
): Promise<Map<string, T[]>> {
  if (items.length === 0) return new Map();
  const places = JSON.stringify(items.map(({ id, geometry }) => ({ id, geometry })));
  const pairs = await sql<{ patch_id: string; item_id: string }>`
    WITH places AS MATERIALIZED (
      SELECT id, ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326) AS geometry
      FROM jsonb_to_recordset(${places}::jsonb) AS place(id text, geometry jsonb))
    SELECT p.id AS patch_id, places.id AS item_id
    FROM places JOIN patches p ON ST_DWithin(p.geometry, places.geometry, ${NEAR_DEGREES})
    WHERE p.run_id = ${runId} ORDER BY p.ordinal, places.id
  `.execute(db);
  const byId = new Map(items.map((item) => [item.id, item]));
  return groupByPatch(pairs.rows, (row) => byId.get(row.item_id)!);
}
