import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collectRuns, runsOfCodes, type RunLengths } from '#pipelines/kernels/runLengths.js';
import { sieveRuns } from '#pipelines/kernels/sieve.js';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** 0 unchanged, 1 and 2 groups of change. */
  readonly codes: Uint8Array;
  readonly unknown: Uint8Array;
}

const pictures = fc
  .record({ width: fc.integer({ min: 2, max: 16 }), height: fc.integer({ min: 2, max: 16 }) })
  .chain(({ width, height }) => {
    const pixels = width * height;
    const options = { minLength: pixels, maxLength: pixels };
    return fc
      .tuple(
        fc.array(fc.constantFrom(0, 0, 1, 1, 1, 2), options),
        fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1), options),
      )
      .map(([codes, hidden]): Picture => {
        const unknown = Uint8Array.from(hidden);
        return { width, height, unknown, codes: Uint8Array.from(codes, (code, i) => (unknown[i] === 1 ? 0 : code)) };
      });
  });

/** Runs cut at every `step` columns, each with its own owner, as chunks would deliver them. */
function cutRuns({ width, height, codes }: Picture, step: number): { runs: RunLengths; groupOf: number[] } {
  const runs = collectRuns(width, height);
  const groupOf: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width;) {
      const code = codes[y * width + x]!;
      const first = x;
      do x += 1;
      while (x < width && x % step !== 0 && codes[y * width + x] === code);
      if (code !== 0) runs.push(first, x, groupOf.push(code) - 1);
    }
    runs.endRow();
  }
  return { runs: runs.finish(), groupOf };
}

function sieved(picture: Picture, step: number, connectivity: 4 | 8, minimumPixels: number): Int32Array {
  const { width, height, unknown } = picture;
  const cut = cutRuns(picture, step);
  const result = sieveRuns({
    ...cut,
    ownerCount: cut.groupOf.length,
    unknown: runsOfCodes(unknown, width, height),
    connectivity,
    minimumPixels,
  });
  const out = new Int32Array(width * height).fill(-1);
  for (let y = 0; y < height; y++) {
    for (let run = result.runs.rowStart[y]!; run < result.runs.rowStart[y + 1]!; run++) {
      out.fill(result.runs.owner[run]!, y * width + result.runs.start[run]!, y * width + result.runs.end[run]!);
    }
  }
  return out;
}

/** Connected areas of the pixels that pass, by flood fill. */
function areasOf({ width, height }: Picture, connectivity: 4 | 8, isIn: (i: number) => boolean): number[][] {
  const seen = new Set<number>();
  const areas: number[][] = [];
  for (let start = 0; start < width * height; start++) {
    if (seen.has(start) || !isIn(start)) continue;
    const area = [start];
    seen.add(start);
    for (const i of area) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const x = (i % width) + dx;
          const y = Math.floor(i / width) + dy;
          const j = y * width + x;
          const isNeighbour = connectivity === 8 ? dx !== 0 || dy !== 0 : Math.abs(dx) + Math.abs(dy) === 1;
          if (!isNeighbour || x < 0 || y < 0 || x >= width || y >= height || seen.has(j) || !isIn(j)) continue;
          seen.add(j);
          area.push(j);
        }
      }
    }
    areas.push(area);
  }
  return areas;
}

const connectivities = fc.constantFrom<4 | 8>(4, 8);

describe('the sieve', () => {
  test('drops specks and fills pinholes exactly as a flood fill would', () => {
    fc.assert(
      fc.property(pictures, connectivities, fc.integer({ min: 1, max: 6 }), (picture, connectivity, minimum) => {
        const { width, height, codes, unknown } = picture;
        const expected = new Uint8Array(width * height);
        for (const area of areasOf(picture, connectivity, (i) => codes[i] !== 0)) {
          if (area.length >= minimum) area.forEach((i) => (expected[i] = 1));
        }
        const isAtEdge = (i: number): boolean =>
          i % width === 0 || i % width === width - 1 || i < width || i >= width * (height - 1);
        const kept = expected.slice();
        for (const area of areasOf(picture, connectivity === 4 ? 8 : 4, (i) => kept[i] === 0)) {
          if (area.length >= minimum || area.some((i) => isAtEdge(i) || unknown[i] === 1)) continue;
          area.forEach((i) => (expected[i] = 1));
        }
        const found = Uint8Array.from(sieved(picture, 1000, connectivity, minimum), (owner) => (owner < 0 ? 0 : 1));
        expect(found).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on how the runs were cut', () => {
    fc.assert(
      fc.property(
        pictures,
        connectivities,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        (picture, connectivity, minimum, step) => {
          expect(sieved(picture, step, connectivity, minimum)).toEqual(sieved(picture, 1000, connectivity, minimum));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leaves no segment below the minimum, and each in one piece', () => {
    fc.assert(
      fc.property(pictures, connectivities, fc.integer({ min: 1, max: 6 }), (picture, connectivity, minimum) => {
        const owners = sieved(picture, 1000, connectivity, minimum);
        for (const owner of new Set(owners)) {
          if (owner < 0) continue;
          const areas = areasOf(picture, connectivity, (i) => owners[i] === owner);
          expect(areas).toHaveLength(1);
          expect(areas[0]!.length).toBeGreaterThanOrEqual(minimum);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('numbers segments by their first pixels', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const numbers = [...new Set(sieved(picture, 1000, 4, 2))].filter((owner) => owner >= 0);
        expect(numbers).toEqual([...numbers.keys()]);
      }),
      { numRuns: 100 },
    );
  });
});
