import { blockStatePath, makeStateFolder } from '#store/series/stateFolders.js';
import { readBlockState, writeBlockState } from '#store/series/blockState.js';
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
      const before = continued && (await readBlockState(pathOf(continued.runId), series.grid, block));
      const result =
        continued === null || before === null
          ? await engine.watch(series, index, wishes)
          : await engine.continue(series, index, {
              wishes,
              state: before,
              newDates: continued.newDates,
              lateDates: continued.lateDates,
            });
      if (result.state !== null) {
        await makeStateFolder(rasterRoot, watchAreaId, runId);
        const head = { run: state.key, settled: state.settled };
        await writeBlockState(pathOf(runId), series.grid, block, head, result.state);
      }
      return encodeChunkBreaks(chunkBreaksOf(plan, index, result));
    },
    join: joinSeries,
    close: () => engine.close(),
  };
}
