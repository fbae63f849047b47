import type { Position } from 'geojson';
import type { AreaGeometry } from '#domain/geometry.js';
import type { RasterGrid } from '#domain/raster.js';
import type { OutlineStyle } from '#domain/recipe.js';
import { createOutliner } from '../kernels/pixelPolygons.js';
import type { RunLengths } from '../kernels/runLengths.js';
import { smoothRing } from '../kernels/smoothRing.js';

/** Turns grid coordinates x, y at the start of an array into WGS84 lon, lat in place. @param count number of pairs */
export type PlacesInPlace = (coordinates: Float64Array, count: number) => void;

export interface OutlineContext {
  readonly grid: RasterGrid;
  readonly toWgs84: PlacesInPlace;
  readonly gsdM: number;
  /** Default `pixelEdges`. */
  readonly outlines?: OutlineStyle;
}

/** Straight edges of the grid are slightly curved in degrees: longer ones than this get points between. */
const LONGEST_EDGE_M = 1000;
/** Nine decimals of a degree: 0.1 mm. */
const DEGREE_PRECISION = 1e9;

/**
 * Outlines segments along pixel edges, or smoothly from them, as WGS84 polygons.
 * @returns a function of a segment's runs and the grid's column and row of their raster's corner
 */
export function createPatchOutliner(
  context: OutlineContext,
): (runs: RunLengths, left: number, top: number) => AreaGeometry {
  const trace = createOutliner();
  const longestPixels = Math.max(1, Math.floor(LONGEST_EDGE_M / context.gsdM));
  const { originX, originY, pixelWidth, pixelHeight } = context.grid;
  let places = new Float64Array(1024);

  const drawn = context.outlines === 'smooth' ? smoothRing : (ring: Ring): Ring => ring;

  const ringWgs84 = (ring: Ring, left: number, top: number): Position[] => {
    const count = pointsOf(ring, longestPixels);
    if (2 * count > places.length) places = new Float64Array(4 * count);
    let at = 0;
    forEachPoint(ring, longestPixels, (x, y) => {
      places[at++] = originX + (left + x) * pixelWidth;
      places[at++] = originY - (top + y) * pixelHeight;
    });
    context.toWgs84(places, count);
    const positions: Position[] = [];
    for (let i = 0; i < 2 * count; i += 2) positions.push([rounded(places[i]!), rounded(places[i + 1]!)]);
    positions.push(positions[0]!);
    return positions;
  };

  return (runs, left, top) => {
    const polygons = trace(runs).map(({ rings }) => rings.map((ring) => ringWgs84(drawn(ring), left, top)));
    const [only] = polygons;
    return polygons.length === 1 && only !== undefined
      ? { type: 'Polygon', coordinates: only }
      : { type: 'MultiPolygon', coordinates: polygons };
  };
}

const rounded = (degrees: number): number => Math.round(degrees * DEGREE_PRECISION) / DEGREE_PRECISION;

/** x, y, x, y … in pixels, without repeating the first. */
type Ring = Int32Array | Float64Array;

const stepsOf = (length: number, longest: number): number => (length <= longest ? 1 : Math.ceil(length / longest));

function pointsOf(ring: Ring, longest: number): number {
  let count = 0;
  let x = ring.at(-2)!;
  let y = ring.at(-1)!;
  for (let i = 0; i < ring.length; i += 2) {
    count += stepsOf(Math.abs(ring[i]! - x) + Math.abs(ring[i + 1]! - y), longest);
    x = ring[i]!;
    y = ring[i + 1]!;
  }
  return count;
}

/** The corners of a ring, with points at even distances on edges that are longer than allowed. */
function forEachPoint(ring: Ring, longest: number, visit: (x: number, y: number) => void): void {
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i]!;
    const y = ring[i + 1]!;
    visit(x, y);
    const next = i + 2 < ring.length ? i + 2 : 0;
    const alongX = ring[next]! - x;
    const alongY = ring[next + 1]! - y;
    const steps = stepsOf(Math.abs(alongX) + Math.abs(alongY), longest);
    for (let step = 1; step < steps; step++) visit(x + (alongX * step) / steps, y + (alongY * step) / steps);
  }
}
