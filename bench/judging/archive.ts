import type { Polygon, Position } from 'geojson';
import type { Permit } from '#domain/permit.js';
import type { JudgedPatch } from '#pipelines/patches-to-findings/index.js';

/** Metres east and north of a corner of the area, as rings without holes. */
export type PlaneRing = readonly (readonly [x: number, y: number])[];

/** Seeded patches along pixel edges, and permits of 30 to 500 m, half of them L-shaped, in a square of ground. */
export interface Ground {
  readonly patches: readonly PlaneRing[];
  readonly permits: readonly PlaneRing[];
}

/** Side of the square, metres: that of a Sentinel-2 tile. */
const SIDE_M = 109_800;
const PIXEL_M = 10;
const CORNER = [120, 30] as const;
const LAT_DEGREE_M = 110_852;
const LON_DEGREE_M = 96_486;

export function createGround(count: number, seed: number): Ground {
  const random = generator(seed);
  return {
    patches: Array.from({ length: count }, () => staircase(random)),
    permits: Array.from({ length: count }, (_, i) => turnedPlot(random, i % 2 === 0)),
  };
}

/** mulberry32, a small generator whose whole state is one word. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Columns of pixels side by side, each overlapping the next: what change detection draws. */
function staircase(random: () => number): PlaneRing {
  const x0 = Math.floor((random() * SIDE_M) / PIXEL_M) * PIXEL_M;
  const y0 = Math.floor((random() * SIDE_M) / PIXEL_M) * PIXEL_M;
  const lower: [number, number][] = [];
  const upper: [number, number][] = [];
  const columns = 3 + Math.floor(random() * 8);
  for (let column = 0; column < columns; column++) {
    const [bottom, top] = [-Math.floor(random() * 4), 1 + Math.floor(random() * 5)];
    for (const side of [0, 1]) {
      const x = x0 + (column + side) * PIXEL_M;
      lower.push([x, y0 + bottom * PIXEL_M]);
      upper.push([x, y0 + top * PIXEL_M]);
    }
  }
  const ring = [...lower, ...upper.toReversed()];
  return ring.filter(([x, y], i) => {
    const [before, after] = [ring.at(i - 1)!, ring[(i + 1) % ring.length]!];
    return (before[0] - x) * (after[1] - y) !== (before[1] - y) * (after[0] - x);
  });
}

function turnedPlot(random: () => number, isRectangle: boolean): PlaneRing {
  const [x, y, turn] = [random() * SIDE_M, random() * SIDE_M, random() * Math.PI];
  const [width, height] = [30 + random() * 470, 30 + random() * 470];
  const corners = isRectangle
    ? ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const) // prettier-ignore
    : ([[-1, -1], [1, -1], [1, 0], [0, 0], [0, 1], [-1, 1]] as const); // prettier-ignore
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return corners.map(([a, b]) => {
    const [east, north] = [(a * width) / 2, (b * height) / 2];
    return [round(x + east * cos - north * sin), round(y + east * sin + north * cos)] as const;
  });
}

const round = (metres: number): number => Math.round(metres * 100) / 100;

function polygonOf(ring: PlaneRing): Polygon {
  const positions = ring.map(([x, y]): Position => [CORNER[0] + x / LON_DEGREE_M, CORNER[1] + y / LAT_DEGREE_M]);
  return { type: 'Polygon', coordinates: [[...positions, positions[0]!]] };
}

export function patchesOf({ patches }: Ground): JudgedPatch[] {
  return patches.map((ring, i) => ({
    id: `patch-${i}`,
    geometry: polygonOf(ring),
    fromClass: i % 3 === 0 ? 'cropland' : 'vegetation',
    toClass: i % 4 === 0 ? 'earthworks' : 'builtUp',
    onsetFrom: '2024-02-01',
    onsetTo: '2024-03-01',
    assessedShare: 1,
    registrationErrorM: 1,
    gsdM: PIXEL_M,
  }));
}

export function permitsOf({ permits }: Ground): Permit[] {
  return permits.map((ring, i) => ({
    caseNumber: `P${i}`,
    kind: i % 5 === 0 ? 'landUsePermit' : 'buildingPermit',
    revision: 1,
    projectId: null,
    stage: 'granted',
    grantedOn: i % 7 === 0 ? '2024-06-01' : '2022-05-01',
    validTo: i % 11 === 0 && i % 7 !== 0 ? '2023-12-31' : null,
    withdrawnOn: null,
    approvedUse: [],
    approvedAreaM2: null,
    footprintAreaM2: null,
    buildDeadline: null,
    conditions: null,
    geometry: polygonOf(ring),
  }));
}
