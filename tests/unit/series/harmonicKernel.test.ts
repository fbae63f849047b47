import { expect, test } from '@jest/globals';
import { designMatrix } from '#pipelines/series-to-change/harmonicDesign.js';
import { createPlainKernel, harmonicProblem, type HarmonicKernel } from '#pipelines/series-to-change/harmonicKernel.js';
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

test('looks that do not determine the model are said to be so', () => {
  const { days, problem } = problemOf(3, true);
  const kernel = createPlainKernel(problem, 16);
  fill(kernel, days.length);
  kernel.run();
  expect([...kernel.states.subarray(2, 6)]).toEqual([1, 0, 0, 1]);
});

(isKernelBuilt() ? test.each(cases) : test.skip.each(cases))(
  'order %i, trend %p: WebAssembly gives the same bits',
  (order, hasTrend) => {
    const { days, problem } = problemOf(order, hasTrend);
    const [plain, wasm] = [createPlainKernel(problem, 16), createHarmonicKernel(problem, 16)];
    for (const kernel of [plain, wasm]) {
      fill(kernel, days.length);
      kernel.run();
    }
    for (const name of ['counts', 'firstDays', 'lastDays', 'gaps', 'states'] as const) {
      expect([...wasm[name]]).toEqual([...plain[name]]);
    }
    const isGood = (index: number): boolean => plain.states[index % 16] === 1;
    for (const name of ['coefficients', 'sums', 'squares', 'residuals'] as const) {
      const [a, b] = [[...wasm[name]].filter((_, i) => isGood(i)), [...plain[name]].filter((_, i) => isGood(i))];
      expect(a).toEqual(b);
    }
  },
);
