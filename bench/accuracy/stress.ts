import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openRaster, writeCog } from '#store/rasters/index.js';
import { detectTruePair, type TruePairResult } from './detectTruePair.js';
import type { Family, TruePair } from './families.js';
import { reshapedPair, RESHAPES, type Reshape } from './reshapedPair.js';

/** What a band of the after scene becomes, 0–255. */
type BandChange = (values: Float32Array, band: number, width: number) => Float32Array | Promise<Float32Array>;

/** What is done to the after scene, band by band; to the order of the dates; or to both dates and the truth alike. */
interface Stress {
  readonly name: string;
  readonly change: BandChange | 'swapDates' | Reshape;
}

/** Seeded noise of unit deviation, so that figures can be repeated. */
function noiseAt(index: number): number {
  let sum = 0;
  for (let k = 0; k < 12; k++) sum += uniformAt(index, k);
  return sum - 6;
}

/** A number from 0 to 1 that looks random and is the same for the same place. */
function uniformAt(index: number, k: number): number {
  let h = Math.imul(index + 1, 374_761_393) ^ Math.imul(k + 1, 668_265_263);
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

const HAZE = [55, 60, 68];
const TINT = [1.08, 1, 0.9];

const AS_IT_IS: Stress = { name: 'as it is', change: (values) => values };
const MOVED: Stress = { name: 'moved by 2 pixels', change: (values, _, width) => moved(values, width, 2, -2) };
const BLURRED: Stress = { name: 'blur over 3 × 3', change: (values, _, width) => blurred(values, width) };
const SWAPPED: Stress = { name: 'dates swapped', change: 'swapDates' };

const RESHAPED: readonly Stress[] = RESHAPES.map((change) => ({ name: change.name, change }));

const OF_PICTURES: readonly Stress[] = [
  AS_IT_IS,
  { name: 'gamma 1.4', change: (values) => values.map((v) => 255 * (v / 255) ** 1.4) },
  { name: 'contrast × 0.7', change: (values) => values.map((v) => 40 + 0.7 * v) },
  { name: 'haze', change: (values, band) => values.map((v) => 0.7 * v + HAZE[band]!) },
  { name: 'warm tint', change: (values, band) => values.map((v) => v * TINT[band]!) },
  { name: 'noise of 9 steps', change: (values, band) => values.map((v, i) => v + 9 * noiseAt(3 * i + band)) },
  { name: 'JPEG of quality 40', change: (values, _, width) => throughJpeg(values, width, 40) },
  BLURRED,
  MOVED,
  ...RESHAPED,
  SWAPPED,
];

const OF_RADAR: readonly Stress[] = [
  AS_IT_IS,
  { name: 'speckle of 4 looks more', change: (values) => values.map((v, i) => v * speckleAt(i, 4)) },
  { name: 'gain × 1.5', change: (values) => values.map((v) => 1.5 * v) },
  { name: 'gain × 0.4', change: (values) => values.map((v) => 0.4 * v) },
  { name: 'gamma 0.8', change: (values) => values.map((v) => 255 * (v / 255) ** 0.8) },
  BLURRED,
  MOVED,
  ...RESHAPED,
  SWAPPED,
];

/** Amplitude of seeded speckle of so many looks, 1 in the root mean square. @source Goodman 1976, JOSA 66(11), 1145–1150 */
function speckleAt(index: number, looks: number): number {
  let intensity = 0;
  for (let look = 0; look < looks; look++) intensity -= Math.log(1 - uniformAt(index, look)) / looks;
  return Math.sqrt(intensity);
}

async function throughJpeg(values: Float32Array, width: number, quality: number): Promise<Float32Array> {
  const raw = { width, height: values.length / width, channels: 1 } as const;
  const jpeg = await sharp(Uint8Array.from(values), { raw }).jpeg({ quality }).toBuffer();
  return Float32Array.from(await sharp(jpeg).toColourspace('b-w').raw().toBuffer());
}

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

/** Families that are stressed: those of bytes, whose recipes were chosen on their pairs. */
export const isStressed = ({ recipe, pairs }: Family): boolean =>
  ['newRoofs', 'newBuiltUp', 'sarLogRatio'].includes(recipe) && pairs.length > 1 && pairs[0]!.coding === 'binary';

/** Detects a family's pairs after each stress; where dates are swapped nothing appeared that the truth of pictures would know. */
export async function stressFamily(dataFolder: string, family: Family): Promise<Stressed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'planwatch-stress-'));
  try {
    const out: Stressed[] = [];
    for (const { name, change } of family.sensor === 'sar' ? OF_RADAR : OF_PICTURES) {
      const results: TruePairResult[] = [];
      for (const pair of family.pairs) {
        results.push(await detectTruePair(dataFolder, await stressedPair(dataFolder, pair, folder, change), family));
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

async function stressedPair(
  dataFolder: string,
  pair: TruePair,
  folder: string,
  change: Stress['change'],
): Promise<TruePair> {
  if (change === 'swapDates') return { ...pair, before: pair.after, after: pair.before };
  if (typeof change === 'object') return reshapedPair(dataFolder, pair, folder, change);
  return { ...pair, after: await changedCopy(dataFolder, pair, folder, change) };
}

async function changedCopy(dataFolder: string, pair: TruePair, folder: string, change: BandChange): Promise<string> {
  const raster = await openRaster(join(dataFolder, pair.after));
  const { width, height, grid, bandCount } = raster.header;
  const numbers = Array.from({ length: bandCount }, (_, k) => k + 1);
  const { values } = await raster.readWindow({ x: 0, y: 0, width, height }, numbers);
  raster.close();
  const changed = await Promise.all(values.map(async (band, k) => change(Float32Array.from(band), k, width)));
  const bands = changed.map((band) => Uint8Array.from(band, (v) => Math.max(0, Math.min(255, Math.round(v)))));
  const path = join(folder, `${pair.name}.tif`);
  const names = bandCount === 3 ? ['red', 'green', 'blue'] : numbers.map((number) => `band${number}`);
  const bandInfo = names.map((description) => ({ description }));
  await writeCog(path, { grid: grid!, sampleType: 'uint8', bands, bandInfo, overviews: null });
  return path;
}
