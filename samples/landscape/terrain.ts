import { createNoise, fractal, ridged, smoothstep } from '../noise.js';
import type { Point } from '../planar.js';
import { pointAt, SCENE_CELL_M, sharesOf, type Frame } from './frame.js';

/** Bound once: looking a global up in every pixel costs more than the arithmetic where code runs in a sandbox. */
const { min, max, floor } = Math;

/** A smooth quantity over the county on the 10 m grid, read anywhere by bilinear interpolation. */
export interface Field {
  readonly size: number;
  readonly values: Float32Array;
}

export interface Terrain {
  /** Metres above the plain. */
  readonly elevation: Field;
  /** 0 in the plain … 1 deep in the hills. */
  readonly hilliness: Field;
  /** −1…1, patches of some hundred metres: forest types, soils, crops. */
  readonly mosaic: Field;
  /** −1…1, slow drift over kilometres: soil colour. */
  readonly drift: Field;
}

export function sampleField(field: Field, [x, y]: Point): number {
  const { size, values } = field;
  const px = min(size - 1.001, max(0, x / SCENE_CELL_M - 0.5));
  const py = min(size - 1.001, max(0, y / SCENE_CELL_M - 0.5));
  const ix = floor(px);
  const iy = floor(py);
  const fx = px - ix;
  const fy = py - iy;
  const at = iy * size + ix;
  const upper = values[at]! * (1 - fx) + values[at + 1]! * fx;
  const lower = values[at + size]! * (1 - fx) + values[at + size + 1]! * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Where the hills begin, as a share of the side uphill from the centre. */
const HILL_FOOT = 0.16;

/** Hills that stand alone in the plain. */
export function isolatedHills(frame: Frame): { centre: Point; radius: number }[] {
  const random = frame.random.fork('isolatedHills');
  const side = random.chance(0.5) ? 1 : -1;
  return [
    { centre: pointAt(frame, random.range(-0.4, -0.3), side * random.range(0.3, 0.38)), radius: frame.sideM * 0.075 },
    { centre: pointAt(frame, random.range(0.0, 0.08), -side * random.range(0.34, 0.4)), radius: frame.sideM * 0.055 },
  ];
}

/** The relief of a county: hills on one side with ridges and valleys, a few lone hills in the plain. */
export function createTerrain(frame: Frame): Terrain {
  const { sizePx: size, sideM } = frame;
  const random = frame.random.fork('terrain');
  const [ridges, foot, edge, mosaicNoise, driftNoise] = Array.from({ length: 5 }, () =>
    createNoise(random.integer(2 ** 31)),
  ) as [ReturnType<typeof createNoise>, ...ReturnType<typeof createNoise>[]];
  const fields = ['elevation', 'hilliness', 'mosaic', 'drift'].map(() => new Float32Array(size * size));
  const [elevation, hilliness, mosaic, drift] = fields as [Float32Array, Float32Array, Float32Array, Float32Array];
  const lone = isolatedHills(frame);
  const ridgeLength = max(700, sideM * 0.13);
  const height = min(620, sideM * 0.06);
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at++) {
      const x = (column + 0.5) * SCENE_CELL_M;
      const y = (row + 0.5) * SCENE_CELL_M;
      const { t, s } = sharesOf(frame, x, y);
      const fringe = fractal(edge!, x / 900, y / 900, 4);
      let hill = smoothstep(-0.05, 0.17, t - HILL_FOOT - 0.07 * foot!(s * 3.1, 0.37) + 0.035 * fringe);
      let rise = hill;
      for (const { centre, radius } of lone) {
        const dx = (x - centre[0]) / radius;
        const dy = (y - centre[1]) / radius;
        const own = smoothstep(1, 0.1, dx * dx + dy * dy + 0.8 * fringe);
        hill = max(hill, 0.6 * own);
        rise = max(rise, 0.34 * own);
      }
      hilliness[at] = hill;
      mosaic[at] = fractal(mosaicNoise!, x / 420, y / 420, 4);
      drift[at] = fractal(driftNoise!, x / 3100, y / 3100, 3);
      const warpX = x + 260 * fringe;
      const warpY = y + 260 * drift[at]!;
      const relief = hill > 0 ? ridged(ridges, warpX / ridgeLength, warpY / ridgeLength, 6) : 0;
      elevation[at] = height * rise * (0.12 + 0.88 * relief) + 3 * fringe;
    }
  }
  const field = (values: Float32Array): Field => ({ size, values });
  return { elevation: field(elevation), hilliness: field(hilliness), mosaic: field(mosaic), drift: field(drift) };
}
