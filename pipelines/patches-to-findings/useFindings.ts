import type { Finding } from '#domain/finding.js';
import type { Permit } from '#domain/permit.js';
import { distanceM } from '#pipelines/geometry/nearness.js';
import { createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { approvalUnder, once } from './approval.js';
import { classesOfUse } from './classTest.js';
import {
  agriFacilitySentence,
  beforeSupplySentence,
  displacedSentence,
  footprintSentence,
  useSentence,
} from './explainUse.js';
import { findingOf, labelledPermits, permitsAt } from './findingOf.js';
import { partWithin, unionOf } from './overlap.js';
import { toleranceOf, type PatchGround, type PlacedPermit } from './patchGround.js';
import { exemptionOf, permitStatus } from './permitStatus.js';
import type { Rule } from './ruleSet.js';

const parameter = (rule: Rule, name: string, otherwise: number): number => rule.parameters[name] ?? otherwise;

/** Valid at onset, whatever class its kind allows. */
const validOf = (ground: PatchGround): readonly PlacedPermit[] => [...ground.valid, ...ground.powerless];

/**
 * The observed class is none of those that the permits covering it are for. Works on the way there are no deviation, and a use that
 * the rule set does not know proves nothing.
 */
export function useDeviation(ground: PatchGround, rule: Rule): Finding | null {
  const { window, region, ruleSet, patch } = ground;
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const isOther = ({ permit }: PlacedPermit): boolean => {
    const classes = classesOfUse(permit.approvedUse, ruleSet);
    return classes !== null && !classes.has(patch.toClass);
  };
  const about = ground.valid.filter(({ permit }) => exemptionOf(ruleSet, permit) === null);
  const others = about.filter(isOther);
  const rest = about.filter((item) => !isOther(item));
  const part = partWithin(window, window.difference(region, unionOf(window, rest)), unionOf(window, others), {
    metres: toleranceM,
    areaM2: rule.toleranceM2,
  });
  if (part === null || window.areaM2(part) < parameter(rule, 'minimumShare', 0.3) * ground.areaM2) return null;
  const permits = permitsAt(ground, others, part);
  return findingOf(ground, rule, {
    part,
    regions: labelledPermits(permits, 'otherUse'),
    rest: 'elsewhere',
    toleranceM,
    permits,
    sentence: (areaM2) => useSentence(ground, areaM2, permits),
  });
}

/** Built on after the conversion was approved and before the land was supplied, without a permit that allows it. */
export function useBeforeSupply(ground: PatchGround, rule: Rule): Finding | null {
  const approval = approvalUnder(ground, rule);
  const unapproved = approval.unapproved();
  if (unapproved === null) return null;
  const { window } = ground;
  const ofKind = (kind: Permit['kind']): PlacedPermit[] => validOf(ground).filter(({ permit }) => permit.kind === kind);
  const supplied = unionOf(window, ofKind('landSupply'));
  const converted = ofKind('farmlandConversion');
  const part = partWithin(
    window,
    window.difference(unapproved, supplied),
    unionOf(window, converted),
    approval.tolerance,
  );
  if (part === null) return null;
  const permits = permitsAt(ground, converted, part);
  return findingOf(ground, rule, {
    part,
    regions: labelledPermits(permits, 'convertedNotSupplied'),
    rest: 'elsewhere',
    toleranceM: approval.tolerance.metres,
    permits,
    sentence: (areaM2) => beforeSupplySentence(ground, areaM2, permits),
  });
}

/**
 * More was built within a building permit than its footprint, in imagery that shows roofs and not only sites. The edge of what was built may be displaced by the tolerance, so
 * that much along its circumference is forgiven, and a share for eaves and canopies.
 */
export function deviatesFromPermit(ground: PatchGround, rule: Rule): Finding | null {
  const { window, region, ruleSet, patch } = ground;
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const share = parameter(rule, 'forgivenShare', 0.1);
  if (patch.gsdM > parameter(rule, 'coarsestGsdM', 2)) return null;
  for (const item of ground.valid) {
    const { footprintAreaM2, caseNumber, kind } = item.permit;
    if (footprintAreaM2 === null || (kind !== 'buildingPermit' && kind !== 'ruralPermit')) continue;
    const part = window.intersection(region, item.region);
    const builtM2 = window.areaM2(part);
    const rimM2 = window.areaM2(part) - window.areaM2(window.shrink(part, toleranceM));
    if (builtM2 - footprintAreaM2 * (1 + share) <= Math.max(rimM2, rule.toleranceM2)) continue;
    return findingOf(ground, rule, {
      part,
      regions: [{ label: 'insidePermit', ref: caseNumber, region: item.region }],
      rest: 'elsewhere',
      toleranceM,
      permits: [item],
      sentence: (areaM2) => footprintSentence(areaM2, item.permit),
    });
  }
  return null;
}

/** On ground filed as an agricultural facility stands what such a filing, or this one's use, does not allow (大棚房). */
export function agriFacilityMisuse(ground: PatchGround, rule: Rule): Finding | null {
  const { window, region, ruleSet, patch } = ground;
  const isMisused = ({ permit }: PlacedPermit): boolean => {
    if (permit.kind !== 'agriFacility') return false;
    const classes = classesOfUse(permit.approvedUse, ruleSet);
    return (
      !ruleSet.permitAllows.agriFacility.includes(patch.toClass) || (classes !== null && !classes.has(patch.toClass))
    );
  };
  const misused = validOf(ground).filter(isMisused);
  const otherwise = ground.valid.filter(({ permit }) => permit.kind !== 'agriFacility');
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const part = partWithin(window, window.difference(region, unionOf(window, otherwise)), unionOf(window, misused), {
    metres: toleranceM,
    areaM2: rule.toleranceM2,
  });
  if (part === null) return null;
  const permits = permitsAt(ground, misused, part);
  return findingOf(ground, rule, {
    part,
    regions: labelledPermits(permits, 'filedAsFacility'),
    rest: 'elsewhere',
    toleranceM,
    permits,
    sentence: (areaM2) => agriFacilitySentence(ground, areaM2, permits),
  });
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
  const farthestM = parameter(rule, 'distanceM', 60);
  const wide = once(() => createPlanarWindow(patch.geometry, farthestM + 1));
  const smallest = parameter(rule, 'smallestRatio', 0.5);
  const isDisplaced = (permit: Permit): boolean => {
    if (permit.stage !== 'granted' || !ruleSet.permitAllows[permit.kind].includes(patch.toClass)) return false;
    if (exemptionOf(ruleSet, permit) !== null) return false;
    if (permitStatus(permit, { from: patch.onsetFrom, to: patch.onsetTo }) !== 'valid') return false;
    const ratio = ground.areaM2 / (permit.footprintAreaM2 ?? geodesicAreaM2(permit.geometry));
    if (ratio < smallest || ratio > 1 / smallest) return false;
    return (
      distanceM(wide().region(patch.geometry), wide().region(permit.geometry)) <= farthestM &&
      !ground.isUsedByOthers(permit)
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
