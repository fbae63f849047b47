import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRaster, writeCog } from '#store/rasters/index.js';
import { detectTruePair, type TruePairResult } from './detectTruePair.js';
import type { Family, TruePair } from './families.js';

/** What is done to a pair, band by band of the after scene, 0–255; or to the order of its dates. */
interface Stress {
  readonly name: string;
  readonly change: ((values: Float32Array, band: number, width: number) => Float32Array) | 'swapDates';
}

/** Seeded noise of unit deviation, so that figures can be repeated. */
function noiseAt(index: number): number {
  let sum = 0;
  for (let k = 0; k < 12; k++) {
    let h = Math.imul(index + 1, 374_761_393) ^ Math.imul(k + 1, 668_265_263);
    h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
    sum += ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  }
  return sum - 6;
}

const HAZE = [55, 60, 68];
const TINT = [1.08, 1, 0.9];

export const STRESSES: readonly Stress[] = [
  { name: 'as it is', change: (values) => values },
  { name: 'gamma 1.4', change: (values) => values.map((v) => 255 * (v / 255) ** 1.4) },
  { name: 'contrast × 0.7', change: (values) => values.map((v) => 40 + 0.7 * v) },
  { name: 'haze', change: (values, band) => values.map((v) => 0.7 * v + HAZE[band]!) },
  { name: 'warm tint', change: (values, band) => values.map((v) => v * TINT[band]!) },
  { name: 'noise of 9 steps', change: (values, band) => values.map((v, i) => v + 9 * noiseAt(3 * i + band)) },
  { name: 'blur over 3 × 3', change: (values, _, width) => blurred(values, width) },
  { name: 'moved by 2 pixels', change: (values, _, width) => moved(values, width, 2, -2) },
  { name: 'dates swapped', change: 'swapDates' },
];

function blurred(values: Float32Array, width: number): Float32Array {
  const at = sampler(values, width);
  return values.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < 9; k++) sum += at((i % width) + (k % 3) - 1, Math.floor(i / width) + Math.floor(k / 3) - 1);
    return sum / 9;
  });
}

function moved(values: Float32Array, width: number, dx: number, dy: number): Float32Array {
  const at = sampler(values, width);
  return values.map((_, i) => at((i % width) - dx, Math.floor(i / width) - dy));
}

function sampler(values: Float32Array, width: number): (x: number, y: number) => number {
  const height = values.length / width;
  return (x, y) => values[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]!;
}

export interface Stressed {
  readonly stress: string;
  readonly results: readonly TruePairResult[];
  /** Share of all pixels that was reported. */
  readonly reported: number;
}

/** Detects a family's pairs after each stress; where dates are swapped nothing appeared that the truth would know. */
export async function stressFamily(dataFolder: string, family: Family): Promise<Stressed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-stress-'));
  try {
    const out: Stressed[] = [];
    for (const { name, change } of STRESSES) {
      const results: TruePairResult[] = [];
      for (const pair of family.pairs) {
        const stressed =
          change === 'swapDates'
            ? { ...pair, before: pair.after, after: pair.before }
            : { ...pair, after: await changedCopy(dataFolder, pair, folder, change) };
        results.push(await detectTruePair(dataFolder, stressed, family));
      }
      const marked = results.reduce((sum, result) => sum + result.truePositive + result.falsePositive, 0);
      const known = results.reduce((sum, result) => sum + result.knownPixels, 0);
      out.push({ stress: name, results, reported: marked / known });
    }
    return out;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function changedCopy(
  dataFolder: string,
  pair: TruePair,
  folder: string,
  change: Exclude<Stress['change'], 'swapDates'>,
): Promise<string> {
  const raster = await openRaster(join(dataFolder, pair.after));
  const { width, height, grid } = raster.header;
  const { values } = await raster.readWindow({ x: 0, y: 0, width, height }, [1, 2, 3]);
  raster.close();
  const bands = values.map((band, k) =>
    Uint8Array.from(change(Float32Array.from(band), k, width), (v) => Math.max(0, Math.min(255, Math.round(v)))),
  );
  const path = join(folder, `${pair.name}.tif`);
  const bandInfo = ['red', 'green', 'blue'].map((description) => ({ description }));
  await writeCog(path, { grid: grid!, sampleType: 'uint8', bands, bandInfo, overviews: null });
  return path;
}
