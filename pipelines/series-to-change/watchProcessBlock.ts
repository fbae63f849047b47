import { indexValues } from '../scene-to-change/spectralIndices.js';
import type { FollowedValue } from './followedValue.js';
import type { HarmonicKernelFactory } from './harmonicKernel.js';
import { planRows, type ProcessPlan } from './processPlan.js';
import { watchSeries } from './residualMonitor.js';
import { forEachPixel, type BlockLooks } from './watchBlock.js';
import { createHarmonicWatch, isHarmonicPlan, type FollowedBlock, type PixelNumbers } from './watchHarmonicBlock.js';

export interface ProcessSeries {
  readonly plan: ProcessPlan;
  readonly days: Int32Array;
  readonly followed: FollowedValue;
  readonly createKernel: HarmonicKernelFactory;
}

/** Watches blocks of one series: each pixel's numbers as they stand after the last look. */
export interface ProcessWatch {
  readonly watch: (block: BlockLooks, to: PixelNumbers) => void;
  /** The same of a block that a kernel loads by itself; null where pixels are gone through look by look. */
  readonly watchLoaded: ((block: FollowedBlock, to: PixelNumbers) => void) | null;
}

export function createProcessWatch({ plan, days, followed, createKernel }: ProcessSeries): ProcessWatch {
  const rows = planRows(plan, days);
  if (isHarmonicPlan(plan)) {
    const { watch } = createHarmonicWatch(plan, days, rows, createKernel);
    return { watch: (block, to) => watch(loadedBlock(followedBlock(block, followed)), to), watchLoaded: watch };
  }
  return {
    watchLoaded: null,
    watch: (block, { place, numbers, done }) =>
      forEachPixel(followedBlock(block, followed), days, (pixel, series) => {
        const at = place(pixel);
        watchSeries(plan, rows, series, numbers, at);
        done(pixel, at);
      }),
  };
}

/** The followed value over a block, as the only band; in the precision of the block wherever it is followed. */
export function followedBlock(
  { pixels, dates, bands, values, reason }: BlockLooks,
  followed: FollowedValue,
): BlockLooks {
  const bandOf = (name: string): Float32Array => values[bands.indexOf(name)]!;
  const inputs = new Map(followed.bands.map((name) => [name, bandOf(name)]));
  const own = followed.kind === 'index' ? indexValues(followed.index, inputs) : bandOf(followed.bands[0]!);
  return { pixels, dates, reason, bands: ['value'], values: [own] };
}

/** A block whose looks are copied into the kernel. */
function loadedBlock({ pixels, dates, values: [values] }: BlockLooks): FollowedBlock {
  return {
    pixels,
    load(kernel, first, count) {
      for (let date = 0; date < dates; date++) {
        const from = date * pixels + first;
        kernel.values.set(values!.subarray(from, from + count), date * kernel.pixels);
      }
    },
  };
}
