import { expect, test } from '@jest/globals';
import { designMatrix } from '#pipelines/series-to-change/harmonicDesign.js';
import { harmonicProblem, type HarmonicKernel } from '#pipelines/series-to-change/harmonicKernel.js';
import { createPlainKernel } from '#pipelines/series-to-change/plainHarmonicKernel.js';
import { leastSquares } from '#pipelines/series-to-change/normalEquations.js';
import { createHarmonicKernel, isKernelBuilt } from '#worker/compute/series/wasmKernel.js';

/** Seeded. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function problemOf(order: number, hasTrend: boolean) {
  const random = randomFrom(7);
  let day = 737_000;
  const days = Array.from({ length: 61 }, () => (day += 5 + Math.floor(40 * random())));
  const design = { kind: 'calendar', order, hasTrend, frequency: 365, firstStep: 0 } as const;
  const width = 1 + (hasTrend ? 1 : 0) + 2 * order;
  const rows = designMatrix(design, days);
  return { days, rows, width, problem: harmonicProblem(days, rows, { width, hasTrend, historyDates: 40 }) };
}

/** Noise on seasons; a fifth is missing, one pixel wholly, one but for five looks. */
function fill(kernel: HarmonicKernel, dates: number): void {
  const random = randomFrom(99);
  for (let date = 0; date < dates; date++) {
    for (let pixel = 0; pixel < kernel.pixels; pixel++) {
      const isSeen = pixel === 3 ? false : pixel === 4 ? date % 8 === 0 && date < 40 : random() < 0.8;
      kernel.values[date * kernel.pixels + pixel] = isSeen ? 0.5 + 0.2 * Math.cos(date) + 0.05 * random() : NaN;
    }
  }
}

const cases: [number, boolean][] = [
  [1, false],
  [2, true],
  [3, true],
];

test.each(cases)('order %i, trend %p: each pixel as ordinary least squares of its own looks', (order, hasTrend) => {
  const { days, rows, width, problem } = problemOf(order, hasTrend);
  const kernel = createPlainKernel(problem, 16);
  fill(kernel, days.length);
  kernel.run();
  for (let pixel = 0; pixel < 16; pixel++) {
    const seen = [...Array(40).keys()].filter((date) => !Number.isNaN(kernel.values[date * 16 + pixel]!));
    expect(kernel.counts[pixel]).toBe(seen.length);
    if (seen.length <= width) continue;
    const fit = leastSquares({
      rows: Float64Array.from(seen.flatMap((date) => [...rows.subarray(date * width, (date + 1) * width)])),
      width,
      hasTrend,
      response: Float64Array.from(seen, (date) => kernel.values[date * 16 + pixel]!),
    })!;
    seen.forEach((date, k) => expect(kernel.residuals[date * 16 + pixel]).toBeCloseTo(fit.residuals[k]!, 11));
    fit.coefficients.forEach((value, k) => {
      expect(kernel.coefficients[k * 16 + pixel]! / value).toBeCloseTo(1, 5);
    });
    expect([kernel.firstDays[pixel], kernel.lastDays[pixel]]).toEqual([days[seen[0]!], days[seen.at(-1)!]]);
    const steps = seen.slice(1).map((date, k) => days[date]! - days[seen[k]!]!);
    expect(kernel.gaps[pixel]).toBe(Math.max(...steps));
  }
});

/** A watched sum of a history of 40 dates and 21 later ones. */
const watched = {
  sigma: 'freedom',
  historySign: -1,
  fewestLooks: 12,
  longestGapDays: 365,
  lastDay: 739_000,
  smallestShare: 1e-4,
  boundaries: Float64Array.from({ length: 41 * 21 }, (_, k) => 0.2 + 0.05 * (k % 21)),
} as const;

test('without the residuals of the history, their sums come from the equations, and the sum is followed alike', () => {
  const { days, rows, width } = problemOf(2, true);
  const kernels = [true, false].map((areHistoryResidualsWanted) => {
    const shape = { width, hasTrend: true, historyDates: 40, watched, areHistoryResidualsWanted };
    const kernel = createPlainKernel(harmonicProblem(days, rows, shape), 64);
    fill(kernel, days.length);
    kernel.run();
    return kernel;
  });
  const [looked, summed] = kernels as [HarmonicKernel, HarmonicKernel];
  for (let pixel = 5; pixel < 64; pixel++) {
    expect(summed.squares[pixel]! / looked.squares[pixel]!).toBeCloseTo(1, 10);
    expect(summed.sums[pixel]).toBeCloseTo(0, 11);
  }
  expect([...summed.crossings]).toEqual([...looked.crossings]);
  expect(new Set(summed.crossings).size).toBeGreaterThan(3);
});

test('values in another unit give the same model in physical units', () => {
  const { days, problem } = problemOf(2, true);
  const [physical, stored] = [createPlainKernel(problem, 16), createPlainKernel(problem, 16)];
  for (const kernel of [physical, stored]) fill(kernel, days.length);
  for (let i = 0; i < stored.values.length; i++) {
    stored.values[i] = Math.round((stored.values[i]! + 0.1) * 10_000);
    physical.values[i] = Math.fround(stored.values[i]! * 1e-4 - 0.1);
  }
  physical.run();
  stored.run({ scale: 1e-4, offset: -0.1 });
  for (let pixel = 5; pixel < 16; pixel++) {
    expect(stored.squares[pixel]! / physical.squares[pixel]!).toBeCloseTo(1, 4);
    for (let date = 0; date < days.length; date++) {
      const [residual, expected] = [stored.residuals[date * 16 + pixel]!, physical.residuals[date * 16 + pixel]!];
      if (Number.isNaN(expected)) expect(residual).toBeNaN();
      else expect(residual).toBeCloseTo(expected, 5);
    }
  }
});

test('looks that do not determine the model are said to be so', () => {
  const { days, problem } = problemOf(3, true);
  const kernel = createPlainKernel(problem, 16);
  fill(kernel, days.length);
  kernel.run();
  expect([...kernel.states.subarray(2, 6)]).toEqual([1, 0, 0, 1]);
});

const PIXELS = 2048;

(isKernelBuilt() ? test.each(cases) : test.skip.each(cases))(
  'order %i, trend %p: WebAssembly gives the same bits',
  (order, hasTrend) => {
    const { days, rows, width } = problemOf(order, hasTrend);
    // Of the first with the history's residuals; many pixels, so that some share what they see and others are in their way.
    const shape = { width, hasTrend, historyDates: 40, watched, areHistoryResidualsWanted: order === 1 };
    const problem = harmonicProblem(days, rows, shape);
    const [plain, wasm] = [createPlainKernel(problem, PIXELS), createHarmonicKernel(problem, PIXELS)];
    for (const kernel of [plain, wasm]) {
      fill(kernel, days.length);
      kernel.run({ scale: 0.5, offset: 0.25 });
    }
    for (const name of ['counts', 'firstDays', 'lastDays', 'gaps', 'states'] as const) {
      expect([...wasm[name]]).toEqual([...plain[name]]);
    }
    const isGood = (index: number): boolean => plain.states[index % PIXELS] === 1;
    expect([...wasm.ordinary]).toEqual([...plain.ordinary]);
    for (const name of ['coefficients', 'sums', 'squares', 'powers', 'residuals', 'crossings', 'processes'] as const) {
      // Minus nothing is nothing.
      const [a, b] = [
        [...wasm[name]].filter((_, i) => isGood(i)).map((x) => x + 0),
        [...plain[name]].filter((_, i) => isGood(i)).map((x) => x + 0),
      ];
      expect(a).toEqual(b);
    }
  },
);
