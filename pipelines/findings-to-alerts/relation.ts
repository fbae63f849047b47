import type { Lineage } from '#domain/alert.js';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Patch } from '#domain/patch.js';
import { createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';

/** Share of the smaller of two areas that must coincide for them to be one place. */
export const OVERLAP_SHARE = 0.1;
const SAME_SHARE = 0.8;
/** A shared border must be at least this many tolerances long. */
const BORDER_LENGTHS = 2;

/** How a patch lies to an area: shares of each that the other holds, 0–1, and the border they share within tolerance. */
export interface Relation {
  readonly shareOfPatch: number;
  readonly shareOfArea: number;
  readonly overlapM2: number;
  /** Length along which they touch, metres; 0 where too short to count. */
  readonly borderM: number;
}

export function relationOf(
  patch: Pick<Patch, 'geometry' | 'registrationErrorM' | 'gsdM'>,
  area: AreaGeometry,
): Relation {
  const toleranceM = 1 + patch.registrationErrorM + patch.gsdM / 2;
  const window = createPlanarWindow(patch.geometry, 2 * toleranceM);
  const region = window.region(patch.geometry);
  const other = window.region(area);
  const overlapM2 = window.areaM2(window.intersection(region, other));
  const bandM2 = window.areaM2(window.intersection(region, window.grow(other, toleranceM))) - overlapM2;
  const borderM = bandM2 / toleranceM;
  return {
    shareOfPatch: overlapM2 / window.areaM2(region),
    shareOfArea: overlapM2 / geodesicAreaM2(area),
    overlapM2,
    borderM: borderM >= BORDER_LENGTHS * toleranceM ? borderM : 0,
  };
}

export function overlaps(relation: Relation): boolean {
  return Math.max(relation.shareOfPatch, relation.shareOfArea) >= OVERLAP_SHARE;
}

/** What a patch is to the one alert it meets, `companions` being the patches of the plan that overlap that alert. */
export function lineageOf(relation: Relation, companions: number): Lineage {
  const { shareOfPatch, shareOfArea } = relation;
  if (companions > 1 && shareOfPatch >= SAME_SHARE) return 'split';
  if (shareOfPatch >= SAME_SHARE) return shareOfArea >= SAME_SHARE ? 'same' : 'shrunk';
  return 'grown';
}

/** Both areas as one; gaps and slivers up to 2 cm between them are closed. */
export function unitedGeometry(a: AreaGeometry, b: AreaGeometry): AreaGeometry {
  const polygonsOf = (area: AreaGeometry) => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates);
  const both: AreaGeometry = { type: 'MultiPolygon', coordinates: [...polygonsOf(a), ...polygonsOf(b)] };
  const window = createPlanarWindow(both, 1);
  return window.toGeometry(window.close(window.region(both), 0.01)) ?? a;
}
