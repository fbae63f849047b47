import Flatbush from 'flatbush';
import type { Judgement } from '#domain/finding.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import type { Layer, LayerFeature } from '#domain/layer.js';
import type { EnforcementOrder, SettledAlert } from '#domain/order.js';
import type { Permit } from '#domain/permit.js';
import { widened } from '#pipelines/geometry/planarWindow.js';
import { judgePatch } from './judgePatch.js';
import type { JudgedPatch } from './patchGround.js';
import { patchFinder } from './patchFinder.js';
import { currentPermits } from './permitStatus.js';
import type { RuleSet } from './ruleSet.js';

/** Everything that patches are held against. */
export interface Archive {
  readonly permits: readonly Permit[];
  readonly layers: readonly Layer[];
  readonly features: readonly LayerFeature[];
  readonly orders: readonly EnforcementOrder[];
  /** Default: none. */
  readonly settledAlerts?: readonly SettledAlert[];
  readonly ruleSet: RuleSet;
  /** All patches that are judged: what lies on a permit shows that it is used. Default: none is known. */
  readonly patches?: readonly JudgedPatch[];
}

/** Farther away nothing counts, whatever the tolerance: `siteDisplaced` looks this far. */
const LEAST_REACH_M = 200;

/**
 * A function that judges any patch against an archive: found by boxes, so that fifty thousand patches do not meet fifty thousand
 * permits each. What it says of a patch is what `judgePatch` says with all of the archive.
 */
export function createJudge(archive: Archive): (patch: JudgedPatch) => Judgement {
  const { layers, ruleSet } = archive;
  const permitsNear = finder(currentPermits(archive.permits));
  const featuresNear = finder(archive.features);
  const ordersNear = finder(archive.orders);
  const settledNear = finder(archive.settledAlerts ?? []);
  const widest = Math.max(0, ...ruleSet.rules.map(({ toleranceM }) => toleranceM));
  const farthest = Math.max(LEAST_REACH_M, ...ruleSet.rules.map(({ parameters }) => parameters['distanceM'] ?? 0));
  const patchesOn = patchFinder(archive.patches ?? []);
  return (patch) => {
    const toleranceM = widest + patch.registrationErrorM + ruleSet.gsdShare * patch.gsdM;
    const reachM = farthest + 2 * toleranceM + 5;
    return judgePatch(patch, {
      permits: permitsNear(patch.geometry, reachM),
      layers,
      features: featuresNear(patch.geometry, (patch.toClass === 'water' ? farthest : 0) + 2 * toleranceM + 5),
      orders: ordersNear(patch.geometry, 2 * toleranceM + 5),
      settledAlerts: settledNear(patch.geometry, 2 * toleranceM + 5),
      ruleSet,
      othersOn: (permit) => patchesOn(permit).filter(({ id }) => id !== patch.id),
    });
  };
}

/** Items whose box comes within some metres of an area's, in their own order. */
function finder<T extends { readonly geometry: AreaGeometry }>(
  items: readonly T[],
): (area: AreaGeometry, reachM: number) => T[] {
  if (items.length === 0) return () => [];
  const index = new Flatbush(items.length);
  for (const { geometry } of items) index.add(...bboxOfArea(geometry));
  index.finish();
  return (area, reachM) =>
    index
      .search(...widened(bboxOfArea(area), reachM))
      .sort((a, b) => a - b)
      .map((place) => items[place]!);
}
