import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { RasterGrid } from '#domain/raster.js';
import { coverOfWindow } from '#pipelines/kernels/polygonCover.js';
import { projectArea, WGS84 } from '#store/rasters/index.js';
import { UNKNOWN } from './metrics.js';

/** A reported patch beside what is known of its ground. */
export interface JudgedPatch {
  /** 0–1, as reported. */
  readonly confidence: number;
  /** Mean score over the cut, of its pixels that reach the cut. */
  readonly scoreOverCut: number;
  /** Share of its pixels of known truth that changed, 0–1. */
  readonly changedShare: number;
}

/**
 * Patches against the truth, those without a pixel of known truth left out.
 * @param score row-major over the grid, like the truth
 * @param truth 1 changed, 0 unchanged, 255 not known
 */
export function judgePatches(
  patches: FeatureCollection<Polygon | MultiPolygon>,
  { grid, score, cut, truth }: { grid: RasterGrid; score: Float32Array; cut: number; truth: Uint8Array },
): JudgedPatch[] {
  return patches.features.flatMap(({ geometry, properties }) => {
    const projected = projectArea(WGS84, grid.epsg, geometry);
    const rings = (projected.type === 'Polygon' ? projected.coordinates : projected.coordinates.flat()).map((ring) =>
      ring.flatMap(([x, y]) => [(x! - grid.originX) / grid.pixelWidth, (grid.originY - y!) / grid.pixelHeight]),
    );
    const cover = coverOfWindow(rings, { x: 0, y: 0, width: grid.width, height: grid.height });
    let known = 0;
    let changed = 0;
    let reaching = 0;
    let sum = 0;
    for (let i = 0; i < cover.length; i++) {
      if (cover[i] === 0) continue;
      if (score[i]! >= cut) {
        reaching += 1;
        sum += score[i]! / cut;
      }
      if (truth[i] === UNKNOWN) continue;
      known += 1;
      changed += truth[i]!;
    }
    if (known === 0) return [];
    const confidence = Number(properties?.['confidence']);
    return [{ confidence, scoreOverCut: sum / reaching, changedShare: changed / known }];
  });
}
