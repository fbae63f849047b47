import type { AreaGeometry } from '#domain/geometry.js';
import { canonicalJson, contentHashOf } from '#domain/id.js';
import type { RecipeReference } from '#domain/recipe.js';
import type { Scene } from '#domain/scene.js';
import type { SeriesMonitor } from '#domain/seriesMonitor.js';
import { ordinalOf } from '#domain/time.js';
import type { PixelRings } from '#pipelines/kernels/polygonCover.js';
import { seriesRecipeByName, type SeriesRecipe } from '#pipelines/recipes/seriesRecipes.js';
import { monitorOf } from '#pipelines/series-to-change/monitors.js';
import { planProcess, type SettledPlan } from '#pipelines/series-to-change/processPlan.js';
import type { StoredSeriesState } from '#store/seriesStates.js';
import { areaOnGrid } from '../areaOnGrid.js';
import { areaSeries } from './areaSeries.js';
import { changeOfLooks } from './lookChanges.js';
import { monitorSettings } from './monitorSettings.js';
import { planSeries, type SeriesPlan } from './seriesPlan.js';

/** What a run over a watch area's series does, kept whole with the run. */
export interface SeriesRunRecipe extends SeriesRecipe {
  readonly monitor: SeriesMonitor;
}

export function seriesRunRecipe(monitor: SeriesMonitor): SeriesRunRecipe {
  const { order, trend, value } = monitor;
  const base = seriesRecipeByName(monitor.method);
  return { ...base, order, trend, value, parameters: { ...base.parameters, ...monitor.parameters }, monitor };
}

/** When a look is expected, and how long none may be, changes nothing about what a run finds. */
export function seriesRunReference({ monitor, ...recipe }: SeriesRunRecipe): RecipeReference {
  const { cadenceDays: _cadence, gapDays: _gap, ...what } = monitor;
  return { name: recipe.name, version: recipe.version, hash: contentHashOf({ ...recipe, monitor: what }).slice(0, 16) };
}

export interface SeriesRunRequest {
  readonly runId: string;
  readonly area: { readonly id: string; readonly geometry: AreaGeometry };
  /** All looks, oldest first. */
  readonly scenes: readonly Scene[];
  readonly recipe: SeriesRunRecipe;
  /** What the last run left; null: nothing. */
  readonly previous: StoredSeriesState | null;
  /** Absolute folder that relative paths of scenes start from. */
  readonly rasterRoot: string;
}

/** All that the chunks of a run over a series need, as plain JSON. A chunk is a block of the series. */
export interface SeriesRunPlan {
  readonly kind: 'series';
  readonly runId: string;
  readonly watchAreaId: string;
  readonly recipe: SeriesRunRecipe;
  readonly series: SeriesPlan;
  /** The watch area in pixels of the series' grid. */
  readonly clip: PixelRings;
  readonly areaPixels: number;
  /** The run whose state is continued, and the looks that it has not seen; null: the whole series is gone through. */
  readonly continued: {
    readonly runId: string;
    readonly newDates: readonly number[];
    readonly lateDates: readonly number[];
  } | null;
  readonly refitBecause: string | null;
  readonly newLookCount: number;
  /** What the next run continues from, but for the pixels; `settled` null: the method keeps no state. */
  readonly state: Omit<StoredSeriesState, 'runId' | 'assessedShare'>;
}

/** @throws BadInputError where no scene can be used, or the bands do not give what is to be followed */
export async function planSeriesRun(request: SeriesRunRequest): Promise<SeriesRunPlan> {
  const { runId, area, scenes, recipe, previous, rasterRoot } = request;
  const { monitor } = recipe;
  const of = areaSeries({ area, scenes, monitor, rasterRoot });
  const days = of.scenes.map(({ acquiredAt }) => ordinalOf(acquiredAt));
  const key = stateKey(recipe);
  const settledBefore = keptHistory(previous, key);
  const settings = monitorSettings(monitor, days);
  const series = await planSeries({
    series: of.series,
    method: monitor.method,
    settings: { ...settings, historyEndDay: settledBefore?.historyEndDay ?? settings.historyEndDay },
    value: monitor.value,
  });
  const seen = of.scenes.map(({ id }, index) => ({ sceneId: id, day: days[index]! }));
  const now = { key, grid: series.grid, blocks: series.blocks, seen };
  const change = changeOfLooks(previous, settledBefore, now);
  const settled = change.kind === 'continue' ? settledBefore : null;
  const planned = { ...series, settled };
  return {
    kind: 'series',
    runId,
    watchAreaId: area.id,
    recipe,
    series: planned,
    ...areaOnGrid(area.geometry, series.grid),
    continued: change.kind === 'continue' ? { ...change.looks, runId: previous!.runId } : null,
    refitBecause: change.kind === 'anew' ? change.because : null,
    newLookCount: change.newLookCount,
    state: { ...now, settled: settledOf(planned) },
  };
}

/** What must be the same for a state to be continued. */
function stateKey({ monitor }: SeriesRunRecipe): string {
  const { cadenceDays: _cadence, gapDays: _gap, ...what } = monitor;
  return canonicalJson({ ...what, version: monitorOf(monitor.method).version });
}

/** The end of the history stays where it was settled, once anything could be judged by it. */
function keptHistory(previous: StoredSeriesState | null, key: string): SettledPlan | null {
  if (previous === null || previous.key !== key || previous.assessedShare === 0) return null;
  return previous.settled as SettledPlan | null;
}

function settledOf({ method, days, followed, settings, settled }: SeriesPlan): SettledPlan | null {
  const { online } = monitorOf(method);
  if (online === undefined) return null;
  const plan = planProcess(online, { days: Int32Array.from(days), bands: followed.bands }, settings, settled);
  const { design, historyEndDay, roomFor } = plan;
  return { design, historyEndDay, roomFor };
}
