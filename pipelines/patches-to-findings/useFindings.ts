import type { Finding } from '#domain/finding.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { Permit } from '#domain/permit.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { approvalUnder } from './approval.js';
import { classesOfUse, concerns } from './classTest.js';
import { agriFacilitySentence, beforeSupplySentence, useSentence } from './explainUse.js';
import { findingOf, labelledPermits, permitsAt } from './findingOf.js';
import { partWithinOutside, unionOf } from './overlap.js';
import { toleranceOf, type PatchGround, type PlacedPermit } from './patchGround.js';
import { exemptionOf } from './permitStatus.js';
import type { Rule } from './ruleSet.js';

/** Valid at onset, whatever class its kind allows. */
const validOf = (ground: PatchGround): readonly PlacedPermit[] => [...ground.valid, ...ground.powerless];

/** What a building site has beside its buildings: where buildings are approved, a small part of it is no other use. */
const ACCESSORY: ReadonlySet<LandCoverClass> = new Set<LandCoverClass>(['road', 'solar']);

/** Kinds that grant a use; an opinion or a conversion only prepares one. */
const STATES_USE: ReadonlySet<Permit['kind']> = new Set<Permit['kind']>([
  'landUsePermit',
  'landSupply',
  'buildingPermit',
  'ruralPermit',
]);

/**
 * The observed class is none of those that the permits covering it are for. Works on the way there are no deviation, and a use that
 * the rule set does not know proves nothing. Where what was built has no permit of its kind at all, that is what is reported.
 */
export function useDeviation(ground: PatchGround, rule: Rule): Finding | null {
  const { window, region, ruleSet, patch } = ground;
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const minimumShare = rule.parameters['minimumShare'] ?? 0.3;
  const isOther = (item: PlacedPermit): boolean => {
    const classes = classesOfUse(item.permit.approvedUse, ruleSet);
    if (classes === null || classes.has(patch.toClass)) return false;
    if (!classes.has('builtUp') || !ACCESSORY.has(patch.toClass)) return true;
    const shared = window.intersection(region, item.region);
    return window.areaM2(shared) >= minimumShare * geodesicAreaM2(item.permit.geometry);
  };
  const needsPermit = ruleSet.rules.some(
    (other) => other.kind === 'buildWithoutApproval' && concerns(other, ground.fromClass, patch.toClass),
  );
  const about = (needsPermit ? ground.valid : validOf(ground)).filter(
    ({ permit }) => exemptionOf(ruleSet, permit) === null && STATES_USE.has(permit.kind),
  );
  const others = about.filter(isOther);
  const rest = about.filter((item) => !isOther(item));
  const places = { within: unionOf(window, others), outside: unionOf(window, rest) };
  const part = partWithinOutside(window, region, places, { metres: toleranceM, areaM2: rule.toleranceM2 });
  if (part === null || window.areaM2(part) < minimumShare * ground.areaM2) return null;
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
  if (approval.unapproved() === null) return null;
  const { window } = ground;
  const ofKind = (kind: Permit['kind']): PlacedPermit[] => validOf(ground).filter(({ permit }) => permit.kind === kind);
  const supplied = { region: unionOf(window, ofKind('landSupply')) };
  const converted = ofKind('farmlandConversion');
  const places = { within: unionOf(window, converted), outside: unionOf(window, [supplied, approval.valid]) };
  const part = partWithinOutside(window, ground.region, places, approval.tolerance);
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
  const places = { within: unionOf(window, misused), outside: unionOf(window, otherwise) };
  const part = partWithinOutside(window, region, places, { metres: toleranceM, areaM2: rule.toleranceM2 });
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
