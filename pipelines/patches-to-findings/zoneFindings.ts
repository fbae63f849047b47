import type { Finding } from '#domain/finding.js';
import { isLandCoverClass, type LandCoverClass } from '#domain/landCover.js';
import type { LayerFeature, LayerKind } from '#domain/layer.js';
import { distanceM } from '#pipelines/geometry/nearness.js';
import { createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import { approvalUnder } from './approval.js';
import { classesOfUse, surveyClassOf } from './classTest.js';
import { areaSentence, type AreaCase } from './explainZone.js';
import { featuresAt, findingOf, labelledFeatures, labelledPermits, permitsAt } from './findingOf.js';
import { partBeyond, partWithinOutside, unionOf } from './overlap.js';
import type { PatchGround, PlacedFeature, PlacedPermit } from './patchGround.js';
import type { Rule, RuleSet } from './ruleSet.js';

const COLOUR_LINES: readonly LayerKind[] = ['heritageLine', 'waterLine', 'greenLine', 'utilityLine'];

/** Within a purple, blue, green or yellow line, outside valid permits. */
export function colourLineBreach(ground: PatchGround, rule: Rule): Finding | null {
  return unapprovedWithin(
    ground,
    rule,
    COLOUR_LINES.flatMap((kind) => ground.featuresInForce(kind)),
    'colourLine',
  );
}

/** In zones or plan parcels that do not allow the class, outside valid permits. Unknown uses prove nothing. */
export function zoneConflict(ground: PatchGround, rule: Rule): Finding | null {
  return unapprovedWithin(ground, rule, conflictingZones(ground), 'zone');
}

/** Zones and plan parcels in force that do not allow what the patch became. */
export function conflictingZones(ground: PatchGround): readonly PlacedFeature[] {
  const { ruleSet, patch } = ground;
  const zones = [...ground.featuresInForce('zone'), ...ground.featuresInForce('detailedPlanParcel')];
  return zones.filter(({ feature }) => {
    const classes = allowedClasses(feature, ruleSet);
    return classes !== null && !classes.has(patch.toClass);
  });
}

/** The code of use that a zone or plan parcel carries; null: none. */
export function useCodeOf({ properties: { use } }: LayerFeature): string | null {
  return typeof use === 'string' || typeof use === 'number' ? String(use) : null;
}

/** Classes that a zone or plan parcel allows, by its own list or by its use; null: unknown. */
export function allowedClasses(feature: LayerFeature, ruleSet: RuleSet): ReadonlySet<LandCoverClass> | null {
  const { allowedClasses: named } = feature.properties;
  const names = listOf(named).filter(isLandCoverClass);
  if (names.length > 0) return classesOfUse(names, ruleSet);
  const use = useCodeOf(feature);
  return use === null ? null : classesOfUse([use], ruleSet);
}

/** A list, or one text with commas as Shapefiles hold it. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(/[,;、]/).map((part) => part.trim()) : [];
}

/** Forest or grass that went within a green line, the redline or a protective zone, outside valid permits. */
export function protectedVegetationLoss(ground: PatchGround, rule: Rule): Finding | null {
  const protective = ground
    .featuresInForce('zone')
    .filter(({ feature: { properties } }) => isProtective(properties, ground.ruleSet));
  const features = [
    ...ground.featuresInForce('greenLine'),
    ...ground.featuresInForce('ecologicalRedline'),
    ...protective,
  ];
  return unapprovedWithin(ground, rule, features, 'protectedVegetation');
}

function isProtective({ use, isProtective: stated }: Readonly<Record<string, unknown>>, ruleSet: RuleSet): boolean {
  if (stated === true) return true;
  return typeof use === 'string' && ruleSet.protectiveUses.some((prefix) => use.startsWith(prefix));
}

/** Water that became land inside a water line, outside valid permits. */
export function waterFilled(ground: PatchGround, rule: Rule): Finding | null {
  return unapprovedWithin(ground, rule, ground.featuresInForce('waterLine'), 'water');
}

/** Irrigated fields (水田) by GB/T 21010-2017 and -2007: under water every year before rice is set. */
const PADDY_CODES = ['0101', '011'];

/**
 * Water that comes by itself: beside a mapped water body it may be a flood that will fall, and on paddies it is the season. One look
 * cannot tell either from a pond that was dug.
 */
function mayBeNaturalWater(ground: PatchGround, floodReachM: number): boolean {
  const { patch, ruleSet, window, region, areaM2, featuresInForce, featuresAround } = ground;
  if (patch.toClass !== 'water') return false;
  const bodies = [
    ...featuresAround('waterLine'),
    ...featuresAround('landClass').filter((feature) => surveyClassOf(feature, ruleSet) === 'water'),
  ];
  const wide = createPlanarWindow(patch.geometry, floodReachM + 1);
  const place = wide.region(patch.geometry);
  if (bodies.some(({ geometry }) => distanceM(place, wide.region(geometry)) <= floodReachM)) return true;
  const survey = featuresInForce('landClass');
  const paddies = survey.filter(({ feature: { properties } }) => {
    const { code } = properties;
    return typeof code === 'string' && PADDY_CODES.includes(code);
  });
  return window.areaM2(window.intersection(region, unionOf(window, paddies))) > areaM2 / 2;
}

/** Cropland that became something else than farmland, outside valid permits and conversions. */
export function croplandToNonAgricultural(ground: PatchGround, rule: Rule): Finding | null {
  if (mayBeNaturalWater(ground, rule.parameters['floodReachM'] ?? 0)) return null;
  const approval = approvalUnder(ground, rule);
  const converted = conversionsAt(ground);
  const allowed = unionOf(ground.window, [approval.valid, ...converted]);
  const part = partBeyond(ground.window, ground.region, allowed, approval.tolerance);
  if (part === null) return null;
  const permits = [...approval.valid.permits, ...converted];
  return findingOf(ground, rule, {
    part,
    regions: labelledPermits(permits, 'approved'),
    rest: 'cropland',
    toleranceM: approval.tolerance.metres,
    permits,
    sentence: (areaM2) => areaSentence(ground, areaM2, { what: 'cropland', features: [] }),
  });
}

/** Valid conversions that do not allow the class by their kind: they answer for the cropland, not for what stands on it. */
const conversionsAt = (ground: PatchGround): readonly PlacedPermit[] =>
  ground.powerless.filter(({ permit }) => permit.kind === 'farmlandConversion');

/** The conversions without which the rule would report the change; empty where it would not, or does all the same. */
export function exemptingConversions(ground: PatchGround, rule: Rule): readonly PlacedPermit[] {
  const unapproved = approvalUnder(ground, rule).unapproved();
  if (unapproved === null || mayBeNaturalWater(ground, rule.parameters['floodReachM'] ?? 0)) return [];
  return croplandToNonAgricultural(ground, rule) === null ? permitsAt(ground, conversionsAt(ground), unapproved) : [];
}

function unapprovedWithin(
  ground: PatchGround,
  rule: Rule,
  placed: readonly PlacedFeature[],
  what: AreaCase,
): Finding | null {
  if (placed.length === 0) return null;
  const approval = approvalUnder(ground, rule);
  if (approval.unapproved() === null) return null;
  const places = { within: unionOf(ground.window, placed), outside: approval.valid.region };
  const part = partWithinOutside(ground.window, ground.region, places, approval.tolerance);
  if (part === null) return null;
  const features = featuresAt(ground, placed, part);
  return findingOf(ground, rule, {
    part,
    regions: [...labelledPermits(approval.valid.permits, 'approved'), ...labelledFeatures(features, what)],
    rest: 'elsewhere',
    toleranceM: approval.tolerance.metres,
    features,
    sentence: (areaM2) => areaSentence(ground, areaM2, { what, features }),
  });
}
