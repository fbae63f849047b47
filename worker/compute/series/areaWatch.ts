import { blockStatePath, makeStateFolder } from '#store/series/stateFolders.js';
import { placeOfBlockState, writeBlockState } from '#store/series/blockState.js';
import { openSeriesState, type StatePlace } from '#store/series/seriesState.js';
import { nextState } from './blockResult.js';
import { chunkBreaksOf, encodeChunkBreaks } from './chunkBreaks.js';
import { joinSeries, type JoinedSeries, type ReportedGround } from './joinSeries.js';
import { createSeriesEngine } from './seriesEngine.js';
import { planSeriesRun, type SeriesRunPlan, type SeriesRunRequest } from './seriesRunPlan.js';

/** From the looks of a watch area to patches, chunk by chunk, keeping each pixel's state for the next look. */
export interface AreaWatch {
  /** @throws BadInputError where the scenes do not make a series that can be watched */
  plan(request: Omit<SeriesRunRequest, 'rasterRoot'>): Promise<SeriesRunPlan>;
  /**
   * One chunk's breaks, encoded; its state is written beside. The same plan and index give the same bytes. Where the state
   * that was to be continued is gone, the whole series is gone through.
   */
  chunk(plan: SeriesRunPlan, index: number): Promise<Uint8Array>;
  /** All chunks, in the order of their index, to patches. */
  join(
    plan: SeriesRunPlan,
    chunks: AsyncIterable<Uint8Array>,
    reported: readonly ReportedGround[],
  ): Promise<JoinedSeries>;
  close(): Promise<void>;
}

/** @param options threads: 0 computes in the calling thread (tests) */
export function createAreaWatch({
  threads,
  rasterRoot,
}: {
  readonly threads: number;
  readonly rasterRoot: string;
}): AreaWatch {
  const engine = createSeriesEngine({ threads });
  return {
    plan: (request) => planSeriesRun({ ...request, rasterRoot }),
    async chunk(plan, index) {
      const { series, watchAreaId, runId, continued, state } = plan;
      const block = series.blocks[index]!;
      const wishes = { areLinesWanted: false, areBreaksWanted: true, isStateWanted: state.settled !== null };
      const pathOf = (run: string): string => blockStatePath(rasterRoot, watchAreaId, run, index);
      const placeOf = (run: string): StatePlace => placeOfBlockState(pathOf(run), series.grid, block);
      const place = continued && placeOf(continued.runId);
      const before = place && (await openSeriesState(place.path, place.grid));
      try {
        const result =
          continued === null || place === null || before === null
            ? await engine.watch(series, index, wishes)
            : await engine.continue(series, index, {
                wishes,
                state: place,
                newDates: continued.newDates,
                lateDates: continued.lateDates,
              });
        const next = nextState(result, before);
        if (next !== null) {
          await makeStateFolder(rasterRoot, watchAreaId, runId);
          await writeBlockState(placeOf(runId), { run: state.key, settled: state.settled }, next);
        }
        return encodeChunkBreaks(chunkBreaksOf(plan, index, result));
      } finally {
        before?.close();
      }
    },
    join: joinSeries,
    close: () => engine.close(),
  };
}
