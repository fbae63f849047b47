import { avalanche } from '../random.js';
import type { Random } from '../random.js';
import { SUBPIXELS } from '../landscape/cover.js';
import { SCENE_CELL_M } from '../landscape/frame.js';
import type { Field } from '../landscape/terrain.js';
import type { Unit } from '../landscape/units.js';
import type { Look, Sky } from './atmosphere.js';
import type { DayNumber } from './calendar.js';
import { BAND_COUNT, spectrumOf, textureOf } from './spectra.js';

/** Bound once: looking a global up in every pixel costs more than the arithmetic where code runs in a sandbox. */
const { round, min, max, floor, sqrt } = Math;

/** Written where a spectral band saw nothing; no reflectance reaches it, and no quality code equals it. */
export const SCENE_NODATA = 65_535;

/** Light of a thick cloud, reflectance × 10000. */
const CLOUD_LIGHT = [6600, 6700, 6750, 7000, 5600, 4600];

export interface RenderInput {
  readonly sizePx: number;
  /** Unit ids of the ground, `SUBPIXELS` times as fine as the scene. */
  readonly cover: Uint16Array;
  /** Event part by sub-pixel, 0 for none. */
  readonly parts: Uint16Array;
  /** Unit shown by each part on the day, null where the ground shows through. */
  readonly partUnits: readonly (Unit | null)[];
  readonly units: readonly Unit[];
  readonly elevation: Field;
  readonly day: DayNumber;
  readonly look: Look;
  readonly sky: Sky;
  readonly random: Random;
}

/** Six bands blue…swir2 and the quality band, row-major, reflectance × 10000. */
export function renderScene(input: RenderInput): Uint16Array[] {
  const { sizePx: size } = input;
  const bands = Array.from({ length: BAND_COUNT + 1 }, () => new Uint16Array(size * size));
  const light = illumination(input.elevation, input.look);
  const ground = groundRows(input);
  const noise = input.random;
  const row = new Float32Array(size * BAND_COUNT);
  for (let y = 0; y < size; y++) {
    ground(y, row);
    for (let x = 0; x < size; x++) {
      const at = y * size + x;
      const isMissing = input.sky.quality[at] === 1;
      const cloud = input.sky.opacity[at]!;
      const lit = light[at]! * (1 - input.sky.shade[at]!);
      for (let band = 0; band < BAND_COUNT; band++) {
        const surface = row[x * BAND_COUNT + band]! * lit * (1 - cloud) + CLOUD_LIGHT[band]! * cloud;
        const seen = surface * input.look.gains[band]! + input.look.haze[band]!;
        const value = round(seen + noise.normal() * (8 + 0.006 * seen));
        bands[band]![at] = isMissing ? SCENE_NODATA : value < 1 ? 1 : value > 12_000 ? 12_000 : value;
      }
      bands[BAND_COUNT]![at] = input.sky.quality[at]!;
    }
  }
  return bands;
}

/** Sunlight on slopes against level ground, softened by skylight and by the usual terrain correction. */
export function illumination({ size, values }: Field, look: Look): Float32Array {
  const light = new Float32Array(size * size);
  const [sunX, sunY] = look.towardsSun;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const left = values[y * size + max(0, x - 1)]!;
      const right = values[y * size + min(size - 1, x + 1)]!;
      const up = values[max(0, y - 1) * size + x]!;
      const down = values[min(size - 1, y + 1) * size + x]!;
      const slopeX = (right - left) / (2 * SCENE_CELL_M);
      const slopeY = (down - up) / (2 * SCENE_CELL_M);
      const facing =
        (1 - (slopeX * sunX + slopeY * sunY) * min(1.25, look.sunCotangent)) /
        sqrt(1 + slopeX * slopeX + slopeY * slopeY);
      light[y * size + x] = 0.3 + 0.7 * max(0.12, min(1.75, facing));
    }
  }
  return light;
}

