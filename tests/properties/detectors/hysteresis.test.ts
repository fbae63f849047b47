import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collectRuns, type RunLengths } from '#pipelines/kernels/runLengths.js';
import { sieveRuns } from '#pipelines/kernels/sieve.js';

const WIDTH = 12;
const HEIGHT = 9;

const scores = fc.array(fc.constantFrom(0, 0, 0, 1, 1, 2), { minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT });

/** Areas of scores >= 1 that hold a score of 2, by flooding from the 2s. */
function flooded(values: readonly number[], connectivity: 4 | 8): boolean[] {
  const kept = values.map((value) => value === 2);
  const open = [...kept.keys()].filter((i) => kept[i]);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (connectivity === 4 && dx !== 0 && dy !== 0) continue;
        const isInside = x + dx >= 0 && x + dx < WIDTH && y + dy >= 0 && y + dy < HEIGHT;
        const next = at + dy * WIDTH + dx;
        if (!isInside || kept[next] || values[next]! < 1) continue;
        kept[next] = true;
        open.push(next);
      }
    }
  }
  return kept;
}

/** The scores >= 1 as runs that end at every `step` columns, each with its seeds, as chunks would deliver them. */
function runsWithSeeds(values: readonly number[], step: number): { runs: RunLengths; seedsOf: number[] } {
  const seedsOf: number[] = [];
  const runs = collectRuns(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH;) {
      const from = x;
      let seeds = 0;
      while (x < WIDTH && values[y * WIDTH + x]! >= 1 && (x === from || x % step !== 0)) {
        seeds += Number(values[y * WIDTH + x] === 2);
        x += 1;
      }
      if (x > from) runs.push(from, x, seedsOf.push(seeds) - 1);
      else x += 1;
    }
    runs.endRow();
  }
  return { runs: runs.finish(), seedsOf };
}

const nothing = (): RunLengths => {
  const runs = collectRuns(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y++) runs.endRow();
  return runs.finish();
};

test('hysteresis keeps exactly the areas that hold a seed, however they were cut into chunks', () => {
  fc.assert(
    fc.property(
      scores,
      fc.integer({ min: 1, max: WIDTH }),
      fc.constantFrom<4 | 8>(4, 8),
      (values, step, connectivity) => {
        const { runs, seedsOf } = runsWithSeeds(values, step);
        const groupOf = seedsOf.map(() => 0);
        const sieved = sieveRuns({
          runs,
          ownerCount: groupOf.length,
          groupOf,
          seedsOf,
          unknown: nothing(),
          connectivity,
          minimumPixels: 1,
        }).runs;
        const kept = values.map(() => false);
        for (let y = 0; y < HEIGHT; y++) {
          for (let run = sieved.rowStart[y]!; run < sieved.rowStart[y + 1]!; run++) {
            kept.fill(true, y * WIDTH + sieved.start[run]!, y * WIDTH + sieved.end[run]!);
          }
        }
        expect(kept).toEqual(flooded(values, connectivity));
      },
    ),
  );
});
