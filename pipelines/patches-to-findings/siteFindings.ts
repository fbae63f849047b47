import type { Finding } from '#domain/finding.js';
import type { Permit } from '#domain/permit.js';
import { distanceM } from '#pipelines/geometry/nearness.js';
import { createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { approvalUnder, once } from './approval.js';
import { displacedSentence, footprintSentence } from './explainUse.js';
import { findingOf, labelledPermits } from './findingOf.js';
import { WORKS } from './patchFinder.js';
import { toleranceOf, type PatchGround } from './patchGround.js';
import { exemptionOf, permitStatus } from './permitStatus.js';
import type { Rule } from './ruleSet.js';

/**
 * More was built within a building permit than its footprint, in imagery that shows roofs and not only sites: this patch and all that
 * was seen before it or with it, roof by roof. The edges of what was built may be displaced by the tolerance, so that much along their
 * length is forgiven, and a share for eaves and canopies.
 */
export function deviatesFromPermit(ground: PatchGround, rule: Rule): Finding | null {
  const { window, region, ruleSet, patch } = ground;
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const share = rule.parameters['forgivenShare'] ?? 0.1;
  if (patch.gsdM > (rule.parameters['coarsestGsdM'] ?? 2)) return null;
  for (const item of ground.valid) {
    const { footprintAreaM2, kind } = item.permit;
    if (footprintAreaM2 === null || (kind !== 'buildingPermit' && kind !== 'ruralPermit')) continue;
    const part = window.intersection(region, item.region);
    if (window.areaM2(part) <= rule.toleranceM2) continue;
    const { builtM2, rimM2 } = builtOn(ground, item.permit, toleranceM);
    if (builtM2 - footprintAreaM2 * (1 + share) <= Math.max(rimM2, rule.toleranceM2)) continue;
    return findingOf(ground, rule, {
      part,
      regions: labelledPermits([item], 'insidePermit'),
      rest: 'elsewhere',
      toleranceM,
      permits: [item],
      sentence: () => footprintSentence(builtM2, item.permit),
    });
  }
  return null;
}

/** All that stands on a permit's ground by the time of the patch, and how much of it its edges may be off. */
function builtOn(ground: PatchGround, permit: Permit, toleranceM: number): { builtM2: number; rimM2: number } {
  const { patch } = ground;
  const earlier = ground
    .othersOn(permit)
    .filter(({ toClass, onsetTo }) => toClass === 'builtUp' && onsetTo <= patch.onsetTo);
  const window = createPlanarWindow(permit.geometry, toleranceM + 1);
  const roofs = window.union([patch, ...earlier].map(({ geometry }) => window.region(geometry)));
  const built = window.intersection(roofs, window.region(permit.geometry));
  const builtM2 = window.areaM2(built);
  return { builtM2, rimM2: builtM2 - window.areaM2(window.shrink(built, toleranceM)) };
}

/**
 * Near a permit that allows it and is not used, about as large as that permit's ground, and hardly on it: built beside where it was
 * allowed (批东占西).
 */
export function siteDisplaced(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  const { later, expired, valid } = approval;
  const unapproved = approval.unapproved();
  if (unapproved === null || [valid, later, expired].some((group) => group.holdsPatch())) return null;
  const { patch, ruleSet } = ground;
  const farthestM = rule.parameters['distanceM'] ?? 60;
  const wide = once(() => createPlanarWindow(patch.geometry, farthestM + 1));
  const smallest = rule.parameters['smallestRatio'] ?? 0.5;
  const isDisplaced = (permit: Permit): boolean => {
    if (permit.stage !== 'granted' || !ruleSet.permitAllows[permit.kind].includes(patch.toClass)) return false;
    if (exemptionOf(ruleSet, permit) !== null) return false;
    if (permitStatus(permit, { from: patch.onsetFrom, to: patch.onsetTo }) !== 'valid') return false;
    const ratio = ground.areaM2 / (permit.footprintAreaM2 ?? geodesicAreaM2(permit.geometry));
    if (ratio < smallest || ratio > 1 / smallest) return false;
    return (
      distanceM(wide().region(patch.geometry), wide().region(permit.geometry)) <= farthestM &&
      !ground.othersOn(permit).some(({ toClass }) => WORKS.has(toClass))
    );
  };
  const permits = ground.permits.filter(isDisplaced);
  if (permits.length === 0) return null;
  return findingOf(ground, rule, {
    part: unapproved,
    regions: labelledPermits(valid.permits, 'approved'),
    rest: 'beside',
    toleranceM: approval.tolerance.metres,
    caseNumbers: permits.map(({ caseNumber }) => caseNumber),
    sentence: (areaM2) => displacedSentence(ground, { areaM2, permits, farthestM }),
  });
}