/** Spectra by unit id, then by part; each row is BAND_COUNT numbers. */
function spectraTable(
  units: readonly (Unit | null)[],
  day: DayNumber,
): { spectra: Float32Array; texture: Float32Array } {
  const spectra = new Float32Array(units.length * BAND_COUNT);
  const texture = new Float32Array(units.length);
  units.forEach((unit, id) => {
    if (unit === null) return;
    spectra.set(spectrumOf(unit, day), id * BAND_COUNT);
    texture[id] = textureOf(unit.kind);
  });
  return { spectra, texture };
}

/** Weights of neighbouring sub-pixels in a pixel: a box one pixel wide, blurred by one sub-pixel, moved by `shift` pixels. */
export function pixelWeights(shift: number): Float64Array {
  const taps = SUBPIXELS + 4;
  const weights = new Float64Array(taps);
  const step = 1 / 16;
  for (let u = step / 2; u < SUBPIXELS; u += step) {
    for (let v = step / 2 - 0.75; v < 0.75; v += step) {
      const tap = floor(u + v + shift * SUBPIXELS) + 2;
      if (tap >= 0 && tap < taps) weights[tap]! += 1;
    }
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Returns a function that fills one image row with ground reflectance, pixel-interleaved. Rows must be asked for in order. */
function groundRows(input: RenderInput): (y: number, row: Float32Array) => void {
  const { sizePx: size, cover, parts } = input;
  const fine = size * SUBPIXELS;
  const groundTable = spectraTable(input.units, input.day);
  const partTable = spectraTable(input.partUnits, input.day);
  const weightsX = pixelWeights(input.look.shift[0]);
  const weightsY = pixelWeights(input.look.shift[1]);
  const taps = weightsX.length;
  const fineRow = new Float32Array((fine + taps) * BAND_COUNT);
  const kept = Array.from({ length: taps }, () => new Float32Array(size * BAND_COUNT));
  const keptRow = new Int32Array(taps).fill(-1000);

  const fillFine = (fineY: number): void => {
    for (let fineX = -2; fineX < fine + taps - 2; fineX++) {
      const x = fineX < 0 ? 0 : fineX >= fine ? fine - 1 : fineX;
      const at = fineY * fine + x;
      const part = parts[at]!;
      const usesPart = part > 0 && input.partUnits[part] !== null;
      const id = usesPart ? part : cover[at]!;
      const table = usesPart ? partTable : groundTable;
      const grain = (avalanche(at) & 1023) / 512 - 1;
      const factor = 1 + table.texture[id]! * 1.7 * grain;
      const to = (fineX + 2) * BAND_COUNT;
      const from = id * BAND_COUNT;
      for (let band = 0; band < BAND_COUNT; band++) fineRow[to + band] = table.spectra[from + band]! * factor;
    }
  };
  const narrow = (fineY: number): Float32Array => {
    const slot = ((fineY % taps) + taps) % taps;
    const target = kept[slot]!;
    if (keptRow[slot] === fineY) return target;
    keptRow[slot] = fineY;
    fillFine(fineY < 0 ? 0 : fineY >= fine ? fine - 1 : fineY);
    for (let x = 0; x < size; x++) {
      const first = x * SUBPIXELS * BAND_COUNT;
      for (let band = 0; band < BAND_COUNT; band++) {
        let sum = 0;
        for (let tap = 0; tap < taps; tap++) sum += fineRow[first + tap * BAND_COUNT + band]! * weightsX[tap]!;
        target[x * BAND_COUNT + band] = sum;
      }
    }
    return target;
  };
  return (y, row) => {
    row.fill(0);
    for (let tap = 0; tap < taps; tap++) {
      const weight = weightsY[tap]!;
      if (weight === 0) continue;
      const line = narrow(y * SUBPIXELS + tap - 2);
      for (let i = 0; i < row.length; i++) row[i]! += line[i]! * weight;
    }
  };
}
