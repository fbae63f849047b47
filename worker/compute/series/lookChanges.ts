import { canonicalJson } from '#domain/id.js';
import { dateOfOrdinal } from '#domain/time.js';
import type { SettledPlan } from '#pipelines/series-to-change/processPlan.js';
import type { StoredSeriesState } from '#store/seriesStates.js';

/** What a series has become since the last run. Numbers of looks are places in `seen`. */
export type LookChange =
  | {
      readonly kind: 'continue';
      /** Looks after all that the state has seen, and looks between them that came late. */
      readonly looks: { readonly newDates: readonly number[]; readonly lateDates: readonly number[] };
      readonly newLookCount: number;
    }
  | { readonly kind: 'anew'; readonly because: string; readonly newLookCount: number };

type Stands = Pick<StoredSeriesState, 'key' | 'grid' | 'blocks' | 'seen'>;

/**
 * Whether a stored state can be continued over the looks that there are now.
 * @param settled of the state; null: it holds nothing to continue
 */
export function changeOfLooks(before: Stands | null, settled: SettledPlan | null, now: Stands): LookChange {
  const known = new Set(before?.seen.map(({ sceneId }) => sceneId));
  const added = [...now.seen.keys()].filter((date) => !known.has(now.seen[date]!.sceneId));
  const anew = (because: string): LookChange => ({ kind: 'anew', because, newLookCount: added.length });
  if (before === null) return anew('first run');
  if (before.key !== now.key) return anew('the monitor was set otherwise');
  if (settled === null) return anew('nothing could be judged before, or the method keeps no state');
  if (!isSame(before.grid, now.grid) || !isSame(before.blocks, now.blocks))
    return anew('the grid of the scenes changed');
  const present = new Set(now.seen.map(({ sceneId }) => sceneId));
  // Looks before the first are left out of long series; what they said stands in the state.
  const firstDay = now.seen[0]!.day;
  const gone = before.seen.find(({ sceneId, day }) => day >= firstDay && !present.has(sceneId));
  if (gone !== undefined) return anew(`the look of ${dateOfOrdinal(gone.day)} was replaced or is gone`);
  if (now.seen.length > settled.roomFor) return anew('the state has no room for more looks');
  const lastSeen = before.seen.at(-1)!.day;
  const lateDates = added.filter((date) => now.seen[date]!.day <= lastSeen);
  const inHistory = lateDates.find((date) => now.seen[date]!.day <= settled.historyEndDay);
  if (inHistory !== undefined) {
    return anew(`the look of ${dateOfOrdinal(now.seen[inHistory]!.day)} came late, into the history`);
  }
  const newDates = added.filter((date) => now.seen[date]!.day > lastSeen);
  return { kind: 'continue', looks: { newDates, lateDates }, newLookCount: added.length };
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
