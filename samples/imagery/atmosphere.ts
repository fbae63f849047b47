import { createNoise, fractal, smoothstep } from '../noise.js';
import { distance, type Point } from '../planar.js';
import { SCENE_CELL_M, type Frame } from '../landscape/frame.js';
import { SCENE_COUNT } from './calendar.js';

/** A thin veil that the quality band does not know of: a pseudo-change. */
export interface CloudRemnant {
  readonly sceneIndex: number;
  readonly centre: Point;
  readonly radiusM: number;
  /** Share of the cloud's light at the centre, 0–1. */
  readonly opacity: number;
}

/** How one scene was seen. */
export interface Look {
  /** Unit vector on the image towards the sun (y to the south) and the cotangent of its elevation. */
  readonly towardsSun: Point;
  readonly sunCotangent: number;
  readonly gains: readonly number[];
  /** Additive haze by band, reflectance × 10000. */
  readonly haze: readonly number[];
  /** Shift of the image against the grid, pixels; two scenes differ by at most 0.3 each way. */
  readonly shift: Point;
  /** Share of the sky under cloud, 0–1; 0 for a clear scene. */
  readonly cloudiness: number;
  readonly hasCollar: boolean;
}

const HAZE_COLOUR = [1, 0.72, 0.5, 0.25, 0.1, 0.06];

/** Cotangent of the sun's elevation at 10:40 in the middle of each month from March on, 30° north (rounded). */
const SUN_COTANGENTS = [0.92, 0.62, 0.45, 0.39, 0.42, 0.52, 0.75, 1.05, 1.45, 1.65, 1.55, 1.25, 0.92];

/** Looks of all scenes: first and last fairly clear, cloudy ones never twice in a row. */
export function createLooks(frame: Frame): Look[] {
  const random = frame.random.fork('looks');
  const collarScene = 3 + random.integer(6);
  let wasCloudy = true;
  return Array.from({ length: SCENE_COUNT }, (_, index): Look => {
    const isEnd = index === 0 || index === SCENE_COUNT - 1;
    const isCloudy = !wasCloudy && !isEnd && random.chance(0.6);
    wasCloudy = isCloudy;
    const hazeLevel = random.range(10, isCloudy ? 190 : 130);
    const common = random.range(0.95, 1.05);
    return {
      towardsSun: [0.74 + random.range(-0.05, 0.05), 0.67],
      sunCotangent: SUN_COTANGENTS[index]!,
      gains: HAZE_COLOUR.map(() => common * random.range(0.985, 1.015)),
      haze: HAZE_COLOUR.map((share) => hazeLevel * share),
      shift: [random.range(-0.15, 0.15), random.range(-0.15, 0.15)],
      cloudiness: isCloudy
        ? random.range(0.08, 0.26)
        : index === 0
          ? 0
          : random.chance(0.4)
            ? random.range(0.01, 0.04)
            : 0,
      hasCollar: index === collarScene,
    };
  });
}

export interface Sky {
  /** Share of cloud light per pixel, 0–1. */
  readonly opacity: Float32Array;
  /** Share of sunlight taken away per pixel, 0–1. */
  readonly shade: Float32Array;
  /** Quality codes as the scene reports them (remnants are not reported). */
  readonly quality: Uint8Array;
}

const CLOUD_HEIGHT_M = 900;

/** Clouds with soft edges, their shadows on the ground, the collar, and the quality band that reports them. */
export function createSky(frame: Frame, sceneIndex: number, look: Look, remnants: readonly CloudRemnant[]): Sky {
  const { sizePx: size } = frame;
  const opacity = new Float32Array(size * size);
  const shade = new Float32Array(size * size);
  const quality = new Uint8Array(size * size);
  if (look.cloudiness > 0) castClouds(frame, sceneIndex, look, opacity, shade);
  for (let i = 0; i < quality.length; i++) quality[i] = opacity[i]! > 0.04 ? 2 : shade[i]! > 0.06 ? 3 : 0;
  for (const remnant of remnants) if (remnant.sceneIndex === sceneIndex) addRemnant(frame, remnant, opacity);
  if (look.hasCollar) cutCollar(size, quality);
  return { opacity, shade, quality };
}

function castClouds(frame: Frame, sceneIndex: number, look: Look, opacity: Float32Array, shade: Float32Array): void {
  const { sizePx: size } = frame;
  const noise = createNoise(frame.random.fork(`clouds${sceneIndex}`).integer(2 ** 31));
  const thickness = (x: number, y: number): number => fractal(noise, x / 1500, y / 1500, 5);
  const sample: number[] = [];
  for (let y = 5; y < size; y += 10)
    for (let x = 5; x < size; x += 10) sample.push(thickness(x * SCENE_CELL_M, y * SCENE_CELL_M));
  sample.sort((a, b) => a - b);
  const base = sample[Math.floor(sample.length * (1 - look.cloudiness))]!;
  const offsetX = -look.towardsSun[0] * look.sunCotangent * CLOUD_HEIGHT_M;
  const offsetY = -look.towardsSun[1] * look.sunCotangent * CLOUD_HEIGHT_M;
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at++) {
      const x = column * SCENE_CELL_M;
      const y = row * SCENE_CELL_M;
      opacity[at] = 0.97 * smoothstep(base - 0.02, base + 0.22, thickness(x, y));
      shade[at] = 0.62 * smoothstep(base - 0.02, base + 0.12, thickness(x - offsetX, y - offsetY));
    }
  }
}

function addRemnant(frame: Frame, remnant: CloudRemnant, opacity: Float32Array): void {
  const { sizePx: size } = frame;
  const noise = createNoise(frame.random.fork(`remnant${remnant.sceneIndex}`).integer(2 ** 31));
  const reach = Math.ceil((remnant.radiusM * 1.5) / SCENE_CELL_M);
  const column0 = Math.round(remnant.centre[0] / SCENE_CELL_M);
  const row0 = Math.round(remnant.centre[1] / SCENE_CELL_M);
  for (let row = Math.max(0, row0 - reach); row < Math.min(size, row0 + reach); row++) {
    for (let column = Math.max(0, column0 - reach); column < Math.min(size, column0 + reach); column++) {
      const point: Point = [(column + 0.5) * SCENE_CELL_M, (row + 0.5) * SCENE_CELL_M];
      const share =
        distance(point, remnant.centre) / remnant.radiusM + 0.45 * fractal(noise, point[0] / 160, point[1] / 160, 3);
      const veil = remnant.opacity * smoothstep(1, 0.35, share);
      const at = row * size + column;
      if (veil > opacity[at]!) opacity[at] = veil;
    }
  }
}

/** A slanted strip without data along the left edge, as swath borders leave it. */
function cutCollar(size: number, quality: Uint8Array): void {
  for (let row = 0; row < size; row++) {
    quality.fill(1, row * size, row * size + 4 + Math.floor((row * 9) / size));
  }
}
