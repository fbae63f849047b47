import type { Series } from '#domain/series.js';
import { dateOfOrdinal, ordinalOf } from '#domain/time.js';
import type { Monitor, MonitorSettings } from '#pipelines/series-to-change/monitor.js';
import { STATE } from '#pipelines/series-to-change/pixelState.js';
import { planProcess, type SettledPlan } from '#pipelines/series-to-change/processPlan.js';
import { planesOf } from '#store/series/blockState.js';
import {
  createStateWriter,
  openSeriesState,
  seenLook,
  type SeriesState,
  type StateHead,
} from '#store/series/seriesState.js';
import { nextState } from '#worker/compute/series/blockResult.js';
import type { SeriesPlan } from '#worker/compute/series/seriesPlan.js';
import type { BlockConsumer } from './monitorSeries.js';

/** What an update has to do. */
export interface UpdatePlan {
  /** The state that is continued; null: everything is fitted anew. */
  readonly state: SeriesState | null;
  readonly settled: SettledPlan | null;
  /** Numbers of the looks that came after all that the state has seen. */
  readonly newDates: readonly number[];
  /** Numbers of the looks that came late, after the history. */
  readonly lateDates: readonly number[];
  /** For people. */
  readonly notes: readonly string[];
}

/** What must not change between two updates. */
export const runKey = ({ name, version }: Monitor, settings: MonitorSettings, value: string | null): string =>
  JSON.stringify({ name, version, settings, value });

/** Compares the series with what its state has seen. */
export async function planUpdate(path: string, series: Series, key: string): Promise<UpdatePlan> {
  const state = await openSeriesState(path, series.grid);
  if (state === null) return anew(null, 'no state yet: everything is fitted');
  const { head } = state;
  const settled = head.settled as SettledPlan;
  if (head.run !== key) return anew(state, 'the method or its parameters changed: everything is fitted anew');
  const before = new Map(head.seen.map((look) => [look.key + look.time, look.stamp]));
  const now = series.observations.map(seenLook);
  const gone = head.seen.length - now.filter((look) => before.has(look.key + look.time)).length;
  if (gone > 0) return anew(state, `${gone} looks are no longer in the series: everything is fitted anew`);
  const replaced = now.filter((look) => (before.get(look.key + look.time) ?? look.stamp) !== look.stamp);
  if (replaced.length > 0) {
    return anew(state, `the look of ${replaced[0]!.time.slice(0, 10)} was replaced: everything is fitted anew`);
  }
  if (now.length > settled.roomFor)
    return anew(state, 'the state has no room for more looks: everything is fitted anew');
  return sortLooks(
    state,
    settled,
    series,
    now.map((look) => !before.has(look.key + look.time)),
  );
}

function sortLooks(
  state: SeriesState,
  settled: SettledPlan,
  { observations }: Series,
  isNew: readonly boolean[],
): UpdatePlan {
  const days = observations.map(({ time }) => ordinalOf(time));
  const lastSeen = Math.max(...days.filter((_, date) => !isNew[date]));
  const added = [...days.keys()].filter((date) => isNew[date]);
  const lateDates = added.filter((date) => days[date]! <= lastSeen);
  const inHistory = lateDates.find((date) => days[date]! <= settled.historyEndDay);
  if (inHistory !== undefined) {
    return anew(
      state,
      `the look of ${dateOfOrdinal(days[inHistory]!)} came late, into the history: everything is fitted anew`,
    );
  }
  const newDates = added.filter((date) => days[date]! > lastSeen);
  const notes = [`${newDates.length} new looks`];
  if (lateDates.length > 0)
    notes.push(`${lateDates.length} came late: where they were clear, the whole series is gone through again`);
  return { state, settled, newDates, lateDates, notes };
}

function anew(state: SeriesState | null, note: string): UpdatePlan {
  state?.close();
  return { state: null, settled: null, newDates: [], lateDates: [], notes: [note] };
}

/** Writes the state as it stands after this run. */
export function stateConsumer(
  path: string,
  plan: SeriesPlan,
  monitor: Monitor,
  { key, before }: { readonly key: string; readonly before: SeriesState | null },
): BlockConsumer {
  const days = Int32Array.from(plan.days);
  const { design, historyEndDay, roomFor, layout } = planProcess(
    monitor.online!,
    { days, bands: plan.followed.bands },
    plan.settings,
    plan.settled,
  );
  const settled: SettledPlan = { design, historyEndDay, roomFor };
  const head: StateHead = {
    formatVersion: 1,
    run: key,
    settled,
    fields: layout.fields,
    seen: plan.observations.map(seenLook),
  };
  const names: string[] = [];
  for (const [name, at] of Object.entries(STATE)) names[at] = name;
  const writer = createStateWriter(path, plan.grid, head, names);
  return {
    // Blocks are the state's tiles.
    take: (index, result) => {
      const block = plan.blocks[index]!;
      const tile = { x: 0, y: 0, width: block.width, height: block.height };
      return writer.write(planesOf(nextState(result, before)!, layout.fields, block, tile));
    },
    finish: () => writer.finish(),
    abandon: () => writer.abandon(),
  };
}
